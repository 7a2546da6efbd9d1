import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { ConnectorSummary } from '../profit/metainfo/types';
import { withoutTags } from '../profit/errors/withoutTags';
import { readEnvironmentInfo } from '../transport/metainfo';
import { readForEditor } from './editorProfit';

/** All connectors that the token may use: GetConnectors first, each kind sorted by ID. */
export async function getConnectorIds(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const { getConnectors, updateConnectors } = await readForEditor(
		this,
		'metainfo',
		readEnvironmentInfo,
	);
	return [
		...connectorOptions(getConnectors, 'GetConnector'),
		...connectorOptions(updateConnectors, 'UpdateConnector'),
	];
}

function connectorOptions(connectors: ConnectorSummary[], kind: string): INodePropertyOptions[] {
	return connectors
		.map(({ id, description }) => ({
			name: id,
			value: id,
			description: withoutTags(description ? `${kind}: ${description}` : kind),
		}))
		.sort((a, b) => a.name.localeCompare(b.name));
}
