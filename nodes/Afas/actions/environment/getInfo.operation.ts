import { withoutWrongZ } from '../../profit/values/dateTime';
import { readEnvironmentInfo } from '../../transport/metainfo';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';

/**
 * Shows the app connector of the credential, when its token expires, and the IntegrationId that is sent. docs/afas.md
 * 2.1.
 */
export const getInfo: Operation = {
	name: 'Get Info',
	value: 'getInfo',
	action: 'Get environment info',
	description:
		'Get the environment, the app connector, its user group, when its token expires, and the IntegrationId that is sent',
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
					integrationId: client.integrationId,
				},
			},
		];
	},
};
