/**
 * The text of a parameter value that an expression may have given as something else.
 * Luxon dates become ISO 8601 with their offset; empty values become the empty text.
 */
export function parameterText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) return value.toISOString();
	if (typeof value === 'object' && 'toISO' in value && typeof value.toISO === 'function') {
		return String(value.toISO());
	}
	return String(value);
}

/** A list from a multi-select, or from text with commas such as an AI agent gives. */
export function parameterList(value: unknown): string[] {
	const list = Array.isArray(value) ? value : parameterText(value).split(',');
	return list.map((entry) => parameterText(entry).trim()).filter((entry) => entry !== '');
}
