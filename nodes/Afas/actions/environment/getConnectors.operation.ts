import { readEnvironmentInfo } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';

/** Lists the connectors that the token may use, one item each. */
export const getConnectors: Operation = {
	name: 'Get Connectors',
	value: 'getConnectors',
	action: 'Get available connectors',
	description: 'List the GetConnectors and UpdateConnectors of the app connector',
	properties: [callOptionsCollection],
	async execute({ context, client, itemIndex }) {
		const { getConnectors: get, updateConnectors: update } = await readEnvironmentInfo(
			client,
			callOptions(context, itemIndex),
		);
		return [
			...get.map((connector) => ({ json: { type: 'GetConnector', ...connector } })),
			...update.map((connector) => ({ json: { type: 'UpdateConnector', ...connector } })),
		];
	},
};
