import type { Resource } from '../operation';
import { getConnectors } from './getConnectors.operation';
import { getInfo } from './getInfo.operation';
import { getVersion } from './getVersion.operation';

export const environment: Resource = {
	name: 'Environment',
	value: 'environment',
	description: 'What the app connector may use, and the version of Profit',
	operations: [getConnectors, getInfo, getVersion],
};
