import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * The outcomes of changes by input item. When n8n retries a node, it passes the same item objects: up to five times
 * after a failure if Retry On Fail is on, and also if the first output item is an error. Every other run gets new
 * objects, so nothing is remembered for longer. (n8n-core 2.41, WorkflowExecute: addPairedItemLineage once, runNode for
 * every try.)
 */
const sent = new WeakMap<INodeExecutionData, Map<string, unknown>>();

/** The remembered outcomes of one node, by input item. */
export interface SentItems<T> {
	/** The outcome of an item that this node sent in an earlier try; undefined if it did not. */
	of(itemIndex: number): T | undefined;
	/** Remembers the outcome of an item for the next try. */
	remember(itemIndex: number, outcome: T): void;
}

/** Opens the memory of the running node. */
export function openSentItems<T>(context: IExecuteFunctions): SentItems<T> {
	const items = context.getInputData();
	const { id } = context.getNode();
	return {
		of: (itemIndex) => sent.get(items[itemIndex])?.get(id) as T | undefined,
		remember(itemIndex, outcome) {
			const item = items[itemIndex];
			const outcomes = sent.get(item) ?? new Map<string, unknown>();
			sent.set(item, outcomes.set(id, outcome));
		},
	};
}
