import { inputError, type ProfitError } from '../errors/profitError';
import { asNumber } from '../values/read';
import { OPERATORS, operatorNumber, type Condition, type Filter } from './filter';

/**
 * AFAS's own filter JSON. docs/afas.md 2.4.
 * Every condition gets a `#text`, also an empty one, since AFAS does not say that it may be absent.
 */
export function toFilterJson(filter: Filter): string {
	return JSON.stringify({
		Filters: {
			Filter: filter.map((group, index) => ({
				'@FilterId': `Filter ${index + 1}`,
				Field: group.map(({ field, operator, value }) => ({
					'@FieldId': field,
					'@OperatorType': String(operatorNumber(operator)),
					'#text': value,
				})),
			})),
		},
	});
}

/**
 * Reads AFAS's filter JSON, as an object or as text.
 * @throws ProfitError `input` that says which part is not as AFAS takes it
 */
export function parseFilterJson(json: unknown): Filter {
	let parsed: unknown = json;
	if (typeof json === 'string') {
		try {
			parsed = JSON.parse(json);
		} catch {
			parsed = undefined;
		}
	}
	const filters = member(parsed, 'Filters');
	const groups = listOf(member(filters, 'Filter'));
	if (groups.length === 0) throw filterJsonError('it has no Filters with a Filter inside');
	return groups.map((group, groupIndex) => {
		const fields = listOf(member(group, 'Field'));
		if (fields.length === 0) throw filterJsonError(`Filter ${groupIndex + 1} has no Field`);
		return fields.map((field, fieldIndex) =>
			readCondition(field, `Field ${fieldIndex + 1} of Filter ${groupIndex + 1}`),
		);
	});
}

function readCondition(json: unknown, place: string): Condition {
	const field = member(json, '@FieldId');
	if (typeof field !== 'string' || field === '') {
		throw filterJsonError(`${place} has no @FieldId`);
	}
	const operator = OPERATORS[(asNumber(member(json, '@OperatorType')) ?? 0) - 1];
	if (operator === undefined) {
		throw filterJsonError(`${place} needs an @OperatorType from 1 to 15`);
	}
	const value = member(json, '#text') ?? '';
	if (typeof value === 'object') throw filterJsonError(`${place} has no text as #text`);
	return { field, operator, value: String(value) };
}

function member(json: unknown, name: string): unknown {
	return typeof json === 'object' && json !== null && Object.hasOwn(json, name)
		? (json as Record<string, unknown>)[name]
		: undefined;
}

function listOf(json: unknown): unknown[] {
	if (json === undefined || json === null) return [];
	return Array.isArray(json) ? json : [json];
}

function filterJsonError(reason: string): ProfitError {
	return inputError(
		`'Filter JSON' cannot be used: ${reason}`,
		'It looks like {"Filters":{"Filter":[{"@FilterId":"Filter 1","Field":[{"@FieldId":"Country","@OperatorType":"1","#text":"NL"}]}]}}.',
	);
}
