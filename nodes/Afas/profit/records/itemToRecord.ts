import type { UpdateConnectorInfo } from '../metainfo/types';
import { setOwn } from '../values/ownProperty';
import { columnsById } from './columns';
import { filledRow } from './fieldsToRecord';
import { indexOf } from './objectIndex';
import { placeValue } from './placeValue';
import { isSimpleRecord, readJson, type SimpleRecord } from './simpleRecord';

/** What an input item gives a connector. */
export interface ItemRecord {
	record: SimpleRecord;
	/** Names of the item that the connector does not have. */
	ignored: string[];
}

/**
 * The record in an input item whose members carry the names of fields: `BcCo` or `@BcCo`, `KnOrganisation.Nm`, or
 * sub-objects as nested objects, lists, or the JSON text of either. Whatever shape a known name has, it is in the record, for
 * the checks to name; only names of the item itself that the connector does not have are left out. docs/afas.md rule 12.
 * @throws ProfitError `input` when two names of the item give the same field different values
 */
export function itemToRecord(item: Record<string, unknown>, info: UpdateConnectorInfo): ItemRecord {
	const { fields, objects } = indexOf(info);
	const columns = columnsById(info);
	const record: SimpleRecord = {};
	const ignored: string[] = [];
	const withPath: Array<[path: string[], value: unknown]> = [];
	for (const [name, value] of Object.entries(item)) {
		if (value === undefined) continue;
		const path = columns.get(name)?.path ?? [name];
		const isField = fields.has(name.replace(/^@/, '')) || name.toLowerCase() === '@action';
		if (path.length > 1) withPath.push([path, rowsOrValue(value, columns.get(name)?.type, name)]);
		else if (objects.has(name)) setOwn(record, name, rowsOrValue(value, 'array', name));
		else if (isField) setOwn(record, name, value);
		else ignored.push(name);
	}
	for (const [path, value] of withPath) placeValue(record, path, value);
	return { record, ignored };
}

/** Rows as they are meant; anything else as it is. */
function rowsOrValue(value: unknown, type: string | undefined, name: string): unknown {
	if (type !== 'array') return value;
	const isJson = typeof value === 'string' && /^\s*[[{]/.test(value);
	const rows = isJson ? readJson(value, name) : value;
	if (rows === '') return [];
	if (Array.isArray(rows))
		return rows.map((row: unknown) => (isSimpleRecord(row) ? filledRow(row) : row));
	return isSimpleRecord(rows) ? filledRow(rows) : rows;
}
