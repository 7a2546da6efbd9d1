import type { UpdateField } from '../metainfo/types';
import type { WriteValue } from './writeElement';

const DATE_OR_TIME = /^(?:\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?|\d{2}:\d{2}:\d{2})$/;
const WHOLE_NUMBER = /^-?\d+$/;
const DECIMAL = /^-?\d+(?:\.\d*)?$/;
const DECIMAL_COMMA = /^-?\d{1,3}(?:\.?\d{3})*,\d+$/;

/** Text shown of a value, and codes shown of a table, so that a message stays readable. */
const SHOWN_LENGTH = 40;
const SHOWN_CODES = 10;

/**
 * What AFAS will not like about a value, by the metainfo of its field.
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
			return checkCode(text, field) ?? checkNumber(text, DECIMAL, 'a number');
		case 'date':
			return DATE_OR_TIME.test(text)
				? undefined
				: `${shown(text)} is not a date: write it as 2026-03-01 or 2026-03-01T12:00:00`;
		case 'blob':
			return undefined;
		default:
			return checkCode(text, field) ?? checkLength(text, field);
	}
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
