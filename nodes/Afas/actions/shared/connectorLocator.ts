import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { inputError } from '../../profit/errors/profitError';

/** Chooses a GetConnector from the list of the app connector, or by its ID. */
export const getConnectorLocator: INodeProperties = {
	displayName: 'GetConnector',
	name: 'connector',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'A list of rows that a Profit administrator has put together. The list shows the GetConnectors of your app connector.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a GetConnector…',
			typeOptions: { searchListMethod: 'searchGetConnectors', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. MyApp_Debtors',
		},
	],
};

/**
 * The ID of the connector the user chose.
 * @throws ProfitError `input` when none is chosen
 */
export function connectorId(context: IExecuteFunctions, itemIndex: number): string {
	const id = context.getNodeParameter('connector', itemIndex, '', { extractValue: true });
	const text = typeof id === 'string' ? id.trim() : '';
	if (text === '') {
		throw inputError("'GetConnector' is empty", 'Choose one from the list, or type its ID.');
	}
	return text;
}
