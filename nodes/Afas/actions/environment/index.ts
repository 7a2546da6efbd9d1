import type { Resource } from '../operation';
import { getConnectors } from './getConnectors';
import { getInfo } from './getInfo';
import { getVersion } from './getVersion';

export const environment: Resource = {
	name: 'Environment',
	value: 'environment',
	description: 'What the app connector may use, and the version of Profit',
	operations: [getConnectors, getInfo, getVersion],
};
