import { inputError } from '../profit/errors/profitError';
import { isDateObject, isNoValue } from '../profit/records/writeValue';

/**
 * The text of a parameter value that an expression may have given as something else.
 * Luxon dates become ISO 8601 with their offset; empty values become the empty text.
 * @param shownName what holds the value, as the user knows it
 * @throws ProfitError `input` for what is no text, number, boolean or date: as text it would only look like a value
 */
export function parameterText(value: unknown, shownName = 'A parameter'): string {
	if (value === null || value === undefined) return '';
	const isDate = isDateObject(value);
	if (isNoValue(value) || (typeof value === 'object' && !isDate)) {
		throw inputError(
			`${shownName} holds something that is no text, number or date`,
			'Check the expression: it must give one value.',
		);
	}
	if (!isDate) return String(value);
	return value instanceof Date ? value.toISOString() : value.toISO();
}

/**
 * A list from a multi-select, or from text with commas such as an AI agent gives.
 * @throws ProfitError `input` as `parameterText` does
 */
export function parameterList(value: unknown, shownName?: string): string[] {
	const list = Array.isArray(value) ? value : parameterText(value, shownName).split(',');
	return list
		.map((entry) => parameterText(entry, shownName).trim())
		.filter((entry) => entry !== '');
}
