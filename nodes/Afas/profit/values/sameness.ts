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
