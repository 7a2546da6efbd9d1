import type { IDataObject, IExecuteFunctions, INodeExecutionData, NodeError } from 'n8n-workflow';
import { errorItem, toNodeError } from '../../../n8n/nodeError';
import { ProfitError } from '../../../profit/errors/profitError';
import { outcomeOf } from '../../../transport/wait';
import type { AllItemsCall } from '../../operation';
import { resultBinary } from './commandItem';

/**
 * Runs the input items one after another, in their order, since imports depend on each other. Without Continue On Fail it
 * stops at the first one that fails.
 * @param run gives the output item of an input item
 * @throws NodeError; its details hold the output of the items before it, since AFAS gives a result only once
 */
export async function runInOrder(
	{ context }: AllItemsCall,
	run: (itemIndex: number) => Promise<INodeExecutionData>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		const outcome = await outcomeOf(async () => await run(itemIndex));
		if ('answer' in outcome) {
			output.push({ ...outcome.answer, pairedItem: { item: itemIndex } });
			continue;
		}
		const error = toNodeError(context.getNode(), outcome.thrown, itemIndex);
		if (!context.continueOnFail()) throw withItemsBefore(error, output);
		output.push({
			...errorItem(error, itemIndex),
			...(await receivedBinary(context, outcome.thrown)),
		});
	}
	return output;
}

function withItemsBefore(error: NodeError, before: INodeExecutionData[]): NodeError {
	if (before.length === 0) return error;
	const words = `${before.length === 1 ? 'The item' : `The ${before.length} items`} before it went through; the details have what they gave. Do not import them again.`;
	error.description = [error.description, words].filter(Boolean).join(' ');
	const data = error.context.data as IDataObject | undefined;
	error.context.data = { ...data, itemsBefore: before.map(({ json }) => json) };
	return error;
}

/** What AFAS gave as the result of a command that failed. */
async function receivedBinary(
	context: IExecuteFunctions,
	thrown: unknown,
): Promise<Pick<INodeExecutionData, 'binary'>> {
	if (!(thrown instanceof ProfitError) || !thrown.details.received) return {};
	const { received, command } = thrown.details;
	return { binary: await resultBinary(context, command?.commandId ?? '', received) };
}
