import { inputError } from '../errors/profitError';
import type { UpdateConnectorInfo } from '../metainfo/types';
import type { Filter } from '../query/filter';
import type { Row } from '../values/cell';
import { withoutWrongZ } from '../values/dateTime';
import { getOwn } from '../values/ownProperty';
import { isDateObject, isNoValue, toKeyText, toWriteValue } from './writeValue';
import type { KeyEntry, WriteElement, WriteEntry, WriteValue } from './writeElement';

/** A column of the GetConnector and the value it has in the row that is this record. */
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
 * The filter that finds the row of a record: all columns equal.
 * @throws ProfitError `input` when there is no match, or one has no column or value: that would match other rows
 */
export function lookupFilter(matches: LookupMatch[]): Filter {
	if (matches.length === 0) {
		throw inputError(
			"'Lookup Match' is empty",
			'Say which columns of the GetConnector tell that a row is this record.',
		);
	}
	const conditions = matches.map(({ field, value }, index) => {
		if (!field) {
			throw inputError(
				`Entry ${index + 1} of 'Lookup Match' has no field`,
				'Choose a column of the GetConnector.',
			);
		}
		// As text these would find no row, and a second record would be made.
		if (isNoValue(value) || (typeof value === 'object' && value !== null && !isDateObject(value))) {
			throw inputError(
				`'Lookup Match' has for ${field} something that is no text, number or date`,
				'Check the expression: it must give one value.',
			);
		}
		const text = toWriteValue(value ?? null);
		if (text === null || String(text).trim() === '') {
			throw inputError(
				`'Lookup Match' has no value for ${field}`,
				'An empty value would find other records. Give a value for every item.',
			);
		}
		return { field, operator: 'equal' as const, value: String(text) };
	});
	return [conditions];
}

/**
 * The keys of the UpdateConnector from the row that was found. A key without an entry comes from the column with
 * its name.
 * @throws ProfitError `input` when a key has no column or the column is empty
 */
export function keysOfRow(
	row: Row,
	info: UpdateConnectorInfo,
	lookupKeys: LookupKey[],
): KeyEntry[] {
	const columnOf = new Map(
		lookupKeys.map(({ keyField, field }) => [keyField.replace(/^@/, ''), field]),
	);
	const ids = new Set([
		...info.fields.filter(({ primaryKey }) => primaryKey).map(({ fieldId }) => fieldId),
		...columnOf.keys(),
	]);
	if (ids.size === 0) {
		throw inputError(
			`${info.id} has no key fields in its metainfo`,
			"Say under 'Lookup Keys' which column gives which key.",
		);
	}
	return [...ids].map((id) => {
		const column = columnOf.get(id) ?? id;
		const value = getOwn(row, column);
		if (value === undefined) {
			throw inputError(
				`The GetConnector has no column ${column} for the key ${id}`,
				"Add it to the GetConnector, or say under 'Lookup Keys' which column gives this key.",
			);
		}
		if (value === null || value === '') {
			throw inputError(
				`The column ${column} is empty in the row that was found, so the key ${id} is unknown`,
				"Choose another column under 'Lookup Keys'.",
			);
		}
		const field = info.fields.find(({ fieldId }) => fieldId === id);
		return [id, toKeyText(typeof value === 'string' ? withoutWrongZ(value) : value, field)];
	});
}

/** The element with these keys; they replace what it says itself about the same fields. */
export function withKeys(element: WriteElement, keys: KeyEntry[]): WriteElement {
	const ids = new Set(keys.map(([id]) => id));
	const isOther = ([id]: WriteEntry) => !ids.has(id);
	return {
		...element,
		keys: [...keys, ...element.keys.filter(isOther)],
		fields: element.fields.filter(isOther),
	};
}

/**
 * Whether the row already holds all that the element would write. Only what can be compared counts: a field
 * without a column of its name, a sub-object, and an action count as a change.
 */
export function isUnchanged(element: WriteElement, row: Row): boolean {
	if (element.action || element.objects.length > 0) return false;
	return element.fields.every(([id, value]) => {
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
