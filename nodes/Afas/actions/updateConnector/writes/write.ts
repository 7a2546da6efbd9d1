import type { IDataObject } from 'n8n-workflow';
import type { MissingField } from '../../../profit/records/missingMandatory';
import type { AnsweredRecord, KeyRecord } from '../../../profit/records/answeredRecords';
import type { WriteElement } from '../../../profit/records/writeElement';
import type { ProfitClient } from '../../../transport/client';
import type { WriteCall, WriteService, WriteTarget } from '../../../transport/writes';

/** What happens to a record, in the words of the output. `createOrUpdate`: AFAS decides, by MatchPer or MatchOga. */
export type WrittenAction = 'create' | 'update' | 'delete' | 'createOrUpdate' | 'unchanged';

/** What the output says about a record before AFAS has answered. */
export interface WriteSubject {
	connector: string;
	action: WrittenAction;
	/** Key of a record that is known to exist; empty for a new one, whose key only AFAS knows. */
	key: KeyRecord;
	/** For deleting a row: the path from the record down to that row. */
	row?: RowOfRecord[];
}

/** A row of a sub-object, by its keys. */
export interface RowOfRecord {
	object: string;
	key: KeyRecord;
}

/** A record that may share a call with others of the same target. */
interface RecordToWrite extends WriteSubject {
	/** Whose record it is. */
	client: ProfitClient;
	service: WriteService;
	target: WriteTarget;
	element: WriteElement;
	/** Bytes it takes in a call. */
	bytes: number;
	/** Equal for records that may share a call. */
	shares: string;
	/** Mandatory fields that the item lacks. */
	missing: MissingField[];
	/** Whether it is created because the look-up found no row. */
	isLookupCreated?: boolean;
}

/** A write that takes a call of its own. */
interface CallToSend extends WriteSubject {
	service: WriteService;
	call: WriteCall;
}

export type RecordWrite = { kind: 'record' } & RecordToWrite;

/** The write that one input item results in. */
export type Write =
	| RecordWrite
	| ({ kind: 'call' } & CallToSend)
	/** Nothing to send: the output is already known. */
	| { kind: 'done'; json: IDataObject };

/** The output of an item whose call was not sent because of the option Dry Run. */
export function dryRunOutput(
	{ connector, action, row }: WriteSubject,
	call: WriteCall,
	{ integrationId }: ProfitClient,
): Write {
	const { method, path, body } = call;
	return {
		kind: 'done',
		json: {
			connector,
			action,
			...rowOutput(row),
			method,
			path,
			headers: { IntegrationId: integrationId },
			...(body === undefined ? {} : { body: body as IDataObject | string }),
		},
	};
}

/** The output of an item that was written. */
export function writtenOutput(
	{ connector, action, key, row }: WriteSubject,
	answered: AnsweredRecord,
): IDataObject {
	return {
		connector,
		action,
		key: { ...key, ...answered.key },
		...rowOutput(row),
		results: answered.results as IDataObject | null,
		...(action === 'delete' ? { deleted: true } : {}),
	};
}

/** The deleted row, with the rows above it. */
function rowOutput(way: RowOfRecord[] | undefined): IDataObject {
	if (!way) return {};
	const parents = way.slice(0, -1);
	return {
		row: { ...way[way.length - 1], ...(parents.length > 0 ? { parents } : {}) } as IDataObject,
	};
}
