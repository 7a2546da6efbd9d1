/** Small readers for metainfo, which is untrusted: each returns a value of the requested type, or its default. */

/** The value as an object with text keys, or an empty object. */
export function asObject(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

/** The value as a list, or an empty list. */
export function asList(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** Text or a number as text; anything else as the empty text. */
export function asText(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : '';
}

/** A number, or text that is one; else null. */
export function asNumber(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string' || value.trim() === '') return null;
	const number = Number(value);
	return Number.isFinite(number) ? number : null;
}

/** true for `true`, `"true"`, `1` and `"1"`: clients have seen both forms (docs/afas.md 2.3). */
export function asBoolean(value: unknown): boolean {
	return value === true || value === 1 || /^(true|1)$/i.test(asText(value));
}
