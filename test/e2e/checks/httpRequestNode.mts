import assert from 'node:assert/strict';
import { startRecordingServer, type RecordingServer } from '../host/recordingServer.mts';
import { failureOf, outputOf, type CredentialJson, type NodeJson } from '../host/workflow.mts';
import { CREDENTIAL_TYPE, useCredential } from '../stage.mts';
import type { CheckContext, CheckFile } from './check.mts';

/** n8n's own HTTP Request node with the AFAS credential. */
export function httpRequest(
	url: string,
	credential: CredentialJson,
	parameters: Record<string, unknown> = {},
): NodeJson {
	return {
		id: 'http',
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [220, 0],
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: CREDENTIAL_TYPE,
			options: {},
			...parameters,
		},
		credentials: useCredential(credential),
	};
}

export const httpRequestNode: CheckFile = {
	title: "n8n's own HTTP Request node with the credential",
	async run({ server: { execution }, simulator, credential, check }: CheckContext) {
		const foreign = await startRecordingServer({ status: 200, body: '{}' });
		const redirecting = await startRecordingServer({
			status: 302,
			headers: { location: `${foreign.origin}/elsewhere` },
		});
		const broken = await startRecordingServer({
			status: 500,
			headers: { 'content-type': 'application/json' },
			body: '{"errorNumber":0,"externalMessage":"Wijziging niet mogelijk"}',
		});
		// A server of this file can stand for a Profit environment of its own.
		const credentialFor = async ({ origin }: RecordingServer): Promise<CredentialJson> => {
			const restUrl = `${origin}/ProfitRestServices`;
			const data = { ...credential.data, restUrl, soapUrl: `${origin}/ProfitServices` };
			return await execution.addCredential({ name: origin, type: CREDENTIAL_TYPE, data });
		};

		try {
			await check('a call to AFAS carries Authorization and IntegrationId', async () => {
				const before = simulator.requests.length;
				const node = httpRequest(`${simulator.restUrl}/metainfo`, credential);
				const result = await execution.execute('Call AFAS', [node]);
				assert.equal(failureOf(result), undefined);
				const [answer] = outputOf(result, node.name);
				assert.ok(Array.isArray(answer.getConnectors), 'The answer is not metainfo');
				const [request] = simulator.requests.slice(before);
				assert.equal(request.headers.integrationid, simulator.integrationId);
				assert.match(String(request.headers.authorization), /^AfasToken \S+$/);
			});

			await check('a call to another host is refused before it leaves', async () => {
				const node = httpRequest(`${foreign.origin}/metainfo`, credential);
				const result = await execution.execute('Call another host', [node]);
				assert.notEqual(failureOf(result), undefined, 'The execution succeeded');
				assert.deepEqual(foreign.requests, []);
			});

			await check('a redirect to another host does not take the token along', async () => {
				const url = `${redirecting.origin}/ProfitRestServices/metainfo`;
				const node = httpRequest(url, await credentialFor(redirecting));
				await execution.execute('Follow a redirect', [node]);
				assert.equal(redirecting.requests.length, 1);
				const { authorization } = redirecting.requests[0].headers;
				assert.match(String(authorization), /^AfasToken \S+$/);
				const [, secret] = String(authorization).split(' ');
				assert.ok(!JSON.stringify(foreign.requests).includes(secret));
			});

			await check('a POST that is answered with 500 is sent once', async () => {
				const url = `${broken.origin}/ProfitRestServices/connectors/KnSubject`;
				const node = httpRequest(url, await credentialFor(broken), {
					method: 'POST',
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '{"KnSubject":{}}',
				});
				const result = await execution.execute('Post', [node]);
				assert.notEqual(failureOf(result), undefined, 'The execution succeeded');
				const methods = broken.requests.map(({ method }) => method);
				assert.deepEqual(methods, ['POST']);
				assert.equal(broken.requests[0].headers.integrationid, simulator.integrationId);
			});
		} finally {
			for (const each of [foreign, redirecting, broken]) each.close();
		}
	},
};
