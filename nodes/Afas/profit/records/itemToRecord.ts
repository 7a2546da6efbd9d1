import { bareKey } from '../metainfo/keys';
import type { UpdateConnectorInfo, UpdateObject } from '../metainfo/types';
import { setOwn } from '../values/ownProperty';
import { filledRow } from './fieldsToRecord';
import { indexOf } from './objectIndex';
import { placeValue } from './placeValue';
import { isSimpleRecord, readJson, type SimpleRecord } from './simpleRecord';

/** The record in an input item. */
export interface ItemRecord {
	record: SimpleRecord;
	/** Names of the item that the connector does not have. */
	ignored: string[];
}

/**
 * Takes the record from an input item whose members have the names of fields: `BcCo` or `@BcCo`, `KnOrganisation.Nm`,
 * or sub-objects as nested objects, lists, or the JSON text of either. A known name always goes into the record,
 * whatever its shape, so that the checks report it. Only names at the top of the item that the connector does not have
 * are left out. docs/afas.md rule 12.
 * @throws ProfitError `input` when two names give different values for the same field
 */
export function itemToRecord(item: Record<string, unknown>, info: UpdateConnectorInfo): ItemRecord {
	const record: SimpleRecord = {};
	const ignored: string[] = [];
	const withPath: Array<[path: string[], value: unknown]> = [];
	for (const [name, value] of Object.entries(item)) {
		if (value === undefined) continue;
		const known = placeOf(name, info);
		if (!known) {
			ignored.push(name);
			continue;
		}
		const { path, isRows } = known;
		const given = isRows ? rowsOrValue(value, name) : value;
		if (path.length > 1) withPath.push([path, given]);
		else setOwn(record, name, given);
	}
	for (const [path, value] of withPath) placeValue(record, path, value);
	return { record, ignored };
}

/**
 * The place of a name at any depth, also `KnOrganisation.KnContact.KnPerson.LaNm`, which is no column of the form.
 * undefined if the connector has no such field or sub-object.
 */
function placeOf(
	name: string,
	info: UpdateConnectorInfo,
): { path: string[]; isRows: boolean } | undefined {
	const whole = memberOf(info, name);
	if (whole) return { path: [name], isRows: whole === 'rows' };
	const path = name.split('.');
	const last = path.pop() ?? '';
	let object: UpdateObject | undefined = info;
	for (const part of path) object = indexOf(object).objects.get(part);
	const member = path.length > 0 && object ? memberOf(object, last) : undefined;
	return member && { path: [...path, last], isRows: member === 'rows' };
}

function memberOf(object: UpdateObject, name: string): 'value' | 'rows' | undefined {
	const { fields, objects } = indexOf(object);
	if (objects.has(name)) return 'rows';
	return fields.has(bareKey(name)) || name.toLowerCase() === '@action' ? 'value' : undefined;
}

/** Parses rows; leaves anything else unchanged. */
function rowsOrValue(value: unknown, name: string): unknown {
	const isJson = typeof value === 'string' && /^\s*[[{]/.test(value);
	const rows = isJson ? readJson(value, name) : value;
	if (rows === '') return [];
	if (Array.isArray(rows))
		return rows.map((row: unknown) => (isSimpleRecord(row) ? filledRow(row) : row));
	return isSimpleRecord(rows) ? filledRow(rows) : rows;
}
