import assert from 'node:assert/strict';
import { startRecordingServer } from '../host/recordingServer.mts';
import { OLD_N8N } from '../host/versions.mts';
import { CREDENTIAL_TYPE } from '../stage.mts';
import type { CheckFile } from './check.mts';

const LOGIN_PAGE = '<!DOCTYPE html><html><body><h1>Welcome to nginx</h1></body></html>';

/** Fields that n8n works out for each input item, of which a test has none. */
const PER_ITEM: Array<[name: string, data: Record<string, unknown>]> = [
	['a token of each item', { token: '={{ $json.token }}' }],
	['a tenant of each item', { environment: 'production', tenant: '={{ $json.tenant }}' }],
	['an address of each item', { restUrl: '={{ $json.rest }}', soapUrl: '={{ $json.soap }}' }],
	[
		'a client of each item',
		{
			authentication: 'clientSecret',
			clientId: '={{ $json.client.id }}',
			clientSecret: '={{ $json.client.secret }}',
		},
	],
	['a token of another node', { token: "={{ $('Vault').item.json.token }}" }],
];

export const credentialTest: CheckFile = {
	title: 'The credential test',
	async run({ server, simulator, credential, check, n8n }) {
		const website = await startRecordingServer({
			status: 200,
			headers: { 'content-type': 'text/html' },
			body: LOGIN_PAGE,
		});
		const wrongToken = `<token><version>1</version><data>${'0'.repeat(64)}</data></token>`;
		const refusals: Array<{ name: string; data: Record<string, unknown>; message: RegExp }> = [
			{
				name: 'a token that AFAS does not know: says that the token was refused',
				data: { token: wrongToken },
				message: /token/i,
			},
			{
				name: 'text that is no token: names the field Token',
				data: { token: 'hello' },
				message: /Token/,
			},
			{
				name: 'a tenant that is no number: names the field Tenant',
				data: { tenant: '12x45', environment: 'production' },
				message: /Tenant/,
			},
			{
				name: 'an IntegrationId without its project: names the field and shows the form',
				data: { integrationId: '12345' },
				message: /Integration ?ID.*\d+_\d+/i,
			},
			{
				name: 'a host that does not exist: says that no AFAS server is there',
				data: { restUrl: 'https://profit.invalid/ProfitRestServices' },
				message: /no AFAS server/i,
			},
			{
				name: 'a server that answers with a web page: says that it is not AFAS',
				data: { restUrl: `${website.origin}/ProfitRestServices` },
				message: /not .*AFAS|HTML|web page/i,
			},
		];
		try {
			await check('the right credential: OK', async () => {
				const result = await server.rest.testCredential(CREDENTIAL_TYPE, credential.data);
				assert.equal(result.status, 'OK', result.message);
			});
			for (const { name, data, message } of refusals) {
				await check(name, async () => {
					const wrong = { ...credential.data, ...data };
					const result = await server.rest.testCredential(CREDENTIAL_TYPE, wrong);
					assert.equal(result.status, 'Error');
					assert.match(result.message, message);
					assert.ok(!result.message.includes('0'.repeat(64)), 'The message shows the token');
				});
			}
			const isOld = n8n.version === OLD_N8N.n8n;
			for (const [name, data] of PER_ITEM) {
				await check(`${name}: says that it needs an input item`, async () => {
					const result = await server.rest.testCredential(CREDENTIAL_TYPE, {
						...credential.data,
						...data,
					});
					assert.equal(result.status, 'Error');
					// n8n 1 does not ask the credential then, and says which expression it cannot work out.
					const words = isOld
						? /Node '' hasn't been executed|Referenced node doesn't exist/
						: /no input item here.*running a workflow/s;
					assert.match(result.message, words);
				});
			}
			await check(
				'a server that refuses this address: says that it may be the IP address',
				async () => {
					simulator.settings.forbidden = true;
					try {
						const result = await server.rest.testCredential(CREDENTIAL_TYPE, credential.data);
						assert.equal(result.status, 'Error');
						assert.match(result.message, /IP/);
					} finally {
						simulator.settings.forbidden = false;
					}
				},
			);
		} finally {
			website.close();
		}
	},
};
