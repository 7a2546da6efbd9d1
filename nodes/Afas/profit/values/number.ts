/** A double holds every decimal number of up to this many significant digits exactly. */
const EXACT_DIGITS = 15;

/**
 * Converts a number that AFAS writes: a number if a double holds it exactly, otherwise its text, so that nothing is
 * lost. AFAS's decimals have up to 26 digits (docs/afas.md 5.4). Trailing zeros are dropped, because REST and SOAP can
 * differ in them.
 * @param text a decimal number such as `-0.5000000000`; other text stays the same
 */
export function numberOrText(text: string): number | string {
	const number = Number(text);
	if (text.trim() === '' || !Number.isFinite(number)) return text;
	if (text.length <= EXACT_DIGITS) return number;
	return significantDigits(text) <= EXACT_DIGITS ? number : withoutEndZeros(text);
}

/**
 * Whether a whole number has more digits than a double holds, so that the last ones were changed before it came here. One of
 * few digits and many zeros, such as 1e20, may well be meant.
 */
export function hasLostDigits(value: unknown): boolean {
	if (!Number.isInteger(value) || Number.isSafeInteger(value)) return false;
	return typeof numberOrText(String(value)) !== 'number';
}

/** What a finding says of a value of which `hasLostDigits` is true. */
export const LOST_DIGITS = 'is a number of which n8n lost the last digits: give it as text';

/** What to do about it. */
export const GIVE_AS_TEXT =
	'n8n holds whole numbers of up to 15 digits. Give a longer one as text, also where it comes from, such as in a webhook.';

function significantDigits(text: string): number {
	const mantissa = withoutEndZeros(text.trim().replace(/^[+-]/, '').split(/e/i)[0]);
	const digits = mantissa.replace('.', '').replace(/^0+/, '');
	return mantissa.includes('.') ? digits.length : digits.replace(/0+$/, '').length;
}

function withoutEndZeros(text: string): string {
	return /\.\d*$/.test(text) ? text.replace(/\.?0+$/, '') : text;
}
