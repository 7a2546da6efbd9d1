import type { Resource } from '../operation';
import { getFields } from './getFields.operation';
import { getMany } from './getMany.operation';
import { lookup } from './lookup.operation';

export const getConnector: Resource = {
	name: 'GetConnector',
	value: 'getConnector',
	description: 'Rows that a Profit administrator has put together for reading',
	operations: [getMany, lookup, getFields],
};
