import type { IDataObject, IExecuteFunctions, INodeExecutionData, NodeError } from 'n8n-workflow';
import { errorItem, toNodeError, withTenant } from '../../../n8n/nodeError';
import { openSentItems } from '../../../n8n/sentItems';
import { ProfitError } from '../../../profit/errors/profitError';
import { outcomeOf } from '../../../transport/wait';
import type { AllItemsCall } from '../../operation';
import { resultBinary } from './commandItem';

/** The result of an item in an earlier try of n8n: its output, or why it failed permanently. */
interface Settled {
	item?: INodeExecutionData;
	thrown?: unknown;
	/** The command that is still running in AFAS. */
	commandId?: string;
}

/** What one try of n8n remembers of an item for the next. */
export interface Tried {
	commandId: string | undefined;
	started(commandId: string): void;
}

/**
 * Runs the input items one after another, because imports depend on each other. Without Continue On Fail it stops at
 * the first failure. When n8n retries the node (Retry On Fail), no command is started twice and no result is requested
 * again.
 * @param run gives the output item of an input item
 * @throws NodeError; its details hold the output of the items before it, since AFAS gives a result only once
 */
export async function runInOrder(
	{ context, customers }: AllItemsCall,
	run: (itemIndex: number, tried: Tried) => Promise<INodeExecutionData>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const sent = openSentItems<Settled>(context);
	const settle = async (itemIndex: number): Promise<INodeExecutionData> => {
		const { item, thrown, commandId } = sent.of(itemIndex) ?? {};
		if (item) return item;
		if (thrown !== undefined) throw thrown;
		const started = (id: string) => sent.remember(itemIndex, { commandId: id });
		return await run(itemIndex, { commandId, started });
	};
	for (const itemIndex of context.getInputData().keys()) {
		const outcome = await outcomeOf(async () => await settle(itemIndex));
		if ('answer' in outcome) {
			if (outcome.answer.json.state === 'done') sent.remember(itemIndex, { item: outcome.answer });
			output.push({ ...outcome.answer, pairedItem: { item: itemIndex } });
			continue;
		}
		if (isFinal(outcome.thrown)) sent.remember(itemIndex, { thrown: outcome.thrown });
		const opened = await outcomeOf(async () => await customers.of(itemIndex));
		const error = withTenant(
			toNodeError(context.getNode(), outcome.thrown, itemIndex),
			'answer' in opened ? opened.answer.tenant : undefined,
		);
		if (!context.continueOnFail()) throw withItemsBefore(error, output);
		output.push({
			...errorItem(error, itemIndex),
			...(await receivedBinary(context, outcome.thrown)),
		});
	}
	return output;
}

/** Whether a retry could start a running command again, or ask for a result that AFAS has already given. */
function isFinal(thrown: unknown): boolean {
	if (!(thrown instanceof ProfitError)) return false;
	const { command, outcome, received } = thrown.details;
	return received !== undefined || (outcome === 'unknown' && command === undefined);
}

function withItemsBefore(error: NodeError, before: INodeExecutionData[]): NodeError {
	if (before.length === 0) return error;
	const words = `${before.length === 1 ? 'The item' : `The ${before.length} items`} before it succeeded; the details have their output. Do not import them again.`;
	error.description = [error.description, words].filter(Boolean).join(' ');
	const data = error.context.data as IDataObject | undefined;
	error.context.data = { ...data, itemsBefore: before.map(({ json }) => json) };
	return error;
}

/** The result that AFAS gave of a failed command. */
async function receivedBinary(
	context: IExecuteFunctions,
	thrown: unknown,
): Promise<Pick<INodeExecutionData, 'binary'>> {
	if (!(thrown instanceof ProfitError) || !thrown.details.received) return {};
	const { received, command } = thrown.details;
	return { binary: await resultBinary(context, command?.commandId ?? '', received) };
}
