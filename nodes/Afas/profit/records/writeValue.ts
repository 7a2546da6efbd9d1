import type { UpdateField } from '../metainfo/types';
import type { WriteValue } from './writeElement';
import { booleanOf, decimalText, withoutExponent } from '../values/givenValue';
import { toAmsterdamWallTime } from '../values/givenDate';

/** What decides how a value is written. */
type Target = Pick<UpdateField, 'dataType' | 'values'>;

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

/**
 * A value as AFAS takes it, by the type of the field (docs/afas.md 4.3):
 * - whole numbers and decimals: a JSON number, as AFAS's schema says, where it shows the same digits; text where
 *   it would not (more digits than a double holds, leading zeros). AFAS takes both forms; `1000,50` is 1000.50;
 * - booleans: `true` or `false`, also from `1`, `0`, `ja`, `nee`, `yes` and `no`;
 * - dates: `YYYY-MM-DD`, `YYYY-MM-DDThh:mm:ss` on Amsterdam's clock, or `hh:mm:ss`;
 * - codes in the spelling of their code table; other text as it is;
 * - the empty text is `null`: the field is made empty.
 *
 * What does not fit its type is passed on as text, for the checks to name.
 * @param value text, number, boolean, null, Date or a date of Luxon (n8n's `$now`)
 * @param field undefined when the metainfo does not know it
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
 * The value of a key as AFAS takes it in an attribute: always text, `"0012"` and `"0"` as they are; dates on
 * Amsterdam's clock; `""` for empty.
 * @param value as for `toWriteValue`
 * @param field undefined when the metainfo does not know it
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

/** What n8n and JavaScript make of a date that does not exist. */
const INVALID_DATES = ['Invalid DateTime', 'Invalid Date'];

/** Whether an expression gave a date or a number that does not exist, such as a date of the text "soon". */
export function isNoValue(value: unknown): boolean {
	if (typeof value === 'string') return INVALID_DATES.includes(value);
	if (typeof value === 'number') return !Number.isFinite(value);
	if (!isDateObject(value)) return false;
	// Luxon gives null for a date that is none.
	return value instanceof Date
		? Number.isNaN(value.getTime())
		: typeof (value.toISO() as unknown) !== 'string';
}

/** A number in plain decimal notation, never with an exponent, as XML and AFAS want it. */
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

/** A JSON number when it shows the same digits as the text, zeros at the end of a fraction aside; else the text. */
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

/** The code in its table's own spelling; AFAS's examples write `art` for `Art`. Text outside the table as it is. */
function codeOf(text: string, { values }: Target): string {
	if (!values || values.some(({ id }) => id === text)) return text;
	const lower = text.toLowerCase();
	const sameLetters = values.filter(({ id }) => id.toLowerCase() === lower);
	return sameLetters.length === 1 ? sameLetters[0].id : text;
}
