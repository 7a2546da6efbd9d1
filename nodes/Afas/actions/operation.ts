import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { ProfitClient } from '../transport/client';
import type { Customers } from '../transport/customers';
import type { Turn } from '../transport/itemTurns';

/** What an operation gets that handles all input items together. */
export interface AllItemsCall {
	context: IExecuteFunctions;
	/** Whose calls are made: `customers.of(itemIndex)` gives the client of an item. Items of two customers never share a call. */
	customers: Customers;
}

/** What an operation gets for one input item. */
export interface ItemCall {
	context: IExecuteFunctions;
	itemIndex: number;
	/** Makes the calls, with the credential of this item. */
	client: ProfitClient;
	/** Whoever holds many rows does so only in its turn. */
	turn: Turn;
	/** Takes what the user should know; shown in the order of the items. */
	hints: string[];
}

/** What came of an input item. */
export interface ItemResult {
	context: IExecuteFunctions;
	itemIndex: number;
	items: INodeExecutionData[];
}

interface OperationDescription {
	/** Shown in the list of operations. */
	name: string;
	/** In saved workflows; never changed. */
	value: string;
	/** Shown in the node panel: sentence case, with the resource. */
	action: string;
	description: string;
	/** For n8n's AI builder: when to choose it. */
	builderHint?: string;
	/** Its parameters, without `displayOptions` for resource and operation: those are added. */
	properties: INodeProperties[];
}

/** An operation that reads, for each input item by itself and several of them at once. */
export interface ItemOperation extends OperationDescription {
	/** Runs once per input item; the pairing with that item is added to what it returns. */
	execute(call: ItemCall): Promise<INodeExecutionData[]>;
	/** What depends on the items before: called once all items are done, in their order. */
	inOrder?(result: ItemResult): void;
}

/** An operation that handles all input items together, for example several in one request. */
export interface AllItemsOperation extends OperationDescription {
	/**
	 * Runs once. Gives the output in the order of the input items, each item paired; under Continue On Fail with an
	 * error item for each item that failed, else it throws.
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
