import { readVersion } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../shared/callOptions';

/** Gives the version of Profit. */
export const getVersion: Operation = {
	name: 'Get Version',
	value: 'getVersion',
	action: 'Get version of environment',
	description: 'Get the version of Profit. The app connector must have the version connector.',
	properties: [callOptionsCollection],
	async execute({ context, profit, itemIndex }) {
		return [{ json: { version: await readVersion(profit, callOptions(context, itemIndex)) } }];
	},
};
