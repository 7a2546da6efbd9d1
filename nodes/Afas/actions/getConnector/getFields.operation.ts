import type { IDataObject } from 'n8n-workflow';
import { readGetConnectorInfo } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';
import { getConnector } from '../../parameters/connectorLocator';

/** Lists the fields of a GetConnector, one item each. */
export const getFields: Operation = {
	name: 'Get Fields',
	value: 'getFields',
	action: 'Get fields of GetConnector',
	description: 'List the fields of a GetConnector with their labels and data types',
	builderHint:
		'Run it once while building, to learn the names of the fields. A finished workflow does not need it.',
	properties: [getConnector.property, callOptionsCollection],
	async execute({ context, client, itemIndex }) {
		const { fields } = await readGetConnectorInfo(
			client,
			getConnector.read(context, itemIndex),
			callOptions(context, itemIndex),
		);
		// A copy, because later nodes may change it.
		return structuredClone(fields).map((field) => ({
			json: { ...field, values: field.values ?? null } as unknown as IDataObject,
		}));
	},
};
