import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { inputError } from '../../profit/errors/profitError';
import type { Customers } from '../../transport/customers';
import type { Operation } from '../operation';
import { findOperation } from './resources';
import { parameterText } from '../../parameters/kinds/text';

/**
 * The input items that the chosen operation takes together: all of them, or each on its own.
 * @returns indexes of input items, one list per run of the operation
 */
export function itemRuns(context: IExecuteFunctions): number[][] {
	const indexes = context.getInputData().map((_item, index) => index);
	if (indexes.length === 0) return [];
	const operation = findOperation(...chosen(context, 0));
	return operation && 'executeAll' in operation ? [indexes] : indexes.map((index) => [index]);
}

/**
 * Runs the operation the user chose for one of the runs that `itemRuns` gives.
 * @returns its output items, each paired with its input item
 * @throws ProfitError
 */
export async function runOperation(
	context: IExecuteFunctions,
	customers: Customers,
	[itemIndex]: number[],
): Promise<INodeExecutionData[]> {
	const operation = chosenOperation(context, itemIndex);
	if ('executeAll' in operation) return await operation.executeAll({ context, customers });
	const client = await customers.of(itemIndex);
	const output = await operation.execute({ context, client, itemIndex });
	// One object for all: a million of them would take memory for nothing.
	const pairedItem = { item: itemIndex };
	for (const item of output) item.pairedItem = pairedItem;
	return output;
}

function chosenOperation(context: IExecuteFunctions, itemIndex: number): Operation {
	const [resource, name] = chosen(context, itemIndex);
	const operation = findOperation(resource, name);
	if (!operation) {
		throw inputError(
			`This version of the node has no operation '${name}' for '${resource}'`,
			'Choose the operation again, or use one of the operations in the list.',
		);
	}
	return operation;
}

function chosen(context: IExecuteFunctions, itemIndex: number): [resource: string, name: string] {
	return [
		parameterText(context.getNodeParameter('resource', itemIndex, ''), "'Resource'"),
		parameterText(context.getNodeParameter('operation', itemIndex, ''), "'Operation'"),
	];
}
