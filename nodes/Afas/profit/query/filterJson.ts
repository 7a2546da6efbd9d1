import { inputError, type ProfitError } from '../errors/profitError';
import { asNumber } from '../values/read';
import { parseExactJson } from '../values/exactJson';
import { OPERATORS, operatorNumber, type Condition, type Filter, type Operator } from './filter';

/**
 * Writes AFAS's own filter JSON. docs/afas.md 2.4. Every condition gets a `#text`, even if empty, because AFAS does not
 * document that it may be absent.
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
 * Reads AFAS's filter JSON, as an object or as text, including URL-encoded text as AFAS Connect shows it.
 * @throws ProfitError `input` that names the part that AFAS would not accept; a condition without a value would find
 *   every row
 */
export function parseFilterJson(json: unknown): Filter {
	const parsed = typeof json === 'string' ? parsedText(json) : json;
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

/** Encoded JSON starts with its brace, optionally after the name of the parameter in a URL. */
const ENCODED = /^\??(?:filterjson=)?(?=%7B|\{)/i;

function parsedText(given: string): unknown {
	const text = given.trim().replace(ENCODED, '');
	if (text === '') throw filterJsonError('it is empty');
	try {
		return parseExactJson(text.startsWith('%') ? decoded(text) : text);
	} catch {
		throw filterJsonError('it is no valid JSON');
	}
}

/**
 * Decodes text. In form encoding a plus is a blank; in a URL that uses `%20`, a plus is a plus.
 * @throws URIError for text that ends inside an encoded character
 */
function decoded(text: string): string {
	return decodeURIComponent(text.includes('%20') ? text : text.replaceAll('+', ' '));
}

function readCondition(json: unknown, place: string): Condition {
	const field = member(json, '@FieldId');
	if (typeof field !== 'string' || field.trim() === '') {
		throw filterJsonError(`${place} has no @FieldId`);
	}
	const operator = OPERATORS[(asNumber(member(json, '@OperatorType')) ?? 0) - 1];
	if (operator === undefined) {
		throw filterJsonError(`${place} needs an @OperatorType from 1 to 15`);
	}
	if (WITHOUT_VALUE.includes(operator)) return { field, operator, value: '' };
	const value = conditionText(member(json, '#text'), `${place}, ${field},`);
	return { field, operator, value };
}

/** Empty and not empty. */
const WITHOUT_VALUE: Operator[] = ['empty', 'notEmpty'];

function conditionText(value: unknown, place: string): string {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
		throw filterJsonError(
			`${place} has no #text`,
			'Without a value AFAS may return every row. Give one for every item, or use the @OperatorType 8 (is empty) or 9 (is not empty).',
		);
	}
	if (typeof value === 'object') throw filterJsonError(`${place} has no text as #text`);
	if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
		throw filterJsonError(
			`${place} has a number that lost its last digits`,
			'Put it between quotes, so that it stays as it is.',
		);
	}
	return String(value);
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

const EXAMPLE =
	'It looks like {"Filters":{"Filter":[{"@FilterId":"Filter 1","Field":[{"@FieldId":"Country","@OperatorType":"1","#text":"NL"}]}]}}.';

function filterJsonError(reason: string, nextStep = EXAMPLE): ProfitError {
	return inputError(`'Filter JSON' cannot be used: ${reason}`, nextStep);
}
