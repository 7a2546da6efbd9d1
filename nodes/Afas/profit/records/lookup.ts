import { inputError } from '../errors/profitError';
import { bareKey, keyFieldsOf } from '../metainfo/keys';
import type { GetConnectorInfo, UpdateConnectorInfo } from '../metainfo/types';
import type { Condition } from '../query/filter';
import type { Row } from '../values/cell';
import { withoutWrongZ } from '../values/dateTime';
import { GIVE_AS_TEXT, hasLostDigits } from '../values/number';
import { getOwn } from '../values/ownProperty';
import { matchText } from '../values/sameness';
import { isEmptyKey, type NamedKey } from './rowKeys';
import { isDateObject, isNoValue, toKeyText, toWriteValue } from './writeValue';
import type { WriteElement, WriteEntry, WriteValue } from './writeElement';

/** A column of the GetConnector, and its value in the record's row. */
export interface LookupMatch {
	field: string;
	value: unknown;
}

/** Which column of the GetConnector gives a key of the UpdateConnector. */
export interface LookupKey {
	keyField: string;
	field: string;
}

/**
 * Gives the conditions that identify the row: all columns must be equal. Values are trimmed; an empty one is `''`.
 * @throws ProfitError `input` when there is no match, or one has no column or an impossible value
 */
export function lookupConditions(matches: LookupMatch[]): Condition[] {
	if (matches.length === 0) {
		throw inputError(
			"'Lookup Match' is empty",
			'Say which columns of the GetConnector tell that a row is this record.',
		);
	}
	return matches.map(({ field, value }, index) => {
		if (!field) {
			throw inputError(
				`Entry ${index + 1} of 'Lookup Match' has no field`,
				'Choose a column of the GetConnector.',
			);
		}
		// As text these would find no row, and a second record would be created.
		if (isNoValue(value) || (typeof value === 'object' && value !== null && !isDateObject(value))) {
			throw inputError(
				`'Lookup Match' has for ${field} something that is no text, number or date`,
				'Check the expression: it must give one value.',
			);
		}
		if (hasLostDigits(value)) {
			throw inputError(
				`'Lookup Match' has for ${field} a number that lost its last digits`,
				GIVE_AS_TEXT,
			);
		}
		return { field, operator: 'equal', value: matchedText(value) };
	});
}

/**
 * Rejects the look-up of a record by an empty value: it would match other rows, or find none, so that each run adds the
 * record again.
 * @param conditions as `lookupConditions` gives them
 * @throws ProfitError `input`
 */
export function assertFilled(conditions: Condition[]): void {
	const empty = conditions.find(({ value }) => value === '');
	if (empty === undefined) return;
	throw inputError(
		`'Lookup Match' has no value for ${empty.field}`,
		'An empty value would find other records. Give a value for every item.',
	);
}

function matchedText(value: unknown): string {
	return String(toWriteValue(value ?? null) ?? '').trim();
}

/** Trims the texts in an element that it is matched on, so that a later look-up finds it. */
export function withTrimmedMatches(element: WriteElement, matches: LookupMatch[]): WriteElement {
	const texts = new Set(matches.map(({ value }) => matchText(matchedText(value))));
	const fields = element.fields.map(([id, value]): WriteEntry => {
		const trimmed = typeof value === 'string' ? value.trim() : '';
		return trimmed !== '' && texts.has(matchText(trimmed)) ? [id, trimmed] : [id, value];
	});
	return { ...element, fields };
}

/**
 * Takes the keys of the UpdateConnector from the row that was found.
 * @returns the keys by name, with the `@` that the user gave them
 * @throws ProfitError `input` when a column is empty
 */
export function keysOfRow(row: Row, info: UpdateConnectorInfo, columns: KeyColumn[]): NamedKey[] {
	return columns.map(({ name, column }) => {
		const value = getOwn(row, column);
		if (isEmptyKey(value)) {
			throw inputError(
				`The column ${column} is empty in the row that was found, so the key ${bareKey(name)} is unknown`,
				"Choose another column under 'Lookup Keys'.",
			);
		}
		const field = info.fields.find(({ fieldId }) => fieldId === bareKey(name));
		return [name, toKeyText(typeof value === 'string' ? withoutWrongZ(value) : value, field)];
	});
}

/** A key, named as the user did, and the column of the GetConnector that gives it. */
export interface KeyColumn {
	name: string;
	column: string;
}

/**
 * Finds the columns of the GetConnector that give the keys of the UpdateConnector: those that the user names, or else
 * those with the names of the keys.
 * @throws ProfitError `input` when a key has no column, or the key is unknown
 */
export function lookupColumns(
	info: UpdateConnectorInfo,
	lookupKeys: LookupKey[],
	{ fields }: GetConnectorInfo,
): KeyColumn[] {
	const named = new Set(lookupKeys.map(({ keyField }) => bareKey(keyField)));
	const unnamed = keyFieldsOf(info).filter(({ fieldId }) => !named.has(fieldId));
	if (named.size + unnamed.length === 0) {
		throw inputError(
			`Neither AFAS's metainfo nor its documentation says what the key of ${info.id} is`,
			"Say under 'Lookup Keys' which column gives which key.",
		);
	}
	const ids = new Map(fields.map(({ id }) => [id.toLowerCase(), id]));
	const wanted = [
		...unnamed.map(({ fieldId }) => ({ keyField: fieldId, field: fieldId })),
		...lookupKeys,
	];
	return wanted.map(({ keyField, field }) => {
		const column = ids.get(field.trim().toLowerCase());
		if (column !== undefined) return { name: keyField, column };
		throw inputError(
			`The GetConnector has no column ${field} for the key ${bareKey(keyField)}`,
			"Add it to the GetConnector, or say under 'Lookup Keys' which column gives this key.",
		);
	});
}

/**
 * Whether the row already holds everything that the element would write, keys aside. What cannot be compared counts as
 * a change: a field without a column of its name, a sub-object, and an action.
 */
export function isUnchanged(element: WriteElement, row: Row, info: UpdateConnectorInfo): boolean {
	if (element.action || element.objects.length > 0) return false;
	const keys = keyFieldsOf(info).map(({ fieldId }) => fieldId);
	return element.fields.every(([id, value]) => {
		if (keys.includes(id)) return true;
		const cell = getOwn(row, id);
		return cell !== undefined && sameValue(value, cell as WriteValue);
	});
}

function sameValue(written: WriteValue, read: WriteValue): boolean {
	if (isEmpty(written) || isEmpty(read)) return isEmpty(written) && isEmpty(read);
	if (typeof written === 'number' || typeof written === 'boolean') {
		return comparable(written) === comparable(read);
	}
	return dateText(String(written)) === dateText(String(read));
}

function isEmpty(value: WriteValue): boolean {
	return value === null || value === '';
}

/** `true`, `1` and `"1"` alike; `3.50` as `3.5`. */
function comparable(value: WriteValue): string {
	if (typeof value === 'boolean') return value ? '1' : '0';
	const text = String(value).trim().toLowerCase();
	if (text === 'true') return '1';
	if (text === 'false') return '0';
	return String(toWriteValue(text, { dataType: 'decimal', values: null }));
}

/** AFAS shows a date as a date-time at midnight. */
function dateText(text: string): string {
	return withoutWrongZ(text).replace(/^(\d{4}-\d{2}-\d{2})T00:00:00$/, '$1');
}
