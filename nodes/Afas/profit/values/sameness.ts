/** What decides how two values are compared: the type of their field. */
interface Typed {
	dataType: string;
}

/**
 * A value as AFAS compares it: two values are the same in AFAS when these texts are equal. Letter case and blanks at the
 * end do not count, and a number is the same as its text; in a field of numbers `1.50` is 1.5. docs/afas.md rule 14.
 * @param value text, number, boolean or null; null and blank text are the same
 * @param field the field that both belong to; undefined when it is not known
 */
export function matchText(value: unknown, field?: Typed): string {
	const text = value === null || value === undefined ? '' : String(value);
	const isNumber = field?.dataType === 'int' || field?.dataType === 'decimal';
	const number = isNumber || typeof value === 'number' ? shortestNumber(text.trim()) : undefined;
	return number ?? text.replace(/\s+$/, '').toLowerCase();
}

/** Letters that a database may take for two. */
const DOUBLE_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' };

/**
 * What AFAS may take for the same, as nobody has written down how its database compares letters with marks: rather two
 * values too many than one too few. Values that are the same have the same rough text.
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

/** A decimal number without the zeros that do not count, exact for any length; undefined for other text. */
function shortestNumber(text: string): string | undefined {
	const match = /\d/.test(text) ? DECIMAL.exec(text) : null;
	if (!match) return /^[+-]?[\d.]+e[+-]?\d+$/i.test(text) ? String(Number(text)) : undefined;
	const [, sign, whole, fraction = ''] = match;
	const digits = `${whole || '0'}${fraction === '' ? '' : `.${fraction}`}`;
	return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

/** Whether AFAS takes two values of a field for the same. */
export function sameInAfas(a: unknown, b: unknown, field?: Typed): boolean {
	return matchText(a, field) === matchText(b, field);
}
