import { serviceOf } from '../../transport/service';
import type { Operation } from '../operation';
import { callOptions, protocolOptionsCollection } from '../../parameters/callOptions';
import { protocolProperty, readProtocol } from '../../parameters/protocol';

/** Returns the version of Profit. */
export const getVersion: Operation = {
	name: 'Get Version',
	value: 'getVersion',
	action: 'Get Profit version',
	description:
		'Get the version of Profit. The version connector must be enabled in the app connector.',
	properties: [protocolProperty, protocolOptionsCollection],
	async execute({ context, client, itemIndex }) {
		const service = serviceOf(client, readProtocol(context, itemIndex));
		return [{ json: { version: await service.version(callOptions(context, itemIndex)) } }];
	},
};
