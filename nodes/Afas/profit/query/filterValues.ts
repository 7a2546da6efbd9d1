import { inputError } from '../errors/profitError';
import type { GetField } from '../metainfo/types';
import { momentAsWallTime, toAmsterdamWallTime } from '../values/givenDate';
import { booleanOf, decimalText, wholeText } from '../values/givenValue';
import type { Filter, Operator } from './filter';

/** Operators that compare a whole value; the others look for text in it. */
const WHOLE_VALUE: ReadonlySet<Operator> = new Set<Operator>([
	'equal',
	'greaterOrEqual',
	'lessOrEqual',
	'greater',
	'less',
	'notEqual',
]);

/**
 * Writes the values of a filter as AFAS accepts them, by the type of the field: dates as Amsterdam wall time without a
 * `Z` (docs/afas.md rule 3), numbers with a decimal point and without an exponent, `ja` and `nee` as 1 and 0. Text
 * stays as it is.
 * @param fields the connector's fields, with their types
 * @throws ProfitError `input` that names the field when the value does not fit its type
 */
export function withAfasValues(filter: Filter, fields: GetField[]): Filter {
	const types = new Map(fields.map(({ id, dataType }) => [id, dataType]));
	return filter.map((group) =>
		group.map((condition) => {
			const { field, operator, value } = condition;
			const isCompared = WHOLE_VALUE.has(operator) && value !== '';
			return isCompared
				? { ...condition, value: afasValue(field, types.get(field), value) }
				: condition;
		}),
	);
}

/** Whether a value was rewritten for the type of its field, so that another type would give another filter. */
export function isRewritten(given: Filter, withAfas: Filter): boolean {
	return JSON.stringify(given) !== JSON.stringify(withAfas);
}

function afasValue(field: string, dataType: string | undefined, value: string): string {
	switch (dataType) {
		case 'date':
			return fitting(field, value, dateText(value), 'a date', '2026-03-01 or 2026-03-01T12:00:00');
		case 'int':
			return fitting(field, value, wholeText(value), 'a whole number', '12');
		case 'decimal':
			return fitting(field, value, decimalText(value), 'a number', '12.50 or 12,50');
		case 'boolean':
			return fitting(field, value, booleanText(value), 'a yes or no', 'true or false');
		default:
			return value;
	}
}

/** Values that AFAS accepts stay as they are; other words become 1 and 0, as in AFAS's examples. docs/afas.md 4.3. */
function booleanText(value: string): string | undefined {
	const text = value.trim().toLowerCase();
	if (['true', 'false', '1', '0'].includes(text)) return text;
	const isTrue = booleanOf(text);
	return isTrue === undefined ? undefined : isTrue ? '1' : '0';
}

function dateText(value: string): string | undefined {
	try {
		return toAmsterdamWallTime(value);
	} catch {
		return undefined;
	}
}

function fitting(
	field: string,
	given: string,
	value: string | undefined,
	type: string,
	example: string,
): string {
	if (value !== undefined) return value;
	throw inputError(
		`'${given}' is not ${type}, and the filter on ${field} needs one`,
		`Write it as ${example}.`,
	);
}

/**
 * The same for fields of unknown type, as those of a report: only a complete date-time with its zone, as an expression
 * gives it, counts as a date.
 */
export function withAfasMoments(filter: Filter): Filter {
	return filter.map((group) =>
		group.map((condition) =>
			WHOLE_VALUE.has(condition.operator)
				? { ...condition, value: momentAsWallTime(condition.value) }
				: condition,
		),
	);
}
