/**
 * Numbers and booleans as people, spreadsheets and expressions write them, for a field of known type. Used for filters
 * and changes alike.
 */

const EXPONENT = /^([+-]?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/i;

/** `-1234.5`, `.5` and `1,5`. A thousands separator would be ambiguous. */
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/;

const TRUE = ['true', '1', 'ja', 'yes', 'waar'];
const FALSE = ['false', '0', 'nee', 'no', 'onwaar'];

/**
 * Converts a number for AFAS: digits with a decimal point, no exponent, all digits kept.
 * @param text with a decimal point or comma; surrounding blanks are ignored
 * @returns undefined if it is no number
 */
export function decimalText(text: string): string | undefined {
	const number = withoutExponent(text.trim());
	if (!NUMBER.test(number)) return undefined;
	return number
		.replace(',', '.')
		.replace(/^\+/, '')
		.replace(/^(-?)\./, '$10.')
		.replace(/\.$/, '');
}

/**
 * Converts a whole number for AFAS; drops decimals that are zero.
 * @returns undefined if it is no whole number, or `1.000`, which may mean 1 or 1000
 */
export function wholeText(text: string): string | undefined {
	const number = decimalText(text);
	return number === undefined || /^-?\d+(?:\.0{1,2}|\.0{4,})?$/.test(number) === false
		? undefined
		: number.replace(/\..*$/, '');
}

/**
 * Reads yes or no in English, Dutch or digits, in any letter case.
 * @returns undefined for anything else
 */
export function booleanOf(text: string): boolean | undefined {
	const word = text.trim().toLowerCase();
	if (TRUE.includes(word)) return true;
	return FALSE.includes(word) ? false : undefined;
}

/** Writes a number in plain decimal notation without an exponent, as XML and AFAS require. */
export function withoutExponent(text: string): string {
	const match = EXPONENT.exec(text);
	if (!match) return text;
	const [, sign, whole, fraction = '', exponentText] = match;
	const exponent = Number(exponentText);
	// Nobody means a number with a million zeros.
	if (Math.abs(exponent) > 400) return text;
	const digits = whole + fraction;
	const point = whole.length + exponent;
	if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
	const padded = digits.padEnd(point, '0');
	return point < padded.length
		? `${sign}${padded.slice(0, point)}.${padded.slice(point)}`
		: sign + padded;
}
