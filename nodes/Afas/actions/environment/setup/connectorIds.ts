import { list } from '../../../parameters/kinds/text';

/** The connectors to check; all of them when none is chosen. */
export const connectorIds = list({
	displayName: 'Connector Names or IDs',
	name: 'connectorIds',
	loadedBy: 'getConnectorIds',
	dependsOn: '',
	restricts: true,
	hint: 'All connectors of the app connector when you choose none',
});
