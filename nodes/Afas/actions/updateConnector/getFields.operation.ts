import type { IDataObject } from 'n8n-workflow';
import type { UpdateObject } from '../../profit/metainfo/types';
import { pathTo } from '../../profit/records/finding';
import { readUpdateConnectorInfo } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';
import { updateConnector } from '../../parameters/connectorLocator';

/** Lists the fields of an UpdateConnector and of its sub-objects, one item each. */
export const getFields: Operation = {
	name: 'Get Fields',
	value: 'getFields',
	action: 'Get fields of UpdateConnector',
	description: 'List the fields of an UpdateConnector and its sub-objects with their rules',
	builderHint:
		'Run it once while building, to learn names and mandatory fields for Record. A finished workflow does not need it.',
	properties: [updateConnector.property, callOptionsCollection],
	async execute({ context, client, itemIndex }) {
		const info = await readUpdateConnectorInfo(
			client,
			updateConnector.read(context, itemIndex),
			callOptions(context, itemIndex),
		);
		// A copy, because later nodes may change it.
		return fieldItems(structuredClone(info), '').map((json) => ({ json }));
	},
};

/** @param path names of the sub-objects down to this one, for example `FbSalesLines` */
function fieldItems({ name, fields, objects }: UpdateObject, path: string): IDataObject[] {
	return [
		...fields.map(
			(field) => ({ path: pathTo(path, field.fieldId), object: name, ...field }) as IDataObject,
		),
		...objects.flatMap((inner) => fieldItems(inner, pathTo(path, inner.name))),
	];
}
