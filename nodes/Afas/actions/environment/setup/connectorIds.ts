import type { INodeProperties } from 'n8n-workflow';
import type { ParameterReader } from '../../../parameters/parameterReader';
import { parameterList } from '../../../parameters/textParameter';

/** Which connectors to look at; none chosen is all of them. */
export const connectorIdsProperty: INodeProperties = {
	displayName: 'Connector Names or IDs',
	name: 'connectorIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getConnectorIds' },
	default: [],
	hint: 'All connectors of the app connector when you choose none',
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** The connectors that the user chose for an item. */
export function readConnectorIds(context: ParameterReader, itemIndex: number): string[] {
	return parameterList(context.getNodeParameter('connectorIds', itemIndex, []), "'Connectors'");
}
