import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import type { PollState } from '../../profit/changes/pollState';
import type { ChangeParameters } from './parameters';

/** What the trigger keeps in n8n's static data between polls. */
export interface Kept extends PollState {
	/** A digest of what is watched: another one begins anew. */
	watched: string;
	/** A digest of the key fields: with others nothing is known of the rows that were seen. */
	keys: string;
	/** Name and type of the connector's fields, so that a poll needs no call for them. */
	fields: Array<[id: string, dataType: string]>;
	/** A digest of the names that rows have: with others the fields have changed. */
	columns: string;
}

/** A short digest of a JSON value. */
export function digest(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}

/** What makes the trigger begin anew when the user changes it. */
export function watchedDigest(parameters: ChangeParameters): string {
	const { connector, timeField, startAsGiven } = parameters;
	return digest([connector.toLowerCase(), timeField.toLowerCase(), startAsGiven]);
}

/** A digest of the key fields: with others, remembered rows mean nothing. */
export function keysDigest({ keyFields }: ChangeParameters): string {
	return digest(keyFields.map((field) => field.toLowerCase()));
}

/** A digest of the names that a row has. */
export function columnsDigest(row: object): string {
	return digest(Object.keys(row));
}

/** What the last poll kept; undefined for the first poll and when the user changed what is watched. */
export function readKept(staticData: IDataObject, parameters: ChangeParameters): Kept | undefined {
	const kept = staticData as unknown as Partial<Kept>;
	if (kept.watched !== watchedDigest(parameters) || typeof kept.from !== 'string') {
		return undefined;
	}
	const { watched, from, fields = [], columns = '' } = kept;
	const keys = keysDigest(parameters);
	if (kept.keys !== keys) return { watched, keys, fields, columns, from, seen: {} };
	const { seen = {}, backlog, hasTimes } = kept;
	const state = { from, seen, ...(backlog && { backlog }), ...(hasTimes && { hasTimes }) };
	return { watched, keys, fields, columns, ...state };
}

/** Writes into n8n's static data, in place and only what is new, since n8n saves it when it is touched. */
export function keep(staticData: IDataObject, kept: object): void {
	const entries = Object.entries(JSON.parse(JSON.stringify(kept)) as IDataObject);
	const names = new Set(entries.map(([name]) => name));
	for (const name of Object.keys(staticData)) if (!names.has(name)) delete staticData[name];
	for (const [name, value] of entries) {
		if (JSON.stringify(staticData[name]) !== JSON.stringify(value)) staticData[name] = value;
	}
}

/** The connector's fields as they were kept. */
export function keptInfo(connector: string, { fields }: Pick<Kept, 'fields'>): GetConnectorInfo {
	return {
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
}
