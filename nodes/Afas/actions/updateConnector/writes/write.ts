import type { IDataObject } from 'n8n-workflow';
import type { MissingField } from '../../../profit/records/missingMandatory';
import type { AnsweredRecord, KeyRecord } from '../../../profit/records/answeredRecords';
import type { WriteElement } from '../../../profit/records/writeElement';
import type { ProfitClient } from '../../../transport/client';
import type { WriteCall, WriteService, WriteTarget } from '../../../transport/writes';

/** What happens to a record, as the output names it. `createOrUpdate`: AFAS decides, by MatchPer or MatchOga. */
export type WrittenAction = 'create' | 'update' | 'delete' | 'createOrUpdate' | 'unchanged';

/** What the output says about a record before AFAS has answered. */
export interface WriteSubject {
	connector: string;
	action: WrittenAction;
	/** Key of a record that is known to exist; empty for a new one, whose key only AFAS knows. */
	key: KeyRecord;
	/** Of a delete: the way from the record down to the row that goes, when it is not the record itself. */
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
	/** Bytes in the call. */
	bytes: number;
	/** Equal for records that may share a call. */
	shares: string;
	/** Fields that AFAS calls mandatory and the item did not give. */
	missing: MissingField[];
	/** It is new because the lookup gave no row. */
	isLookupCreated?: boolean;
}

/** A call of its own. */
interface CallToSend extends WriteSubject {
	service: WriteService;
	call: WriteCall;
}

export type RecordWrite = { kind: 'record' } & RecordToWrite;

/** The write that one input item results in. */
export type Write =
	| RecordWrite
	| ({ kind: 'call' } & CallToSend)
	/** Nothing is sent: the output is known already. */
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

/** The deleted row, and where it hangs if that is not the record itself. */
function rowOutput(way: RowOfRecord[] | undefined): IDataObject {
	if (!way) return {};
	const parents = way.slice(0, -1);
	return {
		row: { ...way[way.length - 1], ...(parents.length > 0 ? { parents } : {}) } as IDataObject,
	};
}
