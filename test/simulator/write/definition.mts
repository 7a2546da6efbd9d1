import type { Cell } from '../data/fields.mts';
import type { Table, RowRecord } from '../data/table.mts';
import type { Language, Text } from '../failure.mts';

/** A field of an UpdateConnector's object. */
export interface UpdateField {
	fieldId: string;
	dataType: 'string' | 'int' | 'decimal' | 'boolean' | 'date' | 'blob';
	label: Text;
	/** A key of the row that is an attribute of Element, `@fieldId`; metainfo calls it a primary key. */
	primaryKey: boolean;
	/** A key of the row that stands among Fields, as an order's number does; metainfo calls it nothing. */
	keyInFields: boolean;
	/** What metainfo says; Profit fills some of these itself. */
	mandatory: boolean;
	/** Profit fills the field when it is left out, so a missing one is no reason to refuse. */
	filled: boolean;
	length: number;
	decimals: number;
	notzero: boolean;
	values: { id: string; description: string }[] | null;
	/** A time of day, `hh:mm:ss`. */
	time: boolean;
	/** A file, as bare Base64. */
	file: boolean;
	/** The value must exist in this column of a GetConnector. */
	reference?: { table: string; column: string };
}

/** A row of an UpdateConnector as it was written, with what hangs under it. */
export interface WrittenRecord {
	object: UpdateObject;
	values: Map<string, Cell>;
	children: Map<string, WrittenRecord[]>;
	/** Its row in the target's table. */
	row?: number;
}

/** What a write sees of the environment. */
export interface WriteContext {
	/** A table that this write may change; its changes are undone when the write fails. */
	table(id: string): Table;
	/** The next free number of a column, counting on from the highest one there is. */
	nextNumber(table: string, column: string): number;
	/** Amsterdam wall time. */
	now(): number;
	/** Undone when the write fails. */
	onUndo(step: () => void): void;
	/** Keeps a file, so that the file services can give it out. */
	keepFile(id: string, file: { name: string; data: Buffer }): void;
}

/** Where the rows of an object show up. */
export interface Target {
	table: string;
	/** Key field to column. */
	key: Record<string, string>;
	/** The columns that the written values decide. */
	columns(record: WrittenRecord, parent: WrittenRecord | undefined): RowRecord;
	created?: string;
	modified?: string;
}

export interface UpdateObject {
	/** Name in the body. */
	name: string;
	fields: UpdateField[];
	objects: UpdateObject[];
	/** May have several Elements. */
	repeats: boolean;
	/** Fields that identify a row; a row of an object without them can only be added. */
	key: string[];
	/** Those that are attributes of Element; nothing else may be one. */
	attributes: string[];
	/** Numbers that Profit gives when the field is left out or empty. */
	numbers: {
		field: string;
		next: (context: WriteContext, parent: WrittenRecord | undefined) => Cell;
	}[];
	target?: Target;
	/** Rows that an inserted or updated element stands for (MatchPer, MatchOga); undefined: by key. */
	match?: (record: WrittenRecord, context: WriteContext) => number[] | undefined;
	/** Refuses a row that breaks one of Profit's own rules. */
	check?: (record: WrittenRecord, context: WriteContext) => void;
}

/** An UpdateConnector of the simulated environment. */
export interface UpdateConnector {
	/** Name in the URL. */
	id: string;
	description: Text;
	methods: ('POST' | 'PUT' | 'DELETE')[];
	root: UpdateObject;
	/** Deletes in the connector's own way; undefined: the row that the keys name. */
	remove?: (levels: Map<string, Cell>[], context: WriteContext) => void;
	/** What an insert answers; undefined: an empty 201. */
	result?: { name: string; keys: (record: WrittenRecord) => Record<string, string> };
}

type FieldExtras = Partial<Omit<UpdateField, 'fieldId' | 'dataType' | 'label' | 'values'>> & {
	values?: Record<string, string>;
};

const LENGTH = { string: 80, int: 10, decimal: 16, boolean: 1, date: 8, blob: 0 } as const;
const CONTROL_TYPE = { string: 1, int: 5, decimal: 5, boolean: 2, date: 4, blob: 23 } as const;

/** One field; `extras` are what differs from an optional field of its type. */
export function field(
	fieldId: string,
	dataType: UpdateField['dataType'],
	nl: string,
	en: string,
	extras: FieldExtras = {},
): UpdateField {
	const { values, ...more } = extras;
	return {
		fieldId,
		dataType,
		label: { nl, en },
		primaryKey: false,
		keyInFields: false,
		mandatory: false,
		filled: false,
		length: LENGTH[dataType],
		decimals: dataType === 'decimal' ? 2 : 0,
		notzero: false,
		values: values
			? Object.entries(values).map(([id, description]) => ({ id, description }))
			: null,
		time: false,
		file: false,
		...more,
	};
}

type ObjectExtras = Partial<Omit<UpdateObject, 'name' | 'fields'>>;

/** An object of an UpdateConnector, with its fields and sub-objects. */
export function updateObject(
	name: string,
	fields: UpdateField[],
	extras: ObjectExtras = {},
): UpdateObject {
	return {
		name,
		fields,
		objects: [],
		repeats: true,
		key: fields
			.filter(({ primaryKey, keyInFields }) => primaryKey || keyInFields)
			.map(({ fieldId }) => fieldId),
		attributes: fields.filter(({ primaryKey }) => primaryKey).map(({ fieldId }) => fieldId),
		numbers: [],
		...extras,
	};
}

/** The written values under the names of the target's columns; fields that were not written are left out. */
export function mapped(record: WrittenRecord, columns: Record<string, string>): RowRecord {
	const row: RowRecord = {};
	for (const [fieldId, column] of Object.entries(columns)) {
		const value = record.values.get(fieldId);
		if (value !== undefined) row[column] = value;
	}
	return row;
}

/** The object as `GET /metainfo/update/{id}` shows it (docs/afas.md 2.3). */
export function objectMetainfo(
	object: UpdateObject,
	language: Language,
	settings: { primaryKeyAsText: boolean; primaryKeyInFields: boolean },
): Record<string, unknown> {
	const isPrimary = ({ primaryKey, keyInFields }: UpdateField) =>
		primaryKey || (keyInFields && settings.primaryKeyInFields);
	const shown: Record<string, unknown> = {
		name: object.name,
		fields: object.fields.map((is) => ({
			fieldId: is.fieldId,
			primaryKey: settings.primaryKeyAsText ? String(isPrimary(is)) : isPrimary(is),
			dataType: is.dataType,
			label: is.label[language],
			mandatory: is.mandatory,
			length: is.length,
			decimals: is.decimals,
			decimalFieldId: '',
			notzero: is.notzero,
			controlType: CONTROL_TYPE[is.dataType],
			values: is.values,
		})),
	};
	if (object.objects.length > 0) {
		shown.objects = object.objects.map((child) => objectMetainfo(child, language, settings));
	}
	return shown;
}
