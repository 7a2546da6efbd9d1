import type { Operation } from '../operation';
import { updateConnectorLocator } from '../shared/connectorLocator';
import { protocolProperty } from '../shared/protocol';
import { dataProperties } from './dataProperties';
import { prepareWrite } from './recordWrite';
import { runWrites } from './runWrites';
import { batchSizeOption, writeOptionsCollection } from './writeOptions';

/** Changes a record per input item. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update record',
	description: 'Change fields and sub-objects of a record that exists. Give its key.',
	properties: [
		updateConnectorLocator,
		...dataProperties,
		protocolProperty,
		writeOptionsCollection(batchSizeOption),
	],
	executeAll: async (call) =>
		await runWrites(call, (run, itemIndex) => prepareWrite(run, itemIndex, 'update')),
};
