import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { toNodeError, withOutcome } from '../../../n8n/nodeError';
import { callOptions } from '../../../parameters/callOptions';
import type { Parameter } from '../../../parameters/kinds/parameter';
import { ProfitError } from '../../../profit/errors/profitError';
import { commandArchive } from '../../../profit/remote/archive';
import type { CommandTarget } from '../../../profit/remote/commandLine';
import { asText } from '../../../profit/values/read';
import type { CallOptions } from '../../../transport/calls';
import type { ProfitClient } from '../../../transport/client';
import { readEnvironmentInfo } from '../../../transport/metainfo';
import { startCommand, waitForResult, type CommandState } from '../../../transport/remoteCommands';
import { outcomeOf } from '../../../transport/wait';
import type { AllItemsCall, AllItemsOperation } from '../../operation';
import { commandItem, runningJson } from './commandItem';
import { binaryField, environmentCode, waitForResult as isToWait } from './parameters';
import { runInOrder } from './runInOrder';

/** What differs between the kinds of import. */
interface CommandKind {
	/** Its own parameters. */
	own?: INodeProperties[];
	fileName: Parameter<string>;
	options: Parameter<{ maxWaitMs: number }>;
	/** Makes the command line of an item; throws ProfitError `input` before anything is sent. */
	commandLine(context: IExecuteFunctions, itemIndex: number, target: CommandTarget): string;
}

/** Makes the parameters and the run of an import. */
export function importing(kind: CommandKind): Pick<AllItemsOperation, 'properties' | 'executeAll'> {
	return {
		properties: [
			environmentCode.property,
			...(kind.own ?? []),
			binaryField.property,
			kind.fileName.property,
			isToWait.property,
			kind.options.property,
		],
		executeAll: async (call) => await runCommands(call, kind),
	};
}

/**
 * Starts a command for each input item, in order, and waits for its result if the item asks for it.
 * @throws NodeError
 */
async function runCommands(call: AllItemsCall, kind: CommandKind): Promise<INodeExecutionData[]> {
	const { context, customers } = call;
	return await runInOrder(call, async (itemIndex, tried) => {
		const begin = async () => {
			const calls = callOptions(context, itemIndex);
			const waits = isToWait.read(context, itemIndex);
			const { maxWaitMs } = kind.options.read(context, itemIndex);
			const client = await customers.of(itemIndex);
			const start = async () => {
				const { fileName, data } = await readFile(context, itemIndex, kind.fileName);
				const code = await readEnvironmentCode(context, itemIndex, client, calls);
				const line = kind.commandLine(context, itemIndex, { environmentCode: code, fileName });
				const archive = await commandArchive(fileName, data);
				return await startCommand(client, line, archive, calls);
			};
			return { calls, waits, maxWaitMs, client, commandId: tried.commandId ?? (await start()) };
		};
		const begun = await outcomeOf(begin);
		if ('thrown' in begun) throw withOutcomeOfStart(context, begun.thrown, itemIndex);
		const { calls, waits, maxWaitMs, client, commandId } = begun.answer;
		tried.started(commandId);

		if (!waits) return { json: runningJson(context, commandId) };
		const isCanceled = () => context.getExecutionCancelSignal?.()?.aborted === true;
		const state = await started(
			async () => await waitForResult(client, commandId, maxWaitMs, isCanceled, calls),
		);
		return await commandItem(context, commandId, state);
	});
}

/** Adds whether AFAS has the command: the call's own outcome, or `notSent` for an error before the call. */
function withOutcomeOfStart(context: IExecuteFunctions, thrown: unknown, itemIndex: number) {
	if (thrown instanceof ProfitError) {
		const { details, facts } = thrown;
		return thrown.with({ outcome: details.outcome ?? (facts.isInput ? 'refused' : 'notSent') });
	}
	return withOutcome(toNodeError(context.getNode(), thrown, itemIndex), 'refused');
}

/** From here on AFAS has the command, whatever goes wrong. */
async function started(wait: () => Promise<CommandState>): Promise<CommandState> {
	const outcome = await outcomeOf(wait);
	if ('answer' in outcome) return outcome.answer;
	const { thrown } = outcome;
	throw thrown instanceof ProfitError ? thrown.with({ outcome: 'unknown' }) : thrown;
}

/** @throws ProfitError `input`, or NodeOperationError when the item has no such file */
async function readFile(
	context: IExecuteFunctions,
	itemIndex: number,
	fileNameParameter: Parameter<string>,
): Promise<{ fileName: string; data: Buffer }> {
	const field = binaryField.read(context, itemIndex);
	const given = fileNameParameter.read(context, itemIndex);
	const { fileName = '' } = context.helpers.assertBinaryData(itemIndex, field);
	return {
		fileName: given || fileName,
		data: await context.helpers.getBinaryDataBuffer(itemIndex, field),
	};
}

/** The code that the user gave, or else that of the credential's environment, requested from AFAS. docs/afas.md 1.5. */
async function readEnvironmentCode(
	context: IExecuteFunctions,
	itemIndex: number,
	client: ProfitClient,
	calls: CallOptions,
): Promise<string> {
	const given = environmentCode.read(context, itemIndex);
	if (given !== '') return given;
	const { info } = await readEnvironmentInfo(client, calls);
	return asText(info.envid);
}
