import type { AnsweredRecord } from '../profit/records/answeredRecords';
import type { WriteElement } from '../profit/records/writeElement';
import type { DeleteTarget } from '../profit/rest/paths';

/** Where records go, and what happens to them. */
export interface WriteTarget {
	/** Id of the UpdateConnector. */
	connector: string;
	/** Name of the root object, which may differ from the id. */
	root: string;
	action: 'insert' | 'update';
	/** Sub-object that gets rows while the record itself stays as it is; with `insert` only. */
	subObject?: string;
}

/** A record to delete, or a row in it, as each protocol needs it. */
export interface RecordToDelete extends DeleteTarget {
	/** The record, or the way to the row in it: the innermost one is deleted. */
	element: WriteElement;
}

/** A call that changes something, ready to be sent and to be shown. */
export interface WriteCall {
	method: 'POST' | 'PUT' | 'DELETE';
	/** Below the base URL, encoded. */
	path: string;
	/** Id of the UpdateConnector. */
	connector: string;
	/** An object to be written as JSON, or the text as it is sent. */
	body?: object | string;
	/** Name of the root object in AFAS's answer. */
	root: string;
}

/** How changes of records reach AFAS: one customer and protocol, with the options of one input item. */
export interface WriteService {
	/** The call that writes these records in one transaction. */
	recordsCall(target: WriteTarget, elements: WriteElement[]): WriteCall;
	/** The call that sends the body that a user wrote. */
	bodyCall(target: WriteTarget, body: object | string): WriteCall;
	/** The call that deletes a record or a row in it. */
	removalCall(target: RecordToDelete): WriteCall;
	/**
	 * Bytes of a record in a call.
	 * @throws ProfitError `input` for a record that the protocol cannot carry
	 */
	bytes(target: WriteTarget, element: WriteElement): number;
	/**
	 * Sends a call, once; again only where AFAS certainly kept nothing of it.
	 * @param count records in the call
	 * @returns AFAS's answer for each record
	 * @throws ProfitError whose `details.outcome` says what became of it
	 */
	carryOut(call: WriteCall, count: number): Promise<AnsweredRecord[]>;
}
