import type { IExecuteFunctions } from 'n8n-workflow';
import type { ProfitClient } from '../../../transport/client';
import type { Customers } from '../../../transport/customers';
import type { LookupAnswer } from '../../../transport/lookUp';
import { serviceOf } from '../../../transport/service';
import type { WriteService } from '../../../transport/writes';
import { callOptions } from '../../../parameters/callOptions';
import { readProtocol } from '../../../parameters/protocol';
import type { AllItemsCall } from '../../operation';
import { WriteHints } from './writeHints';
import { runOptions, type RunOptions } from './writeOptions';
import { readsAsReturned } from './wrongZ';

/** One execution of an operation that writes, over all its items. */
export interface WriteRun {
	context: IExecuteFunctions;
	customers: Customers;
	options: RunOptions;
	hints: WriteHints;
	/** Whether an earlier node returns dates with AFAS's wrong Z. */
	readsWrongZ: boolean;
	signal: AbortSignal | undefined;
	/** The look-up results of items that were looked up together, until they are prepared. */
	lookedUp: Map<number, LookupAnswer>;
	/** The service that sends the changes of an item. */
	writesOf(client: ProfitClient, itemIndex: number): WriteService;
}

/** Begins an execution of an operation that writes. Nothing is read or sent yet. */
export function openWriteRun({ context, customers }: AllItemsCall): WriteRun {
	const options = runOptions(context);
	return {
		context,
		customers,
		options,
		// Some of n8n's contexts lack it.
		signal: context.getExecutionCancelSignal?.(),
		hints: new WriteHints(),
		readsWrongZ: readsAsReturned(context),
		lookedUp: new Map(),
		writesOf(client, itemIndex) {
			const service = serviceOf(client, readProtocol(context, itemIndex));
			return service.writes(callOptions(context, itemIndex), options.retryLocks);
		},
	};
}
