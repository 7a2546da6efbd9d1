import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * What became of the changes that input items stood for. n8n runs a node again with the same item objects: up to five times
 * when it failed, if its setting Retry On Fail is on, and also when its first output item is an error. For every other run,
 * of this execution or of another one, n8n makes new objects, so nothing is remembered longer than that.
 * (n8n-core 2.41, WorkflowExecute: addPairedItemLineage once, runNode for every try.)
 */
const sent = new WeakMap<INodeExecutionData, Map<string, unknown>>();

/** The changes of one node, by its input items. */
export interface SentItems<T> {
	/** What became of an item that this node handed to AFAS in an earlier try; undefined when it did not. */
	of(itemIndex: number): T | undefined;
	/** Remembers what became of an item, for the next try. */
	remember(itemIndex: number, outcome: T): void;
}

/** Opens the memory of the node that runs. */
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
