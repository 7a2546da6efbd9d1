import type { Operation } from '../operation';
import { updateConnector } from '../../parameters/connectorLocator';
import { protocolProperty } from '../../parameters/protocol';
import { dataProperties } from './writes/dataProperties';
import { prepareWrite } from './writes/recordWrite';
import { runWrites } from './writes/runWrites';
import { batchSize, subObject, writeOptionsWith } from './writes/writeOptions';

/** Inserts a record per input item, or rows of a sub-object into one. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create record',
	description: 'Insert a new record with its sub-objects into Profit',
	properties: [
		updateConnector.property,
		...dataProperties,
		protocolProperty,
		writeOptionsWith({ batchSize, subObject }).property,
	],
	executeAll: async (call) =>
		await runWrites(call, (run, itemIndex) => prepareWrite(run, itemIndex, 'create')),
};
