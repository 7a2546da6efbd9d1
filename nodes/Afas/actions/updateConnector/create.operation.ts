import type { Operation } from '../operation';
import { updateConnector } from '../../parameters/connectorLocator';
import { protocolProperty } from '../../parameters/protocol';
import { dataProperties } from './writes/dataProperties';
import { assertReadBack, readBackProperties, withRecords } from './writes/readBack';
import { prepareWrite } from './writes/recordWrite';
import { runWrites } from './writes/runWrites';
import { batchSize, subObject, writeOptionsWith } from './writes/writeOptions';

/** Inserts a record, or rows of a sub-object, for each input item. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create record',
	description: 'Insert a new record with its sub-objects into Profit',
	builderHint:
		'A second run makes a second record: put Look Up and If before it where a workflow may run twice.',
	properties: [
		updateConnector.property,
		...dataProperties,
		...readBackProperties,
		protocolProperty,
		writeOptionsWith({ batchSize, subObject }).property,
	],
	executeAll: async (call) => {
		const written = await runWrites(call, async (run, itemIndex) => {
			assertReadBack(run.context, itemIndex);
			return await prepareWrite(run, itemIndex, 'create');
		});
		return await withRecords(call, written);
	},
};
