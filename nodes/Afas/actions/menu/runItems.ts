import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { showHints } from '../../n8n/hints';
import { errorItem, toNodeError, withTenant } from '../../n8n/nodeError';
import { callOptions } from '../../parameters/callOptions';
import type { Customers } from '../../transport/customers';
import { sideBySide } from '../../transport/sideBySide';
import type { ItemOperation } from '../operation';

/** Finds the operation of an item; throws ProfitError when there is none. */
export type OperationOf = (itemIndex: number) => ItemOperation;

/**
 * Processes each input item separately, several at the same time. Output and hints keep the order of the items. Without
 * Continue On Fail the error is that of the first failed item in their order, and no item starts after it.
 * @throws NodeError of that item
 */
export async function runItems(
	context: IExecuteFunctions,
	customers: Customers,
	operationOf: OperationOf,
): Promise<INodeExecutionData[]> {
	const hints: string[][] = [];
	const outcomes = await sideBySide(customers, {
		count: context.getInputData().length,
		endsAtFailure: !context.continueOnFail(),
		atOnce: (itemIndex) => itemsAtOnce(context, itemIndex),
		async work({ itemIndex, client, turn }) {
			hints[itemIndex] = [];
			const call = { context, client, itemIndex, turn, hints: hints[itemIndex] };
			return await operationOf(itemIndex).execute(call);
		},
	});

	const output: INodeExecutionData[][] = [];
	for (const outcome of outcomes) {
		const { itemIndex, client } = outcome;
		showHints(context, hints[itemIndex] ?? []);
		if ('answer' in outcome) {
			const items = outcome.answer;
			operationOf(itemIndex).inOrder?.({ context, itemIndex, items });
			// One shared object: a million of them would waste memory.
			const pairedItem = { item: itemIndex };
			for (const item of items) item.pairedItem = pairedItem;
			output.push(items);
			continue;
		}
		const nodeError = toNodeError(context.getNode(), outcome.thrown, itemIndex);
		const error = withTenant(nodeError, client?.tenant);
		if (!context.continueOnFail()) throw error;
		output.push([errorItem(error, itemIndex)]);
	}
	// One input item may result in a million items, so do not copy them.
	return output.length === 1 ? output[0] : output.flat();
}

/** An invalid number is reported when the item is processed. */
function itemsAtOnce(context: IExecuteFunctions, itemIndex: number): number {
	try {
		return callOptions(context, itemIndex).concurrency;
	} catch {
		return 1;
	}
}
