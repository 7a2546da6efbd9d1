import type { Resource } from '../operation';
import { getResult } from './getResult.operation';
import { importFile } from './importFile.operation';
import { importGetConnector } from './importGetConnector.operation';

export const remote: Resource = {
	name: 'AFAS Remote',
	value: 'remote',
	description: 'Import files and GetConnector definitions',
	operations: [importFile, importGetConnector, getResult],
};
