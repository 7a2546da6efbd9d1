import type { IDataObject } from 'n8n-workflow';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';
import { getConnectorChoice, updateConnectorChoice } from '../../parameters/connectorLocator';
import { choice } from '../../parameters/kinds/choice';
import { readRawMetainfo } from '../../transport/metainfo';
import type { Operation } from '../operation';

const connectorType = choice({
	displayName: 'Connector Type',
	name: 'connectorType',
	options: [
		{ name: 'GetConnector', value: 'getConnector' },
		{ name: 'UpdateConnector', value: 'updateConnector' },
	],
	default: 'getConnector',
});

const shownFor = (type: 'getConnector' | 'updateConnector') => ({
	displayOptions: { show: { connectorType: [type] } },
});
const connectors = {
	getConnector: getConnectorChoice(shownFor('getConnector')),
	updateConnector: updateConnectorChoice(shownFor('updateConnector')),
};

/** Returns the metainfo of a connector as AFAS gives it, including members that this package does not use. */
export const getMetainfo: Operation = {
	name: 'Get Metainfo',
	value: 'getMetainfo',
	action: 'Get metainfo of connector',
	description: 'Get what AFAS says about a connector and its fields, unchanged',
	properties: [
		connectorType.property,
		connectors.getConnector.property,
		connectors.updateConnector.property,
		callOptionsCollection,
	],
	async execute({ context, client, itemIndex }) {
		const type = connectorType.read(context, itemIndex);
		const connector = connectors[type].read(context, itemIndex);
		const options = callOptions(context, itemIndex);
		return [{ json: (await readRawMetainfo(client, type, connector, options)) as IDataObject }];
	},
};
