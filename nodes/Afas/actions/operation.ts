import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { ProfitClient } from '../transport/client';
import type { Customers } from '../transport/customers';
import type { Turn } from '../transport/itemTurns';

/** The arguments of an operation that handles all input items together. */
export interface AllItemsCall {
	context: IExecuteFunctions;
	/** `customers.of(itemIndex)` gives the client of an item. Items of two customers never share a call. */
	customers: Customers;
}

/** The arguments of an operation for one input item. */
export interface ItemCall {
	context: IExecuteFunctions;
	itemIndex: number;
	/** Makes the calls, with the credential of this item. */
	client: ProfitClient;
	/** Wait for it before holding many rows in memory. */
	turn: Turn;
	/** Add hints for the user here; they are shown in the order of the items. */
	hints: string[];
}

/** The result of an input item. */
export interface ItemResult {
	context: IExecuteFunctions;
	itemIndex: number;
	items: INodeExecutionData[];
}

interface OperationDescription {
	/** Shown in the list of operations. */
	name: string;
	/** Saved workflows hold it, so it never changes. */
	value: string;
	/** Shown in the node panel: sentence case, with the resource. */
	action: string;
	description: string;
	/** For n8n's AI builder: when to choose it. */
	builderHint?: string;
	/** Its parameters, without `displayOptions` for resource and operation: those are added. */
	properties: INodeProperties[];
}

/** An operation that reads for each input item separately, several items at the same time. */
export interface ItemOperation extends OperationDescription {
	/** Runs once per input item; the pairing with that item is added to what it returns. */
	execute(call: ItemCall): Promise<INodeExecutionData[]>;
	/** For work that depends on earlier items. Called for each item in order, after all items are done. */
	inOrder?(result: ItemResult): void;
}

/** An operation that handles all input items together, for example several in one request. */
export interface AllItemsOperation extends OperationDescription {
	/**
	 * Runs once. Gives the paired output in the order of the input items. Under Continue On Fail each failed item gives
	 * an error item; otherwise it throws.
	 */
	executeAll(call: AllItemsCall): Promise<INodeExecutionData[]>;
}

/** One operation of the node: what the user sees, and what it does. */
export type Operation = ItemOperation | AllItemsOperation;

/** A resource with its operations. */
export interface Resource {
	name: string;
	value: string;
	description: string;
	operations: Operation[];
}
