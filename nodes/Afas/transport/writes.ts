import type { AnsweredRecord } from '../profit/records/answeredRecords';
import type { WriteElement } from '../profit/records/writeElement';
import type { DeleteTarget } from '../profit/rest/paths';

/** Where records go, and what happens to them. */
export interface WriteTarget {
	/** ID of the UpdateConnector. */
	connector: string;
	/** Name of the root object, which may differ from the ID. */
	root: string;
	action: 'insert' | 'update';
	/** Sub-object that gets rows while the record itself stays as it is; with `insert` only. */
	subObject?: string;
}

/** A record or a row to delete, in the forms that both protocols need. */
export interface RecordToDelete extends DeleteTarget {
	/** The record, or the path to the row in it: the innermost one is deleted. */
	element: WriteElement;
}

/** A call that changes something, ready to send or show. */
export interface WriteCall {
	method: 'POST' | 'PUT' | 'DELETE';
	/** Below the base URL, encoded. */
	path: string;
	/** ID of the UpdateConnector. */
	connector: string;
	/** An object to write as JSON, or text to send unchanged. */
	body?: object | string;
	/** Name of the root object in AFAS's answer. */
	root: string;
}

/** Sends changes of records, for one customer and protocol, with the options of one input item. */
export interface WriteService {
	/** Makes the call that writes records in one transaction. */
	recordsCall(target: WriteTarget, elements: WriteElement[]): WriteCall;
	/** Makes the call that sends a body that the user wrote. */
	bodyCall(target: WriteTarget, body: object | string): WriteCall;
	/** Makes the call that deletes a record or a row in it. */
	removalCall(target: RecordToDelete): WriteCall;
	/**
	 * Gives the bytes that a record takes in a call.
	 * @throws ProfitError `input` for a record that the protocol cannot transmit
	 */
	bytes(target: WriteTarget, element: WriteElement): number;
	/**
	 * Sends a call; resends it only if AFAS certainly kept nothing of it.
	 * @param count records in the call
	 * @returns AFAS's answer for each record
	 * @throws ProfitError whose `details.outcome` tells the outcome
	 */
	carryOut(call: WriteCall, count: number): Promise<AnsweredRecord[]>;
}
