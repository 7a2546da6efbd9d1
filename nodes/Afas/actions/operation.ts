import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Profit } from '../transport/profit';

/** What an operation gets for one input item. */
export interface OperationCall {
	context: IExecuteFunctions;
	profit: Profit;
	itemIndex: number;
}

/** One operation of the node: what the user sees, and what it does. */
export interface Operation {
	/** Shown in the list of operations. */
	name: string;
	/** In saved workflows; never changed. */
	value: string;
	/** Shown in the node panel: sentence case, with the resource. */
	action: string;
	description: string;
	/** Its parameters, without `displayOptions` for resource and operation: those are added. */
	properties: INodeProperties[];
	/** Runs once per input item; the pairing with that item is added to what it returns. */
	execute(call: OperationCall): Promise<INodeExecutionData[]>;
}

/** A resource with its operations. */
export interface Resource {
	name: string;
	value: string;
	description: string;
	operations: Operation[];
}
