import type { IExecuteFunctions } from 'n8n-workflow';
import type { Profit } from '../../../transport/profit';
import { soapWrites } from '../../../transport/soapWrites';
import { WriteRetries } from '../../../transport/writeRetries';
import { restWrites, type WriteProtocol } from '../../../transport/writes';
import { callOptions } from '../../../parameters/callOptions';
import { readProtocol } from '../../../parameters/protocol';
import type { NodeCall } from '../../operation';
import { WriteHints } from './writeHints';
import { runOptions, type RunOptions } from './writeOptions';

/** One execution of an operation that writes, over all its items. */
export interface WriteRun {
	context: IExecuteFunctions;
	profit: Profit;
	options: RunOptions;
	hints: WriteHints;
	signal: AbortSignal | undefined;
	/** How the changes of an item reach AFAS. */
	protocolFor(itemIndex: number): WriteProtocol;
}

/** Begins an execution of an operation that writes. Nothing is read or sent yet. */
export function openWriteRun({ context, profit }: NodeCall): WriteRun {
	const options = runOptions(context);
	// Not in every context that n8n runs nodes in.
	const signal = context.getExecutionCancelSignal?.();
	const retries = new WriteRetries(options.retryLocks, signal);
	return {
		context,
		profit,
		options,
		signal,
		hints: new WriteHints(),
		protocolFor(itemIndex) {
			const writes = readProtocol(context, itemIndex) === 'soap' ? soapWrites : restWrites;
			return writes(profit, callOptions(context, itemIndex), retries);
		},
	};
}
