import type { Operation } from '../operation';
import { updateConnector } from '../../parameters/connectorLocator';
import { protocolProperty } from '../../parameters/protocol';
import { dataProperties } from './writes/dataProperties';
import { prepareWrite } from './writes/recordWrite';
import { runWrites } from './writes/runWrites';
import { batchSize, writeOptionsWith } from './writes/writeOptions';

/** Changes a record for each input item. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update record',
	description: 'Change fields and sub-objects of an existing record. Give its key.',
	properties: [
		updateConnector.property,
		...dataProperties,
		protocolProperty,
		writeOptionsWith({ batchSize }).property,
	],
	executeAll: async (call) =>
		await runWrites(call, (run, itemIndex) => prepareWrite(run, itemIndex, 'update')),
};
