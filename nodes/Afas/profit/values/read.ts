/** Small readers for metainfo, which is untrusted: each returns a value of the requested type, or its default. */

/** Gives the value as an object, or an empty object. */
export function asObject(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

/** Gives the value as a list, or an empty list. */
export function asList(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** Gives text or a number as text; empty text for anything else. */
export function asText(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : '';
}

/** Gives a number, also from text; null for anything else. */
export function asNumber(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string' || value.trim() === '') return null;
	const number = Number(value);
	return Number.isFinite(number) ? number : null;
}

/** Gives true for `true`, `"true"`, `1` and `"1"`: AFAS uses both forms (docs/afas.md 2.3). */
export function asBoolean(value: unknown): boolean {
	return value === true || value === 1 || /^(true|1)$/i.test(asText(value));
}
