import type { Resource } from '../operation';
import { getMany } from './getMany.operation';

export const biModel: Resource = {
	name: 'BI Model',
	value: 'biModel',
	description: 'Data that Profit has precalculated for analysis',
	operations: [getMany],
};
