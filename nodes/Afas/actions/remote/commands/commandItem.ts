import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { showHints } from '../../../n8n/hints';
import { GIVEN_ONCE } from '../../../profit/remote/commandErrors';
import { failureOf } from '../../../profit/remote/commandFailure';
import type { CommandState } from '../../../transport/remoteCommands';

/** The output field for the ZIP. */
const BINARY_FIELD = 'result';

/**
 * The output item of a command.
 * @throws ProfitError when AFAS ended it with errors
 */
export async function commandItem(
	context: IExecuteFunctions,
	commandId: string,
	{ done, isAnswerLost }: CommandState,
): Promise<INodeExecutionData> {
	if (!done) return { json: runningJson(context, commandId, isAnswerLost) };
	const { result, archive } = done;
	const failure = failureOf(commandId, result);
	if (failure) throw failure.with({ received: archive });
	if (result.exitCode === null) {
		showHints(context, [
			`AFAS did not say how command ${commandId} ended: its result has no exit code. Look in Profit to see whether the import succeeded.`,
		]);
	}
	return {
		json: { commandId, state: 'done', ...result } as unknown as IDataObject,
		binary: await resultBinary(context, commandId, archive),
	};
}

/** The output of a command that has no result yet. */
export function runningJson(
	context: IExecuteFunctions,
	commandId: string,
	isAnswerLost = false,
): IDataObject {
	if (isAnswerLost) showHints(context, [`${GIVEN_ONCE} This is about command ${commandId}.`]);
	return {
		commandId,
		state: 'running',
		exitCode: null,
		errors: [],
		log: '',
		...(isAnswerLost ? { note: GIVEN_ONCE } : {}),
	};
}

/** Makes binary data of AFAS's result, even if its bytes are damaged. */
export async function resultBinary(
	context: IExecuteFunctions,
	commandId: string,
	bytes: Buffer,
): Promise<INodeExecutionData['binary']> {
	const name = `result ${commandId.replace(/[^\w-]/g, '_')}.zip`;
	return {
		[BINARY_FIELD]: await context.helpers.prepareBinaryData(bytes, name, 'application/zip'),
	};
}
