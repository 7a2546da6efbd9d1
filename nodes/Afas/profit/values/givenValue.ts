/**
 * Numbers and booleans as people, sheets and expressions write them, for a field whose type leaves no doubt. Used for filters
 * and for changes alike.
 */

const EXPONENT = /^([+-]?)(\d+)(?:\.(\d+))?e([+-]?\d+)$/i;

/** `-1234.5`, `.5` and `1,5`. With a sign between thousands it is not sure what is meant. */
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/;

const TRUE = ['true', '1', 'ja', 'yes', 'waar'];
const FALSE = ['false', '0', 'nee', 'no', 'onwaar'];

/**
 * A number as AFAS takes it: digits with a decimal point, no exponent, all digits kept.
 * @param text with a point or a comma before the decimals; blanks around it do not count
 * @returns undefined for what is no number
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
 * A whole number as AFAS takes it; decimals that are zero fall away.
 * @returns undefined for what is no whole number, also for `1.000`, which may mean 1 or 1000
 */
export function wholeText(text: string): string | undefined {
	const number = decimalText(text);
	return number === undefined || /^-?\d+(?:\.0{1,2}|\.0{4,})?$/.test(number) === false
		? undefined
		: number.replace(/\..*$/, '');
}

/**
 * A yes or no in English, Dutch or digits, in any letter case.
 * @returns undefined for anything else
 */
export function booleanOf(text: string): boolean | undefined {
	const word = text.trim().toLowerCase();
	if (TRUE.includes(word)) return true;
	return FALSE.includes(word) ? false : undefined;
}

/** A number in plain decimal notation, never with an exponent, as XML and AFAS want it. */
export function withoutExponent(text: string): string {
	const match = EXPONENT.exec(text);
	if (!match) return text;
	const [, sign, whole, fraction = '', exponentText] = match;
	const exponent = Number(exponentText);
	// A text of a million zeros is no number that anyone means.
	if (Math.abs(exponent) > 400) return text;
	const digits = whole + fraction;
	const point = whole.length + exponent;
	if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
	const padded = digits.padEnd(point, '0');
	return point < padded.length
		? `${sign}${padded.slice(0, point)}.${padded.slice(point)}`
		: sign + padded;
}
