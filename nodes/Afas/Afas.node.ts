import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { nodeProperties, nodeSubtitle } from './actions/menu/properties';
import { runOperation } from './actions/menu/runOperation';
import { getColumns, getKeyColumns } from './methods/columns';
import { getConnectorIds } from './methods/getConnectorIds';
import { getConnectorFields, getLookupFields } from './methods/getConnectorFields';
import { searchGetConnectors, searchUpdateConnectors } from './methods/searchConnectors';
import { getKeyFields, getNestedObjects, getSubObjects } from './methods/updateConnectorParts';
import { asCanceled, asToldToModel, toNodeError } from './n8n/nodeError';
import { isTool } from './parameters/toolRows';
import { openCustomers } from './transport/customers';
import { outcomeOf } from './transport/wait';

export class Afas implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AFAS Profit',
		name: 'afas',
		icon: { light: 'file:afas.svg', dark: 'file:afas.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: nodeSubtitle(),
		description: 'Read from and write to AFAS Profit',
		defaults: { name: 'AFAS Profit' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: {
			// The default start of the description that a user writes for an AI model.
			replacements: {
				description:
					'Works with AFAS Profit, an ERP system. A GetConnector is a list of rows to read, such as debtors or sales orders: get its fields first, then filter on them. An UpdateConnector writes one kind of record. Codes are text and keep their leading zeros.',
			},
		},
		// For n8n's AI builder, which makes workflows from a description.
		builderHint: {
			searchHint:
				"To read, use resource GetConnector: Get Many for rows, Look Up for the row of each item. To write, use resource UpdateConnector with Data Mode Simple JSON; Create or Update looks the record up first, so that a second run makes nothing twice. Connectors differ per environment: choose them by ID, and read their fields with Get Fields before mapping any. Codes such as '0012' are text. Dates are Amsterdam time without an offset.",
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-afas.afasTrigger',
					relationHint: 'Starts a workflow when rows changed in AFAS Profit',
				},
			],
		},
		credentials: [{ name: 'afasApi', required: true }],
		// A condition of a filter takes one line.
		parameterPane: 'wide',
		properties: nodeProperties(),
	};

	methods = {
		listSearch: { searchGetConnectors, searchUpdateConnectors },
		loadOptions: {
			getConnectorFields,
			getConnectorIds,
			getKeyFields,
			getLookupFields,
			getNestedObjects,
			getSubObjects,
		},
		resourceMapping: { getColumns, getKeyColumns },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const outcome = await outcomeOf(async () => await runOperation(this, openCustomers(this)));
		if ('answer' in outcome) return [outcome.answer];
		const nodeError = toNodeError(this.getNode(), outcome.thrown);
		const error = isTool(this) ? asToldToModel(nodeError) : nodeError;
		const isCanceled = this.getExecutionCancelSignal?.()?.aborted === true;
		throw isCanceled ? asCanceled(error) : error;
	}
}
