import type { UpdateField } from '../metainfo/types';
import type { WriteValue } from './writeElement';
import { booleanOf, decimalText, withoutExponent } from '../values/givenValue';
import { toAmsterdamWallTime } from '../values/givenDate';

/** What decides how a value is written. */
type Target = Pick<UpdateField, 'dataType' | 'values'>;

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

/**
 * Converts a value for AFAS by the type of the field (docs/afas.md 4.3):
 * - whole numbers and decimals: a JSON number, as in AFAS's schema, if it keeps the same digits; otherwise text (more
 *   digits than a double holds, leading zeros). AFAS accepts both; `1000,50` is 1000.50;
 * - booleans: `true` or `false`, also from `1`, `0`, `ja`, `nee`, `yes` and `no`;
 * - dates: `YYYY-MM-DD`, `YYYY-MM-DDThh:mm:ss` on Amsterdam's clock, or `hh:mm:ss`;
 * - codes in the spelling of their code table; other text as it is;
 * - the empty text is `null`: the field is made empty.
 *
 * A value that does not fit its type stays text, so that the checks report it.
 * @param value text, number, boolean, null, Date or a date of Luxon (n8n's `$now`)
 * @param field undefined if the metainfo does not have it
 */
export function toWriteValue(value: unknown, field?: Target): WriteValue {
	if (isDateObject(value)) return writeDate(isoText(value));
	if (value === null || value === '') return null;
	if (!field) return plainValue(value);

	const text = typeof value === 'number' ? numberText(value) : String(value);
	switch (field.dataType) {
		case 'boolean':
			return writeBoolean(text);
		case 'int':
		case 'decimal':
			return typeof value === 'boolean' ? value : writeNumber(codeOf(text, field));
		case 'date':
			return writeDate(text);
		default:
			return codeOf(text, field);
	}
}

/**
 * Converts the value of a key for an attribute: always text, with `"0012"` and `"0"` unchanged; dates in Amsterdam
 * time; `""` for empty.
 * @param value as for `toWriteValue`
 * @param field undefined if the metainfo does not have it
 */
export function toKeyText(value: unknown, field?: Target): string {
	if (isDateObject(value) || (field?.dataType === 'date' && value !== null && value !== '')) {
		return String(toWriteValue(value, field));
	}
	if (value === null) return '';
	const text = typeof value === 'number' ? numberText(value) : String(value);
	return field ? codeOf(text, field) : text;
}

/** Whether the value is one point in time: a Date or a Luxon DateTime. */
export function isDateObject(value: unknown): value is Date | { toISO(): string } {
	return (
		value instanceof Date ||
		(typeof value === 'object' &&
			value !== null &&
			typeof (value as { toISO?: unknown }).toISO === 'function')
	);
}

/** How n8n and JavaScript write an invalid date. */
const INVALID_DATES = ['Invalid DateTime', 'Invalid Date'];

/** Whether an expression gave an invalid date or number, such as a date of the text "soon". */
export function isNoValue(value: unknown): boolean {
	if (typeof value === 'string') return INVALID_DATES.includes(value);
	if (typeof value === 'number') return !Number.isFinite(value);
	if (!isDateObject(value)) return false;
	// Luxon gives null for an invalid date.
	return value instanceof Date
		? Number.isNaN(value.getTime())
		: typeof (value.toISO() as unknown) !== 'string';
}

/** Writes a number in plain decimal notation without an exponent, as XML and AFAS require. */
export function numberText(value: number): string {
	return withoutExponent(String(value));
}

function isoText(date: Date | { toISO(): string }): string {
	if (!(date instanceof Date)) return String(date.toISO());
	return Number.isNaN(date.getTime()) ? String(date) : date.toISOString();
}

function plainValue(value: unknown): WriteValue {
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number') return writeNumber(numberText(value));
	return String(value);
}

function writeBoolean(text: string): WriteValue {
	return booleanOf(text) ?? text;
}

/** Gives a JSON number if it keeps the digits of the text, trailing zeros aside; otherwise the text. */
function writeNumber(text: string): WriteValue {
	const digits = decimalText(text);
	if (digits === undefined) return text;
	const shortest = digits.includes('.') ? digits.replace(/\.?0*$/, '') : digits;
	const number = Number(digits);
	return String(number) === shortest ? number : digits;
}

function writeDate(text: string): WriteValue {
	const time = TIME.exec(text.trim());
	if (time) return `${time[1].padStart(2, '0')}:${time[2]}:${time[3] ?? '00'}`;
	try {
		return toAmsterdamWallTime(text);
	} catch {
		return text;
	}
}

/** Gives a code in the spelling of its table, because AFAS's examples write `art` for `Art`. Other text stays the same. */
function codeOf(text: string, { values }: Target): string {
	if (!values || values.some(({ id }) => id === text)) return text;
	const lower = text.toLowerCase();
	const sameLetters = values.filter(({ id }) => id.toLowerCase() === lower);
	return sameLetters.length === 1 ? sameLetters[0].id : text;
}
