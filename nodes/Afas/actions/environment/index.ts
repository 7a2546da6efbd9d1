import type { Resource } from '../operation';
import { checkSetup } from './checkSetup.operation';
import { getBlueprint } from './getBlueprint.operation';
import { getConnectors } from './getConnectors.operation';
import { getInfo } from './getInfo.operation';
import { getMetainfo } from './getMetainfo.operation';
import { getVersion } from './getVersion.operation';

export const environment: Resource = {
	name: 'Environment',
	value: 'environment',
	description:
		'What the app connector may use, whether it is set up right, and the version of Profit',
	operations: [checkSetup, getBlueprint, getConnectors, getInfo, getMetainfo, getVersion],
};
