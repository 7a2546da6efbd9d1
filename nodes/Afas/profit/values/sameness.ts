/** The type of a field, which decides how its values compare. */
interface Typed {
	dataType: string;
}

/**
 * Gives a value as AFAS compares it: two values are the same in AFAS if these texts are equal. Letter case and trailing
 * blanks are ignored, and a number equals its text; in a number field `1.50` is 1.5. docs/afas.md rule 14.
 * @param value text, number, boolean or null; null and blank text are the same
 * @param field the field of both values; undefined if it is unknown
 */
export function matchText(value: unknown, field?: Typed): string {
	const text = value === null || value === undefined ? '' : String(value);
	const isNumber = field?.dataType === 'int' || field?.dataType === 'decimal';
	const number = isNumber || typeof value === 'number' ? shortestNumber(text.trim()) : undefined;
	return number ?? text.replace(/\s+$/, '').toLowerCase();
}

/** Letters that a database may treat as two. */
const DOUBLE_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' };

/**
 * Gives a text that is equal for values that AFAS may treat as the same. How its database compares diacritics is not
 * documented, so this treats more values as the same rather than fewer.
 * @param value as for `matchText`
 * @param field as for `matchText`
 */
export function roughText(value: unknown, field?: Typed): string {
	return matchText(value, field)
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[ßæœþ]/g, (letter) => DOUBLE_LETTERS[letter]);
}

const DECIMAL = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/;

/** Removes insignificant zeros from a decimal number of any length; undefined for other text. */
function shortestNumber(text: string): string | undefined {
	const match = /\d/.test(text) ? DECIMAL.exec(text) : null;
	if (!match) return /^[+-]?[\d.]+e[+-]?\d+$/i.test(text) ? String(Number(text)) : undefined;
	const [, sign, whole, fraction = ''] = match;
	const digits = `${whole || '0'}${fraction === '' ? '' : `.${fraction}`}`;
	return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

/** Whether AFAS treats two values of a field as the same. */
export function sameInAfas(a: unknown, b: unknown, field?: Typed): boolean {
	return matchText(a, field) === matchText(b, field);
}
