import type { KeyObject } from 'node:crypto';
import { constants, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

import { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import { clientAssertion } from '../../../../nodes/Afas/profit/credential/assertion';
import { readPrivateKey } from '../../../../nodes/Afas/profit/credential/privateKey';
import { readTokenAnswer } from '../../../../nodes/Afas/profit/credential/tokenAnswer';
import type { ClientAuthentication } from '../../../../nodes/Afas/profit/credential/tokenRequest';
import { tokenRequest, tokenUrl } from '../../../../nodes/Afas/profit/credential/tokenRequest';
import type { HttpQuestion, OAuthClient, OAuthSettings } from '../../../simulator/oauth.mts';
import { SimulatedOAuth } from '../../../simulator/oauth.mts';
import { ec, pemOf, rsa, rsaPss, sharedPieces, shownBy } from './keys';

const base = 'https://12345.rest.afas.online/ProfitRestServices';
const audience = `${base}/oauth/token`;
const secret = 'p+a&b=c%20d é€#;?~*Zq81';
const secretClient: OAuthClient = { clientId: 'secret client', secret };
const bySecret: ClientAuthentication = {
	method: 'clientSecret',
	clientId: 'secret client',
	clientSecret: secret,
};
const keyClient = (publicKey: KeyObject): OAuthClient => ({
	clientId: 'key-client',
	keys: [{ publicKey, keyId: 'key-1', thumbprint: '5F1C0A' }],
});

/** A simulator with a clock of its own, and a client that talks to it without a network. */
function environment(settings: Partial<OAuthSettings>) {
	const clock = { ms: Date.UTC(2026, 8, 30, 12) };
	const oauth = new SimulatedOAuth({ nowMs: () => clock.ms, ...settings });
	const fetchToken = (authentication: ClientAuthentication, clientClockMs = clock.ms) => {
		const request = tokenRequest(authentication);
		const headers = Object.fromEntries(
			Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
		);
		const answer = oauth.answer(
			{
				method: request.method,
				url: `/ProfitRestServices${request.path}`,
				headers: { ...headers, integrationid: '12345_678900' },
				body: request.body,
			},
			audience,
		);
		const date = new Date(clock.ms).toUTCString();
		return readTokenAnswer(
			{
				status: answer.status,
				headers: {
					date,
					...Object.fromEntries(
						Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]),
					),
				},
				body: answer.body,
			},
			{ authentication, sentAtMs: clientClockMs },
		);
	};
	const byKey = (
		privateKey: KeyObject,
		other: { keyId?: string; clientClockMs?: number; url?: string } = {},
	): ClientAuthentication => ({
		method: 'privateKeyJwt',
		clientId: 'key-client',
		assertion: clientAssertion({
			clientId: 'key-client',
			tokenUrl: tokenUrl(other.url ?? base),
			privateKey: readPrivateKey(pemOf(privateKey)),
			keyId: other.keyId,
			nowMs: other.clientClockMs ?? clock.ms,
			jti: randomUUID(),
		}),
	});
	return { clock, oauth, fetchToken, byKey };
}

const refusedBy = (run: () => unknown): ProfitError => {
	try {
		run();
	} catch (thrown) {
		expect(thrown).toBeInstanceOf(ProfitError);
		return thrown as ProfitError;
	}
	throw new Error('nothing was refused');
};

describe('a token is given', () => {
	test('for a client secret with special characters', () => {
		const { oauth, fetchToken, clock } = environment({ clients: [secretClient] });
		const { accessToken, expiresAtMs } = fetchToken(bySecret);
		expect(expiresAtMs).toBe(clock.ms + 3540_000);
		expect(oauth.checkBearer(`Bearer ${accessToken}`)).toEqual({ clientId: 'secret client' });
		expect(oauth.log).toEqual([
			{
				atMs: clock.ms,
				status: 200,
				clientId: 'secret client',
				method: 'clientSecret',
				parameters: ['grant_type', 'client_id', 'client_secret'],
				integrationId: '12345_678900',
				acceptLanguage: undefined,
			},
		]);
	});

	test.each([
		['RSA', rsa],
		['RSA-PSS', rsaPss],
		['P-256', ec],
	])('for an assertion signed with %s, each time again', (_, pair) => {
		const { oauth, fetchToken, byKey } = environment({ clients: [keyClient(pair.publicKey)] });
		const tokens = [1, 2, 3].map(() => fetchToken(byKey(pair.privateKey)).accessToken);
		expect(new Set(tokens).size).toBe(3);
		for (const token of tokens) {
			expect(oauth.checkBearer(`Bearer ${token}`)).toEqual({ clientId: 'key-client' });
		}
	});

	test.each(['key-1', '5F1C0A'])('with the key ID %s', (keyId) => {
		const { fetchToken, byKey } = environment({ clients: [keyClient(rsa.publicKey)] });
		expect(fetchToken(byKey(rsa.privateKey, { keyId })).accessToken).toMatch(/./);
	});

	test('with a clock that is half a minute off, either way', () => {
		const { fetchToken, byKey, clock } = environment({ clients: [keyClient(rsa.publicKey)] });
		for (const offMs of [-30_000, 30_000]) {
			const authentication = byKey(rsa.privateKey, { clientClockMs: clock.ms + offMs });
			expect(fetchToken(authentication).accessToken).toMatch(/./);
		}
	});
});

describe('a client hears what to do', () => {
	const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
	type Scene = ReturnType<typeof environment>;
	const clients = () => [{ ...secretClient }, keyClient(rsa.publicKey)];

	test.each<
		[string, Partial<OAuthSettings>, (scene: Scene) => unknown, RegExp, string | undefined]
	>([
		[
			'a wrong secret',
			{ clients: clients() },
			({ fetchToken }) => fetchToken({ ...bySecret, clientSecret: 'Wr0ng-9Zq' } as never),
			/'Client ID' with this 'Client Secret'/,
			'the secret is wrong',
		],
		[
			'an expired secret',
			{ clients: [{ ...secretClient, secretExpired: true }] },
			({ fetchToken }) => fetchToken(bySecret),
			/or the secret has expired/,
			'the secret has expired',
		],
		[
			'an unknown client',
			{ clients: [] },
			({ fetchToken }) => fetchToken(bySecret),
			/'Client ID' with this 'Client Secret'/,
			'the client is not known',
		],
		[
			'another key',
			{ clients: clients() },
			({ fetchToken, byKey }) => fetchToken(byKey(other.privateKey)),
			/'Client ID' with this 'Private Key'/,
			'the signature is wrong',
		],
		[
			'a wrong key ID',
			{ clients: clients() },
			({ fetchToken, byKey }) => fetchToken(byKey(rsa.privateKey, { keyId: 'key-2' })),
			/'Client ID' with this 'Private Key'/,
			'no key has this kid',
		],
		[
			'a missing key ID with several keys',
			{
				clients: [
					{
						clientId: 'key-client',
						keys: [{ publicKey: rsa.publicKey }, { publicKey: other.publicKey, keyId: 'b' }],
					},
				],
			},
			({ fetchToken, byKey }) => fetchToken(byKey(rsa.privateKey)),
			/'Client ID' with this 'Private Key'/,
			'kid is needed with several keys',
		],
		[
			'a clock that is behind',
			{ clients: clients() },
			({ fetchToken, byKey, clock }) => {
				const clientClockMs = clock.ms - 90_000;
				return fetchToken(byKey(rsa.privateKey, { clientClockMs }), clientClockMs);
			},
			/the clock of the n8n server is off/,
			'the assertion has expired',
		],
		[
			'a clock that is ahead',
			{ clients: clients() },
			({ fetchToken, byKey, clock }) => {
				const clientClockMs = clock.ms + 90_000;
				return fetchToken(byKey(rsa.privateKey, { clientClockMs }), clientClockMs);
			},
			/the clock of the n8n server is off/,
			'iat is in the future',
		],
		[
			'another environment',
			{ clients: clients() },
			({ fetchToken, byKey }) =>
				fetchToken(byKey(rsa.privateKey, { url: base.replace('.rest.', '.resttest.') })),
			/'Client ID' with this 'Private Key'/,
			'aud is not the token endpoint',
		],
		[
			'OAuth that is not switched on',
			{ clients: clients(), oauthEnabled: false },
			({ fetchToken }) => fetchToken(bySecret),
			/does not allow this client to log in with OAuth/,
			'OAuth is not switched on in the app connector',
		],
		[
			'a closed service',
			{ clients: clients(), unavailableSeconds: 120 },
			({ fetchToken }) => fetchToken(bySecret),
			/no access tokens at the moment/,
			undefined,
		],
	])('%s', (_, settings, run, message, reason) => {
		const scene = environment(settings);
		const error = refusedBy(() => run(scene));
		expect(error.message).toMatch(message);
		expect(scene.oauth.log.at(-1)?.reason).toBe(reason);
		expect(sharedPieces(shownBy(error) + JSON.stringify(scene.oauth.log), secret, 4)).toEqual([]);
	});

	test('how long a closed service asks to wait', () => {
		const { fetchToken } = environment({ clients: [], unavailableSeconds: 120 });
		expect(refusedBy(() => fetchToken(bySecret)).details.retryAfterMs).toBe(120_000);
	});
});

describe('the life of a token', () => {
	test('of 2 s: the client lets go of it before AFAS does', () => {
		const { oauth, fetchToken, clock } = environment({
			clients: [secretClient],
			tokenLifetimeSeconds: 2,
		});
		const issuedMs = clock.ms;
		const { accessToken, expiresAtMs } = fetchToken(bySecret);
		clock.ms = expiresAtMs;
		expect(oauth.checkBearer(`Bearer ${accessToken}`)).toEqual({ clientId: 'secret client' });
		clock.ms = issuedMs + 1999;
		expect(oauth.checkBearer(`Bearer ${accessToken}`)).toHaveProperty('clientId');
		clock.ms = issuedMs + 2000;
		const check = oauth.checkBearer(`Bearer ${accessToken}`);
		expect(check).toMatchObject({
			refusal: { status: 401 },
			reason: expect.stringMatching(/expired/),
		});
		expect('refusal' in check && check.refusal.headers['WWW-Authenticate']).toContain(
			'error="invalid_token"',
		);
	});

	test('ends when it is revoked; a new one works', () => {
		const { oauth, fetchToken } = environment({
			clients: [secretClient, keyClient(rsa.publicKey)],
		});
		const first = fetchToken(bySecret).accessToken;
		oauth.revoke('key-client');
		expect(oauth.checkBearer(`Bearer ${first}`)).toHaveProperty('clientId');
		oauth.revoke();
		expect(oauth.checkBearer(`Bearer ${first}`)).toMatchObject({
			refusal: { status: 401 },
			reason: 'the access token was revoked',
		});
		const second = fetchToken(bySecret).accessToken;
		expect(oauth.checkBearer(`Bearer ${second}`)).toHaveProperty('clientId');
	});

	test.each([undefined, 'Bearer ', 'Bearer x', 'AfasToken x', 'Bearer a b', 'Basic eDp5'])(
		'an Authorization of %s is refused with a challenge',
		(authorization) => {
			const { oauth } = environment({ clients: [secretClient] });
			const check = oauth.checkBearer(authorization);
			expect(check).toMatchObject({ refusal: { status: 401 } });
			expect('refusal' in check && check.refusal.headers['WWW-Authenticate']).toMatch(/^Bearer /);
		},
	);
});

describe('the token service refuses', () => {
	const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
	const form = { 'content-type': 'application/x-www-form-urlencoded' };
	const good = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: 'secret client',
		client_secret: secret,
	}).toString();
	const question = {
		method: 'POST',
		url: '/ProfitRestServices/oauth/token',
		headers: form,
		body: good,
	};

	test('removes nothing from a good request', () => {
		const { oauth } = environment({ clients: [secretClient] });
		expect(oauth.answer(question, audience).status).toBe(200);
	});

	const basic = (id: string, password: string) => {
		const part = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
		const value = Buffer.from(`${part(id)}:${part(password)}`).toString('base64');
		return { ...form, authorization: `Basic ${value}` };
	};

	test.each<[string, Partial<HttpQuestion>, number, string]>([
		['GET', { method: 'GET' }, 405, 'invalid_request'],
		[
			'JSON',
			{ headers: { 'content-type': 'application/json' }, body: '{}' },
			400,
			'invalid_request',
		],
		['no content type', { headers: {} }, 400, 'invalid_request'],
		['parameters in the address', { url: `${question.url}?x=1` }, 400, 'invalid_request'],
		['a repeated parameter', { body: `${good}&client_id=secret+client` }, 400, 'invalid_request'],
		['a repeated unknown parameter', { body: `${good}&a=1&a=1` }, 400, 'invalid_request'],
		['no grant type', { body: good.replace('grant_type', 'g') }, 400, 'invalid_request'],
		[
			'another grant type',
			{ body: good.replace('client_credentials', 'password') },
			400,
			'unsupported_grant_type',
		],
		['a scope', { body: `${good}&scope=all` }, 400, 'invalid_scope'],
		['no client id', { body: good.replace('client_id', 'c') }, 400, 'invalid_request'],
		['no method', { body: good.replace('client_secret', 's') }, 400, 'invalid_request'],
		[
			'a secret and an assertion',
			{ body: `${good}&client_assertion_type=${assertionType}&client_assertion=a.b.c` },
			400,
			'invalid_request',
		],
		['a secret and Basic', { headers: basic('secret client', secret) }, 400, 'invalid_request'],
		[
			'a secret and a left-over Bearer',
			{ headers: { ...form, authorization: 'Bearer x' } },
			400,
			'invalid_request',
		],
		[
			'Basic with a wrong secret',
			{ headers: basic('secret client', 'x'), body: 'grant_type=client_credentials' },
			401,
			'invalid_client',
		],
		[
			'a secret for a client that has a key',
			{ body: good.replace('secret+client', 'key-client') },
			400,
			'invalid_client',
		],
	])('%s', (_, change, status, code) => {
		const { oauth } = environment({ clients: [secretClient, keyClient(rsa.publicKey)] });
		const answer = oauth.answer({ ...question, ...change }, audience);
		expect(answer.status).toBe(status);
		expect(JSON.parse(answer.body)).toEqual({ error: code });
		expect(answer.headers['WWW-Authenticate']).toBe(
			status === 401 ? 'Basic realm="AFAS Profit"' : undefined,
		);
	});

	test('nothing of Basic with the right secret', () => {
		const { oauth } = environment({ clients: [secretClient] });
		const headers = basic('secret client', secret);
		const body = 'grant_type=client_credentials';
		expect(oauth.answer({ ...question, headers, body }, audience).status).toBe(200);
	});

	describe('an assertion', () => {
		const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
		const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
		const nowSeconds = Date.UTC(2026, 8, 30, 12) / 1000;
		/** Signs by hand, so that the rules are tested with what the package itself never makes. */
		const assertionOf = (
			head: object = {},
			claims: object = {},
			key: object = { key: rsa.privateKey, padding: constants.RSA_PKCS1_PADDING },
		) => {
			const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
			const signed = `${part({ alg: 'RS256', typ: 'JWT', ...head })}.${part({
				iss: 'key-client',
				sub: 'key-client',
				aud: audience,
				jti: 'first',
				iat: nowSeconds,
				exp: nowSeconds + 60,
				...claims,
			})}`;
			return `${signed}.${sign('sha256', Buffer.from(signed), key as never).toString('base64url')}`;
		};
		const send = (oauth: SimulatedOAuth, assertion: string, change: object = {}) => {
			const body = new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: 'key-client',
				client_assertion_type: assertionType,
				client_assertion: assertion,
				...change,
			}).toString();
			return oauth.answer({ ...question, body }, audience);
		};
		const reasonFor = (assertion: string, publicKey: KeyObject = rsa.publicKey) => {
			const { oauth } = environment({ clients: [keyClient(publicKey)] });
			const answer = send(oauth, assertion);
			if (answer.status !== 200) {
				expect(answer).toMatchObject({ status: 400, body: '{"error":"invalid_client"}' });
			}
			return oauth.log[0].reason;
		};

		test('not when it is good, with the longest life that is allowed', () => {
			expect(reasonFor(assertionOf({}, { exp: nowSeconds + 300 }))).toBeUndefined();
		});

		test.each<[string, object, object]>([
			['the algorithm is none', { alg: 'none' }, {}],
			['the algorithm is RS512', { alg: 'RS512' }, {}],
			['the algorithm is toString', { alg: 'toString' }, {}],
			['the algorithm does not fit the key', { alg: 'ES256' }, {}],
			['the signature is wrong', { alg: 'PS256' }, {}],
			['typ is not JWT', { typ: undefined }, {}],
			['crit is not supported', { crit: ['exp'] }, {}],
			['no key has this kid', { kid: 'Key-1' }, {}],
			['no key has this kid', { kid: 1 }, {}],
			['iss or sub is not the client id', {}, { iss: 'other' }],
			['iss or sub is not the client id', {}, { sub: undefined }],
			['aud is not the token endpoint', {}, { aud: base }],
			['aud is not the token endpoint', {}, { aud: undefined }],
			['exp is missing', {}, { exp: undefined }],
			['the assertion has expired', {}, { exp: nowSeconds, iat: nowSeconds - 60 }],
			['exp is more than 5 minutes ahead', {}, { exp: nowSeconds + 301 }],
			['it lives longer than 5 minutes', {}, { iat: nowSeconds - 10, exp: nowSeconds + 300 }],
			['iat is missing', {}, { iat: undefined }],
			['iat is in the future', {}, { iat: nowSeconds + 61, exp: nowSeconds + 120 }],
			['nbf is in the future', {}, { nbf: nowSeconds + 61 }],
			['jti is missing', {}, { jti: undefined }],
			['jti is missing', {}, { jti: '' }],
		])('when %s: %j %j', (reason, head, claims) => {
			expect(reasonFor(assertionOf(head, claims))).toBe(reason);
		});

		test('whose content was changed after signing', () => {
			const [head, , signature] = assertionOf().split('.');
			const [, claims] = assertionOf({}, { jti: 'second' }).split('.');
			expect(reasonFor(`${head}.${claims}.${signature}`)).toBe('the signature is wrong');
			expect(reasonFor(`${head}.${claims}.`)).toBe('the assertion is not a signed JWT');
			expect(reasonFor('a.b.c')).toBe('the assertion is not JSON');
		});

		test('from keys that are too weak or on another curve', () => {
			const byWeak = assertionOf({}, {}, { key: weak.privateKey });
			expect(reasonFor(byWeak, weak.publicKey)).toBe('the RSA key is under 2048 bits');
			const by384 = assertionOf(
				{ alg: 'ES256' },
				{},
				{ key: p384.privateKey, dsaEncoding: 'ieee-p1363' },
			);
			expect(reasonFor(by384, p384.publicKey)).toBe('the curve is not P-256');
		});

		test("whose ES256 signature has OpenSSL's form, not JOSE's", () => {
			const der = assertionOf({ alg: 'ES256' }, {}, { key: ec.privateKey });
			expect(reasonFor(der, ec.publicKey)).toBe('the signature is wrong');
		});

		test('whose PS256 salt is not as long as its digest', () => {
			const key = {
				key: rsaPss.privateKey,
				padding: constants.RSA_PKCS1_PSS_PADDING,
				saltLength: 20,
			};
			expect(reasonFor(assertionOf({ alg: 'PS256' }, {}, key), rsaPss.publicKey)).toBe(
				'the signature is wrong',
			);
		});

		test('when it comes a second time', () => {
			const { oauth } = environment({ clients: [keyClient(rsa.publicKey)] });
			expect(send(oauth, assertionOf()).status).toBe(200);
			expect(send(oauth, assertionOf()).status).toBe(400);
			expect(send(oauth, assertionOf({}, { exp: nowSeconds + 61 })).status).toBe(400);
			expect(oauth.log.map(({ reason }) => reason)).toEqual([
				undefined,
				'the jti was used before',
				'the jti was used before',
			]);
			expect(send(oauth, assertionOf({}, { jti: 'second' })).status).toBe(200);
		});

		test('of another type', () => {
			const { oauth } = environment({ clients: [keyClient(rsa.publicKey)] });
			const change = { client_assertion_type: 'urn:other' };
			expect(send(oauth, assertionOf(), change).body).toBe('{"error":"invalid_request"}');
		});
	});
});
