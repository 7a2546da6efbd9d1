import type { Resource } from '../operation';
import { create } from './create.operation';
import { deleteRecord } from './delete.operation';
import { getFields } from './getFields.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

export const updateConnector: Resource = {
	name: 'UpdateConnector',
	value: 'updateConnector',
	description: 'Records to insert, change or delete in Profit',
	operations: [create, upsert, deleteRecord, getFields, update],
};
