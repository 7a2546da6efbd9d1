import type { INodeProperties } from 'n8n-workflow';
import { inputError } from '../profit/errors/profitError';
import type { ParameterReader } from './parameterReader';
import { parameterText } from './textParameter';

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

/** Chooses an UpdateConnector from the list of the app connector, or by its ID. */
export const updateConnectorLocator: INodeProperties = {
	displayName: 'UpdateConnector',
	name: 'connector',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'What kind of record to write, for example FbSales for sales orders. The list shows the UpdateConnectors of your app connector.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an UpdateConnector…',
			typeOptions: { searchListMethod: 'searchUpdateConnectors', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. FbSales',
		},
	],
};

/**
 * The ID of the connector the user chose.
 * @param locator the parameter it was chosen in
 * @throws ProfitError `input` when none is chosen
 */
export function connectorId(
	context: ParameterReader,
	itemIndex: number,
	locator: INodeProperties = getConnectorLocator,
): string {
	const id = context.getNodeParameter(locator.name, itemIndex, '', { extractValue: true });
	const text = parameterText(id, `'${locator.displayName}'`).trim();
	if (text === '') {
		throw inputError(
			`'${locator.displayName}' is empty`,
			'Choose one from the list, or type its ID.',
		);
	}
	return text;
}
