import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import type { PollState } from '../../profit/changes/pollState';
import { expectSchema, schemaOf } from '../../transport/soapSchemas';
import type { ChangeParameters } from './parameters';

/** A connector's fields as polls keep them, so that they need no call for them. */
export interface KeptFields {
	/** Name and type. */
	fields: Array<[id: string, dataType: string]>;
	/** A digest of the schema that comes with rows over SOAP; if it changes, the fields have changed. */
	schema?: string;
}

/** What the trigger keeps in n8n's static data between polls. */
export interface Kept extends PollState, KeptFields {
	/** A digest of what is watched; if it changes, the trigger starts over. */
	watched: string;
	/** A digest of the key fields; with other keys the rows seen are unknown. */
	keys: string;
	/** A digest of the rows' field names; if it changes, the fields have changed. */
	columns: string;
}

/** Gives a short digest of a JSON value. */
export function digest(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}

/** Gives a digest of the parameters whose change makes the trigger start over. */
export function watchedDigest(parameters: ChangeParameters): string {
	const { connector, timeField, startAsGiven } = parameters;
	return digest([connector.toLowerCase(), timeField.toLowerCase(), startAsGiven]);
}

/** Gives a digest of the key fields; with other keys, remembered rows mean nothing. */
export function keysDigest({ keyFields }: ChangeParameters): string {
	return digest(keyFields.map((field) => field.toLowerCase()));
}

/** Gives a digest of a row's field names. */
export function columnsDigest(row: object): string {
	return digest(Object.keys(row));
}

/** Reads what the last poll kept; undefined for the first poll, and if the user changed what is watched. */
export function readKept(staticData: IDataObject, parameters: ChangeParameters): Kept | undefined {
	const kept = staticData as unknown as Partial<Kept>;
	if (kept.watched !== watchedDigest(parameters) || typeof kept.from !== 'string') {
		return undefined;
	}
	const { watched, from, fields = [], schema, columns = '' } = kept;
	const keys = keysDigest(parameters);
	const known = { watched, keys, fields, schema, columns };
	if (kept.keys !== keys) return { ...known, from, seen: {} };
	const { seen = {}, backlog, hasTimes } = kept;
	const state = { from, seen, ...(backlog && { backlog }), ...(hasTimes && { hasTimes }) };
	return { ...known, ...state };
}

/** Writes changes into n8n's static data, in place, because n8n saves it whenever it is touched. */
export function keep(staticData: IDataObject, kept: object): void {
	const entries = Object.entries(JSON.parse(JSON.stringify(kept)) as IDataObject);
	const names = new Set(entries.map(([name]) => name));
	for (const name of Object.keys(staticData)) if (!names.has(name)) delete staticData[name];
	for (const [name, value] of entries) {
		if (JSON.stringify(staticData[name]) !== JSON.stringify(value)) staticData[name] = value;
	}
}

/** Gives what a poll keeps of the connector's fields. */
export function fieldsToKeep(info: GetConnectorInfo): KeptFields {
	return { fields: info.fields.map(({ id, dataType }) => [id, dataType]), schema: schemaOf(info) };
}

/** Gives the connector's fields as they were kept. */
export function keptInfo(connector: string, { fields, schema }: KeptFields): GetConnectorInfo {
	const info = {
		name: connector,
		description: '',
		fields: fields.map(([id, dataType]) => ({
			id,
			dataType,
			fieldId: '',
			label: '',
			length: null,
			decimals: null,
			controlType: null,
		})),
	};
	if (schema !== undefined) expectSchema(info, schema);
	return info;
}
