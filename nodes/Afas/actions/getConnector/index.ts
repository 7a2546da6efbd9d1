import type { Resource } from '../operation';
import { getFields } from './getFields';
import { getMany } from './getMany';

export const getConnector: Resource = {
	name: 'GetConnector',
	value: 'getConnector',
	description: 'Rows that a Profit administrator has put together for reading',
	operations: [getMany, getFields],
};
