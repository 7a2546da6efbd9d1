import type { Resource } from '../operation';
import { create } from './create';
import { deleteRecord } from './delete';
import { getFields } from './getFields';
import { update } from './update';
import { upsert } from './upsert';

export const updateConnector: Resource = {
	name: 'UpdateConnector',
	value: 'updateConnector',
	description: 'Records to insert, change or delete in Profit',
	operations: [create, upsert, deleteRecord, getFields, update],
};
