import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { inputError } from '../../profit/errors/profitError';
import type { Customers } from '../../transport/customers';
import { errorItem, toNodeError } from '../../n8n/nodeError';
import { outcomeOf } from '../../transport/wait';
import type { ItemOperation } from '../operation';
import { runItems } from './runItems';
import { findOperation } from './resources';
import { parameterText } from '../../parameters/kinds/text';

/**
 * Runs the operation the user chose, over all input items.
 * @returns its output items, each paired with its input item; under Continue On Fail with an error item for each item that failed
 * @throws NodeError otherwise
 */
export async function runOperation(
	context: IExecuteFunctions,
	customers: Customers,
): Promise<INodeExecutionData[]> {
	const count = context.getInputData().length;
	if (count === 0) return [];
	const operation = findOperation(...chosen(context, 0));
	if (operation === undefined || !('executeAll' in operation)) {
		return await runItems(context, customers, (itemIndex) => itemOperation(context, itemIndex));
	}
	const outcome = await outcomeOf(async () => await operation.executeAll({ context, customers }));
	if ('answer' in outcome) return outcome.answer;
	const error = toNodeError(context.getNode(), outcome.thrown, 0);
	if (!context.continueOnFail()) throw error;
	return Array.from({ length: count }, (_, itemIndex) => errorItem(error, itemIndex));
}

function itemOperation(context: IExecuteFunctions, itemIndex: number): ItemOperation {
	const [resource, name] = chosen(context, itemIndex);
	const operation = findOperation(resource, name);
	if (operation === undefined || 'executeAll' in operation) {
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
