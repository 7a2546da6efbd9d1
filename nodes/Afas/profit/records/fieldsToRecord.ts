import { inputError } from '../errors/profitError';
import type { UpdateConnectorInfo } from '../metainfo/types';
import { setOwn } from '../values/ownProperty';
import { columnsById, nameInAfas } from './columns';
import { placeValue } from './placeValue';
import { isSimpleRecord, readJson, type SimpleRecord } from './simpleRecord';

/**
 * Makes a record of a filled-in form: the reverse of `columnsOf`.
 * @param values column id to value; an `array` column holds a list, one object, or the JSON text of either. undefined
 *   leaves a field alone, null makes it empty; in a list, empty text leaves a field alone too. A name that is no
 *   (longer a) column goes into the record unchanged, so that the checks report it.
 * @throws ProfitError `input` when a list column holds no JSON, no rows, or an empty row
 */
export function fieldsToRecord(
	values: Record<string, unknown>,
	info: UpdateConnectorInfo,
): SimpleRecord {
	const columns = columnsById(info);
	const record: SimpleRecord = {};
	for (const [id, value] of Object.entries(values)) {
		if (value === undefined) continue;
		const column = columns.get(id);
		if (column?.type === 'array') {
			const rows = readRows(value, id);
			if (rows.length > 0) placeValue(record, column.path, rows);
		} else {
			placeValue(record, column?.path ?? id.split('.'), value);
		}
	}
	return record;
}

function readRows(value: unknown, id: string): SimpleRecord[] {
	if (value === '') return [];
	const json = readJson(value, id);
	const rows: unknown[] = Array.isArray(json) ? json : [json];
	if (!rows.every(isSimpleRecord)) {
		throw inputError(
			`'${id}' holds something other than rows`,
			'Write a list of objects, for example [ { "ItCd": "A1" } ]. Rows are deleted with "@Action": "delete" in each.',
		);
	}
	return rows.map((row) => {
		const filled = filledRow(row);
		if (Object.keys(filled).length > 0) return filled;
		throw inputError(
			`'${id}' has a row in which nothing is filled in`,
			'Fill in the fields of the row between the quotes, or remove the row.',
		);
	});
}

/** Gives a row AFAS's names and drops the empty members of a template row, at every depth. */
export function filledRow(row: SimpleRecord): SimpleRecord {
	const filled: SimpleRecord = {};
	for (const [name, value] of Object.entries(row)) {
		const known = nameInAfas(name);
		// As in a box of the form, empty text and a sub-object without rows were not filled in; null makes a field
		// empty.
		const isLeftAlone = value === '' || (Array.isArray(value) && value.length === 0);
		if (!isLeftAlone) setOwn(filled, known, filledValue(value));
	}
	return filled;
}

function filledValue(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(filledValue);
	return isSimpleRecord(value) ? filledRow(value) : value;
}
