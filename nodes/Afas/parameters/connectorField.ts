import type { INodeProperties } from 'n8n-workflow';

/** A choice of one field of the GetConnector in `connector`; n8n fixes the wording of both texts. */
export const connectorField: INodeProperties = {
	displayName: 'Field Name or ID',
	name: 'field',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getConnectorFields',
		loadOptionsDependsOn: ['connector.value'],
	},
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};
