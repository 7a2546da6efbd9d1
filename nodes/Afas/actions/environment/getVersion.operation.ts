import { readSoapVersion, readVersion } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';
import { protocolProperty, readProtocol } from '../../parameters/protocol';

/** Gives the version of Profit. */
export const getVersion: Operation = {
	name: 'Get Version',
	value: 'getVersion',
	action: 'Get version of environment',
	description: 'Get the version of Profit. The app connector must have the version connector.',
	properties: [protocolProperty, callOptionsCollection],
	async execute({ context, profit, itemIndex }) {
		const read = readProtocol(context, itemIndex) === 'soap' ? readSoapVersion : readVersion;
		return [{ json: { version: await read(profit, callOptions(context, itemIndex)) } }];
	},
};
