/**
 * Types of AFAS's metainfo, as checked by the parsers in this folder. docs/afas.md 2.1 to 2.3 is the collected
 * description.
 */

/** A connector as the list of `GET /metainfo` shows it. */
export interface ConnectorSummary {
	id: string;
	description: string;
}

/** Answer of `GET /metainfo`: what the token may use. */
export interface EnvironmentInfo {
	getConnectors: ConnectorSummary[];
	updateConnectors: ConnectorSummary[];
	/** As AFAS gives it: envid, appName, group, tokenExpiry. */
	info: Record<string, unknown>;
}

/**
 * AFAS's data types. `date` covers dates and date-times; `blob` is unlimited text or a Base64 file.
 * A type AFAS adds later is kept as AFAS names it and treated as text.
 */
export type DataType = 'string' | 'int' | 'decimal' | 'boolean' | 'date' | 'blob' | (string & {});

/** A field of a GetConnector. */
export interface GetField {
	/** Name in rows, filters and sorts. */
	id: string;
	/** AFAS's internal name, e.g. `U001`. */
	fieldId: string;
	label: string;
	dataType: DataType;
	length: number | null;
	decimals: number | null;
	controlType: number | null;
	/** The code table, where the field has one. */
	values?: CodeValue[];
}

/** Answer of `GET /metainfo/get/{connector}`. */
export interface GetConnectorInfo {
	name: string;
	description: string;
	fields: GetField[];
}

/** One value of a code table. */
export interface CodeValue {
	id: string;
	description: string;
}

/** A field of an UpdateConnector's object. */
export interface UpdateField {
	fieldId: string;
	label: string;
	dataType: DataType;
	/** The field identifies the row; it goes into Element as `@fieldId`. */
	primaryKey: boolean;
	/** AFAS requires a value, though Profit fills many of these itself (docs/afas.md 4.1). */
	mandatory: boolean;
	length: number | null;
	decimals: number | null;
	notZero: boolean;
	controlType: number | null;
	/** The code table, when the field has one. */
	values: CodeValue[] | null;
}

/** An object of an UpdateConnector: the root or a sub-object, any depth. */
export interface UpdateObject {
	/** Name in the JSON body. */
	name: string;
	fields: UpdateField[];
	objects: UpdateObject[];
}

/** Answer of `GET /metainfo/update/{connector}`; its `name` is the root of the JSON body. */
export interface UpdateConnectorInfo extends UpdateObject {
	/** Name in the URL; differs from the root's name for ten connectors (docs/afas.md 4.2). */
	id: string;
	description: string;
}
