import type { IExecuteFunctions, INodeExecutionData, NodeError } from 'n8n-workflow';
import { errorItem, toNodeError, withTenant } from '../../n8n/nodeError';
import type { ProfitClient } from '../../transport/client';
import type { Customers } from '../../transport/customers';
import { limiter, type Limiter } from '../../transport/limiter';
import { outcomeOf } from '../../transport/wait';
import type { ItemOperation } from '../operation';

/** Finds the operation of an item; throws ProfitError when there is none. */
export type OperationOf = (itemIndex: number) => ItemOperation;

/** What became of an item. */
type ItemOutcome = { items: INodeExecutionData[] } | { error: NodeError };

/**
 * Works on each input item by itself: those of different customers side by side, so that a customer who does not answer holds up
 * nobody else, and the items of one customer as many at once as the operation says. The output has the order of the items. Without Continue On Fail no item is
 * begun after one that failed, and the first of them in the order of the items is the error.
 * @throws NodeError of that item
 */
export async function runItems(
	context: IExecuteFunctions,
	customers: Customers,
	operationOf: OperationOf,
): Promise<INodeExecutionData[]> {
	const count = context.getInputData().length;
	const outcomes: Array<ItemOutcome | undefined> = new Array<undefined>(count).fill(undefined);
	const queues = new Map<ProfitClient, Limiter>();
	let firstFailed = Number.POSITIVE_INFINITY;

	const failed = (itemIndex: number, thrown: unknown, client?: ProfitClient) => {
		const error = withTenant(toNodeError(context.getNode(), thrown, itemIndex), client?.tenant);
		outcomes[itemIndex] = { error };
		if (!context.continueOnFail()) firstFailed = Math.min(firstFailed, itemIndex);
	};
	const work = async (itemIndex: number, client: ProfitClient) => {
		if (itemIndex > firstFailed) return;
		const outcome = await outcomeOf(
			async () => await operationOf(itemIndex).execute({ context, client, itemIndex }),
		);
		if ('thrown' in outcome) {
			failed(itemIndex, outcome.thrown, client);
			return;
		}
		// One shared object: a million of them would waste memory.
		const pairedItem = { item: itemIndex };
		for (const item of outcome.answer) item.pairedItem = pairedItem;
		outcomes[itemIndex] = { items: outcome.answer };
	};

	const begun: Array<Promise<void>> = [];
	for (let itemIndex = 0; itemIndex < count && itemIndex <= firstFailed; itemIndex++) {
		const opened = await outcomeOf(async () => await customers.of(itemIndex));
		if ('thrown' in opened) {
			failed(itemIndex, opened.thrown);
			continue;
		}
		const client = opened.answer;
		const inTurn = queues.get(client) ?? (await queueOf(context, itemIndex, operationOf));
		queues.set(client, inTurn);
		begun.push(inTurn(async () => await work(itemIndex, client)));
	}
	await Promise.all(begun);
	return outputOf(context, outcomes);
}

/** Lets the items of a customer begin, as many at once as the first of them says. */
async function queueOf(
	context: IExecuteFunctions,
	itemIndex: number,
	operationOf: OperationOf,
): Promise<Limiter> {
	const atOnce = await outcomeOf(
		async () => operationOf(itemIndex).callsAtOnce?.(context, itemIndex) ?? 1,
	);
	// A wrong number is reported when the item is worked on.
	return limiter('answer' in atOnce ? atOnce.answer : 1);
}

function outputOf(
	context: IExecuteFunctions,
	outcomes: Array<ItemOutcome | undefined>,
): INodeExecutionData[] {
	const output: INodeExecutionData[][] = [];
	for (const [itemIndex, outcome] of outcomes.entries()) {
		if (outcome === undefined) continue;
		if ('items' in outcome) output.push(outcome.items);
		else if (context.continueOnFail()) output.push([errorItem(outcome.error, itemIndex)]);
		else throw outcome.error;
	}
	// One input item may give a million items: do not copy them.
	return output.length === 1 ? output[0] : output.flat();
}
