import { withoutWrongZ } from '../../profit/values/dateTime';
import { readEnvironmentInfo } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';

/** Tells which app connector the credential belongs to, and until when its token is valid. docs/afas.md 2.1. */
export const getInfo: Operation = {
	name: 'Get Info',
	value: 'getInfo',
	action: 'Get info of environment',
	description: 'Get the environment, the app connector, its user group, and when its token expires',
	properties: [callOptionsCollection],
	async execute({ context, client, itemIndex }) {
		const { info } = await readEnvironmentInfo(client, callOptions(context, itemIndex));
		const text = (name: string) =>
			typeof info[name] === 'string' ? withoutWrongZ(info[name]) : null;
		return [
			{
				json: {
					environmentId: text('envid'),
					appConnector: text('appName'),
					userGroup: text('group'),
					tokenExpiry: text('tokenExpiry'),
				},
			},
		];
	},
};
