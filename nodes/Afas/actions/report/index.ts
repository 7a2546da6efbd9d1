import type { Resource } from '../operation';
import { get } from './get.operation';

export const report: Resource = {
	name: 'Report',
	value: 'report',
	description: 'Reports that Profit generates, as files',
	operations: [get],
};
