import type { Operation } from '../operation';
import { updateConnectorLocator } from '../../parameters/connectorLocator';
import { protocolProperty } from '../../parameters/protocol';
import { dataProperties } from './writes/dataProperties';
import { prepareWrite } from './writes/recordWrite';
import { runWrites } from './writes/runWrites';
import {
	batchSizeOption,
	keyStyleOption,
	subObjectOption,
	writeOptionsCollection,
} from './writes/writeOptions';

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
		writeOptionsCollection(batchSizeOption, keyStyleOption, subObjectOption),
	],
	executeAll: async (call) =>
		await runWrites(call, (run, itemIndex) => prepareWrite(run, itemIndex, 'create')),
};
