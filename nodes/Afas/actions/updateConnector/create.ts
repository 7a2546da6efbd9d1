import type { Operation } from '../operation';
import { updateConnectorLocator } from '../shared/connectorLocator';
import { protocolProperty } from '../shared/protocol';
import { dataProperties } from './dataProperties';
import { prepareWrite } from './recordWrite';
import { runWrites } from './runWrites';
import { batchSizeOption, subObjectOption, writeOptionsCollection } from './writeOptions';

/** Inserts a record per input item, or rows of a sub-object into one. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create record',
	description: 'Insert a new record with its sub-objects into Profit',
	properties: [
		updateConnectorLocator,
		...dataProperties,
		protocolProperty,
		writeOptionsCollection(batchSizeOption, subObjectOption),
	],
	executeAll: async (call) =>
		await runWrites(call, (run, itemIndex) => prepareWrite(run, itemIndex, 'create')),
};
