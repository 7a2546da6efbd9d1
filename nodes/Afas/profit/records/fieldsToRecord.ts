import { inputError } from '../errors/profitError';
import type { UpdateConnectorInfo, UpdateObject } from '../metainfo/types';
import { getOwn, setOwn } from '../values/ownProperty';
import { columnsOf, nameInAfas, type Column } from './columns';
import { indexOf } from './objectIndex';
import { isSimpleRecord, readJson, type SimpleRecord } from './simpleRecord';

/**
 * The record that a filled-in form stands for; the way back of `columnsOf`.
 * @param values column id to value; an `array` column holds a list, one object, or the JSON text of either.
 *   undefined leaves a field alone, null makes it empty; in a list, empty text leaves a field alone too. A name that is no column (any more) goes into the record as
 *   it is, for the checks to name.
 * @throws ProfitError `input` when a list column holds no JSON, no rows, or a row with nothing in it
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
			if (rows.length > 0) place(record, column.path, rows);
		} else {
			place(record, column?.path ?? id.split('.'), value);
		}
	}
	return record;
}

// One metainfo serves all items of an execution; its columns go when it goes.
const knownColumns = new WeakMap<UpdateConnectorInfo, ReadonlyMap<string, Column>>();

function columnsById(info: UpdateConnectorInfo): ReadonlyMap<string, Column> {
	let columns = knownColumns.get(info);
	if (!columns) {
		columns = new Map(columnsOf(info).map((column) => [column.id, column]));
		knownColumns.set(info, columns);
	}
	return columns;
}

function readRows(value: unknown, id: string): SimpleRecord[] {
	if (value === null || value === '') return [];
	const json = readJson(value, id);
	const rows: unknown[] = Array.isArray(json) ? json : [json];
	if (!rows.every(isSimpleRecord)) {
		throw inputError(
			`'${id}' holds something else than rows`,
			'Write a list of objects, for example [ { "ItCd": "A1" } ].',
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

/** A row with AFAS's names, and without what was left empty in a template row, at every depth. */
function filledRow(row: SimpleRecord): SimpleRecord {
	const filled: SimpleRecord = {};
	for (const [name, value] of Object.entries(row)) {
		const known = nameInAfas(name);
		// As in a box of the form, empty text is a place that was not filled in; null makes a field empty.
		if (value !== '') setOwn(filled, known, filledValue(value));
	}
	return filled;
}

function filledValue(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(filledValue);
	return isSimpleRecord(value) ? filledRow(value) : value;
}

function place(record: SimpleRecord, path: string[], value: unknown): void {
	let target = record;
	for (const name of path.slice(0, -1)) {
		let inner = getOwn(target, name);
		if (!isSimpleRecord(inner)) {
			inner = {};
			setOwn(target, name, inner);
		}
		target = inner as SimpleRecord;
	}
	setOwn(target, path[path.length - 1], value);
}

/**
 * The record in an input item whose members carry the names of fields: `BcCo` or `@BcCo`, `KnOrganisation.Nm`, or
 * sub-objects as nested objects and lists. What the connector does not know is dropped, at every depth.
 */
export function itemToRecord(
	item: Record<string, unknown>,
	info: UpdateConnectorInfo,
): SimpleRecord {
	const columns = columnsById(info);
	const record = knownPart(item, info);
	for (const [name, value] of Object.entries(item)) {
		const column = columns.get(name);
		if (!column || column.path.length === 1 || value === undefined) continue;
		if (column.type !== 'array') place(record, column.path, value);
		else if (isNested(value)) place(record, column.path, value);
	}
	return record;
}

function knownPart(record: SimpleRecord, info: UpdateObject): SimpleRecord {
	const { fields, objects } = indexOf(info);
	const known: SimpleRecord = {};
	for (const [name, value] of Object.entries(record)) {
		const inner = objects.get(name);
		const isField = fields.has(name.replace(/^@/, '')) || name.toLowerCase() === '@action';
		if (inner && isNested(value)) setOwn(known, name, knownRows(value, inner));
		else if (isField && !isNested(value)) setOwn(known, name, value);
	}
	return known;
}

function knownRows(value: unknown, info: UpdateObject): unknown {
	if (!Array.isArray(value)) return knownPart(value as SimpleRecord, info);
	return value.filter(isSimpleRecord).map((row) => knownPart(row, info));
}

function isNested(value: unknown): boolean {
	return Array.isArray(value) || isSimpleRecord(value);
}
