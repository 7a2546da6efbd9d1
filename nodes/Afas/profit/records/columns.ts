import { keyFieldsOf } from '../metainfo/keys';
import type { UpdateConnectorInfo, UpdateField, UpdateObject } from '../metainfo/types';
import { setOwn } from '../values/ownProperty';
import { isSingleObject } from './objectKind';
import type { SimpleRecord } from './simpleRecord';

export type ColumnType =
	| 'string'
	| 'number'
	| 'dateTime'
	| 'time'
	| 'options'
	/** Rows of a sub-object as simple records; a single record is accepted too. */
	| 'array';

export interface ColumnOption {
	name: string;
	value: string | boolean;
}

/** A column of the form. */
export interface Column {
	/** `DbId`, `KnOrganisation.Nm`, `FbSalesLines`. */
	id: string;
	/** Names of the sub-objects down to the field, then the field, or the sub-object itself for `array`. */
	path: string[];
	/** `Omschrijving * (Ds)`, `KnOrganisation › Naam (Nm)`. */
	label: string;
	type: ColumnType;
	/** With `options` only. */
	options?: ColumnOption[];
	/** With `array` only: one row to fill in, with all its fields; `nameInAfas` gives its names. */
	template?: SimpleRecord;
	/** Mandatory for AFAS, though Profit may fill it itself. */
	mandatory: boolean;
	/** It identifies the record. */
	key: boolean;
	/** Whether the form shows it from the start; the user can add the others. */
	shown: boolean;
}

/**
 * Single sub-objects have columns of their own down to this level (root › object › object); deeper ones, and those
 * that lie within an object of the same name (KnPerson in KnOrganisation in KnPerson), are one `array` column.
 */
const MAX_COLUMN_DEPTH = 2;

const YES_NO: ColumnOption[] = [
	{ name: 'Yes', value: true },
	{ name: 'No', value: false },
];

const ACTIONS: ColumnOption[] = [
	{ name: 'Insert', value: 'insert' },
	{ name: 'Update', value: 'update' },
	{ name: 'Delete', value: 'delete' },
];

/**
 * Gives the columns of a form for an UpdateConnector: keys first, then mandatory fields, both shown and in the
 * metainfo's order; then all others by label, for the user to add.
 */
export function columnsOf(info: UpdateConnectorInfo): Column[] {
	const columns = objectColumns(info, []);
	const keys = columns.filter(({ key }) => key);
	const mandatory = columns.filter(({ key, shown }) => shown && !key);
	const others = columns.filter(({ shown }) => !shown);
	others.sort((a, b) => a.label.localeCompare(b.label, 'nl'));
	return [...keys, ...mandatory, ...others];
}

/** Gives the columns of the fields that identify a record, for a delete. */
export function keyColumnsOf(info: UpdateConnectorInfo): Column[] {
	return keyFieldsOf(info).map((field) => fieldColumn(field, [], true));
}

/** @param parents names of the sub-objects from the root down to this one; empty for the root */
function objectColumns(object: UpdateObject, parents: string[]): Column[] {
	const keys = parents.length === 0 ? keyFieldsOf(object) : [];
	const fields = object.fields.map((field) => fieldColumn(field, parents, keys.includes(field)));
	const inner = object.objects.flatMap((sub) => {
		const path = [...parents, sub.name];
		const asColumns =
			isSingleObject(sub.name) && parents.length < MAX_COLUMN_DEPTH && !parents.includes(sub.name);
		return asColumns ? objectColumns(sub, path) : [arrayColumn(sub, path)];
	});
	return parents.length > 0 ? [actionColumn(parents), ...fields, ...inner] : [...fields, ...inner];
}

/** The column for the action of a single sub-object's row, if it differs from the record's operation. */
function actionColumn(parents: string[]): Column {
	const path = [...parents, '@Action'];
	return {
		id: path.join('.'),
		path,
		label: [...parents, 'Action (@Action)'].join(' › '),
		type: 'options',
		options: ACTIONS,
		mandatory: false,
		key: false,
		shown: false,
	};
}

function fieldColumn(field: UpdateField, parents: string[], key: boolean): Column {
	const { fieldId, mandatory } = field;
	const path = [...parents, fieldId];
	const column: Column = {
		id: path.join('.'),
		path,
		label: [...parents, fieldLabel(field, key ? `${fieldId}, key` : fieldId)].join(' › '),
		type: columnType(field),
		mandatory,
		key,
		shown: parents.length === 0 && (key || mandatory),
	};
	if (column.type === 'options') column.options = optionsOf(field);
	return column;
}

function fieldLabel({ fieldId, label, mandatory }: UpdateField, shownId: string): string {
	return `${label || fieldId}${mandatory ? ' *' : ''} (${shownId})`;
}

function columnType({ dataType, values, label }: UpdateField): ColumnType {
	if (dataType === 'boolean' || values) return 'options';
	if (dataType === 'int' || dataType === 'decimal') return 'number';
	if (dataType === 'date') return namesTime(label) ? 'time' : 'dateTime';
	return 'string';
}

/**
 * AFAS's type `date` also covers times of day, and only the label tells: "Begintijd", "Start time Sunday". Their values
 * are `hh:mm:ss` (docs/afas.md 4.3).
 */
function namesTime(label: string): boolean {
	return /(tijd|time|heure|zeit)\b/i.test(label) && !/dat(e|um)/i.test(label);
}

function optionsOf({ dataType, values }: UpdateField): ColumnOption[] {
	if (dataType === 'boolean') return YES_NO;
	return (values ?? []).map(({ id, description }) => ({
		name: description && description !== id ? `${description} (${id})` : id,
		value: id,
	}));
}

function arrayColumn(object: UpdateObject, path: string[]): Column {
	return {
		id: path.join('.'),
		path,
		label: `${path.join(' › ')} (rows)`,
		type: 'array',
		template: templateOf(object),
		mandatory: false,
		key: false,
		shown: false,
	};
}

/** One row with everything it can hold: keys, mandatory fields, then the others by label, and empty sub-objects. */
function templateOf(object: UpdateObject): SimpleRecord {
	const keys = keyFieldsOf(object);
	const rank = (field: UpdateField) => (keys.includes(field) ? 0 : field.mandatory ? 1 : 2);
	const fields = [...object.fields].sort(
		(a, b) => rank(a) - rank(b) || (rank(a) === 2 ? a.label.localeCompare(b.label, 'nl') : 0),
	);
	const template: SimpleRecord = {};
	for (const field of fields) setOwn(template, templateLabel(field), '');
	for (const { name } of object.objects) setOwn(template, name, []);
	return template;
}

/** Codes of a table to show in a row. */
const SHOWN_CODES = 10;

/** `Type item *: 1 = Werksoort, 2 = Artikel (VaIt)`. */
function templateLabel(field: UpdateField): string {
	const { fieldId, label, mandatory, values } = field;
	if (!values) return fieldLabel(field, fieldId);
	const codes = values
		.slice(0, SHOWN_CODES)
		.map(({ id, description }) => `${id} = ${description || id}`)
		.concat(values.length > SHOWN_CODES ? ['…'] : []);
	return `${label || fieldId}${mandatory ? ' *' : ''}: ${codes.join(', ')} (${fieldId})`;
}

/** Gives AFAS's name of a member of a template row: `VaIt` of `Type item * (VaIt)`. Other names stay as they are. */
export function nameInAfas(name: string): string {
	return /^.* \((\w+)\)$/s.exec(name)?.[1] ?? name;
}

// Cached with the metainfo, which all items of an execution share.
const knownColumns = new WeakMap<UpdateConnectorInfo, ReadonlyMap<string, Column>>();

/** Gives the columns of a form by their IDs. */
export function columnsById(info: UpdateConnectorInfo): ReadonlyMap<string, Column> {
	let columns = knownColumns.get(info);
	if (!columns) {
		columns = new Map(columnsOf(info).map((column) => [column.id, column]));
		knownColumns.set(info, columns);
	}
	return columns;
}
