import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { inputError } from '../profit/errors/profitError';
import type { Profit } from '../transport/profit';
import { findOperation } from './resources';

/**
 * Runs the operation the user chose for one input item.
 * @returns its output items, each paired with the input item
 * @throws ProfitError
 */
export async function runOperation(
	context: IExecuteFunctions,
	profit: Profit,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const resource = context.getNodeParameter('resource', itemIndex) as string;
	const name = context.getNodeParameter('operation', itemIndex) as string;
	const operation = findOperation(resource, name);
	if (!operation) {
		throw inputError(
			`This version of the node has no operation '${name}' for '${resource}'`,
			'Choose the operation again, or use one of the operations in the list.',
		);
	}
	const output = await operation.execute({ context, profit, itemIndex });
	for (const item of output) item.pairedItem = { item: itemIndex };
	return output;
}
