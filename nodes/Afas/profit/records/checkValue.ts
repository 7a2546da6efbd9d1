import type { UpdateField } from '../metainfo/types';
import { toAmsterdamWallTime } from '../values/givenDate';
import type { WriteValue } from './writeElement';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const WHOLE_NUMBER = /^-?\d+$/;
const DECIMAL = /^-?\d+(?:\.\d*)?$/;
const DECIMAL_COMMA = /^-?\d{1,3}(?:\.?\d{3})*,\d+$/;

/** Characters of a value, and codes of a table, to show in a message. */
const SHOWN_LENGTH = 40;
const SHOWN_CODES = 10;

/**
 * Says what AFAS would reject about a value, by the metainfo of its field.
 * @param value as `toWriteValue` gives it
 * @returns the rest of a sentence that starts with the field, or undefined when the value fits
 */
export function checkValue(value: WriteValue, field: UpdateField): string | undefined {
	if (value === null) return undefined;
	const text = String(value);
	switch (field.dataType) {
		case 'boolean':
			return typeof value === 'boolean' ? undefined : `${shown(text)} is not true or false`;
		case 'int':
			return checkCode(text, field) ?? checkNumber(text, WHOLE_NUMBER, 'a whole number');
		case 'decimal':
			return (
				checkCode(text, field) ??
				checkNumber(text, DECIMAL, 'a number') ??
				checkDecimals(text, field)
			);
		case 'date':
			return TIME.test(text) || isExistingDate(text)
				? undefined
				: `${shown(text)} is not a date or time that exists: write it as 2026-03-01, 2026-03-01T12:00:00 or 12:00:00`;
		case 'blob':
			return undefined;
		default:
			return checkCode(text, field) ?? checkLength(text, field);
	}
}

/** Whether the text is an existing date or date-time in AFAS's form. */
function isExistingDate(text: string): boolean {
	try {
		return toAmsterdamWallTime(text) === text;
	} catch {
		return false;
	}
}

/** Without a number of decimals in metainfo there is no limit. Trailing zeros do not count. */
function checkDecimals(text: string, { decimals }: UpdateField): string | undefined {
	const given = /\.(\d*?)0*$/.exec(text)?.[1].length ?? 0;
	if (decimals === null || decimals <= 0 || given <= decimals) return undefined;
	return `${shown(text)} has ${given} decimals, AFAS takes ${decimals}`;
}

function checkNumber(text: string, pattern: RegExp, kind: string): string | undefined {
	if (pattern.test(text)) return undefined;
	const hint = DECIMAL_COMMA.test(text)
		? ': write decimals with a dot, without thousands signs'
		: '';
	return `${shown(text)} is not ${kind}${hint}`;
}

function checkCode(text: string, { values }: UpdateField): string | undefined {
	if (!values || values.some(({ id }) => id === text)) return undefined;
	const codes = values.slice(0, SHOWN_CODES).map(({ id, description }) => `${id} (${description})`);
	const rest = values.length - codes.length;
	return `${shown(text)} is not in the list: ${codes.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function checkLength(text: string, { length }: UpdateField): string | undefined {
	if (length === null || length <= 0 || text.length <= length) return undefined;
	return `${shown(text)} has ${text.length} characters, AFAS takes ${length}`;
}

function shown(text: string): string {
	return `'${text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text}'`;
}
