import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { callOptions } from '../../../parameters/callOptions';
import { readCollection } from '../../../parameters/collection';
import { parameterText } from '../../../parameters/textParameter';
import { inputError, ProfitError } from '../../../profit/errors/profitError';
import { commandArchive } from '../../../profit/remote/archive';
import { asNumber, asText } from '../../../profit/values/read';
import type { CallOptions } from '../../../transport/calls';
import type { ProfitClient } from '../../../transport/client';
import { readEnvironmentInfo } from '../../../transport/metainfo';
import { startCommand, waitForResult, type CommandState } from '../../../transport/remoteCommands';
import { outcomeOf } from '../../../transport/wait';
import type { AllItemsCall } from '../../operation';
import { commandItem, runningJson } from './commandItem';
import { DEFAULT_MAX_WAIT_MINUTES } from './properties';
import { runInOrder } from './runInOrder';

/** What the command line of an item is made of. */
export interface CommandParts {
	context: IExecuteFunctions;
	itemIndex: number;
	environmentCode: string;
	fileName: string;
}

/**
 * Starts a command for each input item, in their order, and waits for its result where the item says so.
 * @param commandLine makes the command line of an item; throws ProfitError `input` before anything is sent
 * @throws NodeError
 */
export async function runCommands(
	call: AllItemsCall,
	commandLine: (parts: CommandParts) => string,
): Promise<INodeExecutionData[]> {
	const { context, customers } = call;
	return await runInOrder(call, async (itemIndex) => {
		const options = callOptions(context, itemIndex);
		const maxWaitMs = readMaxWait(context, itemIndex);
		const client = await customers.of(itemIndex);
		const { fileName, data } = await readFile(context, itemIndex);
		const environmentCode = await readEnvironmentCode(context, itemIndex, client, options);
		const line = commandLine({ context, itemIndex, environmentCode, fileName });
		const archive = await commandArchive(fileName, data);
		const commandId = await startCommand(client, line, archive, options);

		if (maxWaitMs === undefined) return { json: runningJson(context, commandId) };
		const isCanceled = () => context.getExecutionCancelSignal?.()?.aborted === true;
		const state = await started(
			async () => await waitForResult(client, commandId, maxWaitMs, isCanceled, options),
		);
		return await commandItem(context, commandId, state);
	});
}

/** Whatever goes wrong now, AFAS has the command. */
async function started(wait: () => Promise<CommandState>): Promise<CommandState> {
	const outcome = await outcomeOf(wait);
	if ('answer' in outcome) return outcome.answer;
	const { thrown } = outcome;
	throw thrown instanceof ProfitError ? thrown.with({ outcome: 'unknown' }) : thrown;
}

const MINUTE_MS = 60_000;

/** @returns milliseconds; undefined when the node is not to wait */
function readMaxWait(context: IExecuteFunctions, itemIndex: number): number | undefined {
	if (context.getNodeParameter('waitForResult', itemIndex, true) === false) return undefined;
	const { maxWait = DEFAULT_MAX_WAIT_MINUTES } = readCollection(context, 'options', itemIndex);
	const minutes = asNumber(maxWait);
	if (minutes !== null && minutes >= 0) return minutes * MINUTE_MS;
	throw inputError(
		`'Max Wait (Minutes)' is '${asText(maxWait)}', which is no number of minutes`,
		'Use a number of 0 or more.',
	);
}

/** @throws ProfitError `input`, or NodeOperationError when the item has no such file */
async function readFile(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<{ fileName: string; data: Buffer }> {
	const text = (name: string, shownName: string) =>
		parameterText(context.getNodeParameter(name, itemIndex, ''), `'${shownName}'`).trim();
	const field = text('binaryField', 'Input Data Field Name');
	if (field === '') throw inputError("'Input Data Field Name' is empty", 'Use for example data.');
	const { fileName = '' } = context.helpers.assertBinaryData(itemIndex, field);
	return {
		fileName: text('fileName', 'File Name') || fileName,
		data: await context.helpers.getBinaryDataBuffer(itemIndex, field),
	};
}

/** The code that the user gave; else that of the credential's environment, which AFAS tells. docs/afas.md 1.5. */
async function readEnvironmentCode(
	context: IExecuteFunctions,
	itemIndex: number,
	client: ProfitClient,
	options: CallOptions,
): Promise<string> {
	const given = context.getNodeParameter('environmentCode', itemIndex, '');
	const code = parameterText(given, "'Environment Code'").trim();
	if (code !== '') return code;
	const { info } = await readEnvironmentInfo(client, options);
	return asText(info.envid);
}
