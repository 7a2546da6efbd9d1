import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import type { AfasCredential } from '../../../nodes/Afas/profit/credential/credential';
import { fetchAccessToken } from '../../../nodes/Afas/transport/accessToken';

const SECRET = 'between us';
const credential: AfasCredential = {
	environment: 'test',
	tenant: '12345',
	integrationId: '12345_678900',
	authentication: 'clientSecret',
	clientId: 'client',
	clientSecret: SECRET,
	language: 'en-us',
};

/** n8n's request helper, answering as given. */
function helper(httpRequest: (request: IHttpRequestOptions) => Promise<unknown>) {
	return { helpers: { httpRequest } } as unknown as IHttpRequestHelper;
}

async function refused(thrown: object, changes: AfasCredential = {}) {
	const fetched = fetchAccessToken(
		helper(async () => await Promise.reject(thrown)),
		{ ...credential, ...changes },
	);
	return await fetched.then(
		() => undefined,
		(error: unknown) => error,
	);
}

describe('the request for an access token', () => {
	it('goes to the REST host of the credential, without Authorization, and is not redirected', async () => {
		const requests: IHttpRequestOptions[] = [];
		const before = Date.now();
		const token = await fetchAccessToken(
			helper(async (request) => {
				requests.push(request);
				const body = '{"access_token":"abc","token_type":"Bearer","expires_in":3600}';
				return await Promise.resolve({ statusCode: 200, headers: {}, body });
			}),
			credential,
		);
		expect(token.accessToken).toBe('abc');
		expect(token.expiresAtMs - before).toBeGreaterThanOrEqual(3540_000);
		expect(requests).toEqual([
			expect.objectContaining({
				method: 'POST',
				url: 'https://12345.resttest.afas.online/ProfitRestServices/oauth/token',
				headers: {
					IntegrationId: '12345_678900',
					'Accept-Language': 'en-us',
					Connection: 'keep-alive',
					'Content-Type': 'application/x-www-form-urlencoded',
					Accept: 'application/json',
				},
				disableFollowRedirect: true,
			}),
		]);
	});

	it.each([
		['ECONNABORTED', /^AFAS did not answer within 30 seconds: there is no access token/],
		[
			'ECONNRESET',
			/^The connection to AFAS broke before the answer was complete: there is no access token/,
		],
	])('lost by %s: says that the call itself was not sent', async (code, message) => {
		const config = { data: `client_secret=${SECRET}` };
		const error = await refused(Object.assign(new Error('raw'), { code, config }));
		expect(error).toMatchObject({
			kind: 'unreachable',
			message: expect.stringMatching(message),
			details: { description: 'The call itself was not sent. Try again in a moment.' },
		});
		expect(JSON.stringify(error)).not.toContain(SECRET);
	});

	// docs/afas.md rule 5: these kinds of error say of a change that AFAS may have carried it out.
	it.each([
		[502, '<html></html>', 'unavailable'],
		[200, '', 'unauthorized'],
		[200, '{"value":[1]}', 'unauthorized'],
		[302, '', 'unauthorized'],
	])(
		'answered with %i %s: says that the call itself was not sent',
		async (statusCode, body, kind) => {
			const answered = helper(async () => await Promise.resolve({ statusCode, headers: {}, body }));
			await expect(fetchAccessToken(answered, credential)).rejects.toMatchObject({
				kind,
				message: expect.stringContaining('access token'),
				details: { description: expect.stringContaining('The call itself was not sent.') },
			});
		},
	);

	it('is not sent when the list of domains of the credential leaves out its host', async () => {
		const domains = {
			allowedHttpRequestDomains: 'domains',
			allowedDomains: '*.soaptest.afas.online',
		};
		expect(await refused(new Error('it was sent'), domains)).toMatchObject({
			kind: 'input',
			message: "'Allowed Domains' in the AFAS Profit credential leaves out AFAS itself",
		});
	});
});
