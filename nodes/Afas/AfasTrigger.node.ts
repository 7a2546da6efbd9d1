import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { getConnectorDateFields, getConnectorFields } from './methods/getConnectorFields';
import { searchGetConnectors } from './methods/searchConnectors';
import { toNodeError } from './n8n/nodeError';
import { openProfit } from './transport/customers';
import { outcomeOf } from './transport/wait';
import { changeProperties, changeSubtitle } from './triggers/changes/properties';
import { pollOrTest } from './triggers/changes/trigger';

export class AfasTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AFAS Profit Trigger',
		name: 'afasTrigger',
		icon: { light: 'file:afas.svg', dark: 'file:afas.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: changeSubtitle,
		description: 'Starts the workflow when rows of a GetConnector are created, changed or deleted',
		defaults: { name: 'AFAS Profit Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// For n8n's AI builder, which makes workflows from a description.
		builderHint: {
			searchHint:
				'Polls a GetConnector for created, changed or deleted rows. Choose the field with the date of change, and as key fields those that together identify a row. Without such a date, or for deleted rows, set Detection to comparison.',
		},
		credentials: [{ name: 'afasApi', required: true }],
		// A condition of a filter takes one line.
		parameterPane: 'wide',
		properties: changeProperties,
	};

	methods = {
		listSearch: { searchGetConnectors },
		loadOptions: { getConnectorDateFields, getConnectorFields },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const profit = async () => await openProfit(this, 'trigger');
		const outcome = await outcomeOf(async () => await pollOrTest(this, await profit()));
		if ('thrown' in outcome) throw toNodeError(this.getNode(), outcome.thrown);
		return outcome.answer;
	}
}
