// OAuth through the real n8n-core: when a token is fetched, kept, renewed and sent, and what a user reads when it is not.
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import type { OAuthSettings } from '../simulator/oauth.mts';
import type { CredentialInput, StoredCredential } from './support/n8n.mts';
import { byId, openStage, type Stage } from './support/profit.mts';

const SECRET = 'pQ7+zV&x%20=é~Yw3Kd9';
const METHODS = ['token', 'clientSecret', 'privateKeyJwt'] as const;
const OAUTH_METHODS = ['clientSecret', 'privateKeyJwt'] as const;
type Method = (typeof METHODS)[number];

const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }).toString();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const otherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const clients = () => [
	{ clientId: 'by-secret', secret: SECRET },
	{ clientId: 'by-key', keys: [{ publicKey: rsa.publicKey, keyId: 'key-1' }] },
	{ clientId: 'by-ec', keys: [{ publicKey: ec.publicKey, keyId: 'ec-1' }] },
];

let stage: Stage;
let defaults: OAuthSettings;
const servers: Server[] = [];

/** Another server than the simulator; gives its address. */
async function serve(answer: RequestListener): Promise<string> {
	const server = createServer(answer);
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
	stage = await openStage({ oauth: { clients: clients() }, bigRows: 1000 });
	defaults = { ...stage.simulator.oauth.settings };
});
afterAll(async () => {
	await stage.simulator.close();
	for (const server of servers) {
		server.closeAllConnections();
		server.close();
	}
});
beforeEach(() => {
	const { simulator } = stage;
	delete simulator.oauth.settings.unavailableSeconds;
	delete simulator.oauth.settings.callsPerToken;
	Object.assign(simulator.oauth.settings, defaults, { clients: clients() });
	Object.assign(simulator.settings, { delayMs: 0, forbidden: false });
	simulator.oauth.log.length = 0;
	simulator.reset();
});
afterEach(() => expect(stage.simulator.violations).toEqual([]));

/** The credential form as filled in for a method. */
function form(method: Method, changes: IDataObject = {}): IDataObject {
	const login: Record<Method, IDataObject> = {
		token: {},
		clientSecret: { token: '', clientId: 'by-secret', clientSecret: SECRET },
		privateKeyJwt: { token: '', clientId: 'by-key', privateKey: pem(rsa.privateKey) },
	};
	return { ...stage.credential, authentication: method, ...login[method], ...changes };
}
const save = (method: Method, changes: IDataObject = {}): StoredCredential =>
	stage.n8n.saveCredential(form(method, changes));

/** As a user who edits the form and saves it: hidden fields stay. */
const change = (credential: StoredCredential, changes: IDataObject) =>
	credential.update({ ...credential.data, ...changes } as typeof credential.data);

/** By itself one call after another, so that time passes. */
const getMany = (
	credential: CredentialInput,
	calls = 1,
	options: IDataObject = { retries: 0, concurrency: 1 },
) =>
	stage.n8n.runNode({
		credential,
		items: Array.from({ length: calls }, (_, index) => ({ index })),
		continueOnFail: calls > 1,
		parameters: {
			resource: 'getConnector',
			operation: 'getMany',
			connector: byId('Sim_Debtors'),
			limit: 1,
			options,
		},
	});

const httpRequest = (credential: StoredCredential, parameters: IDataObject = {}) =>
	stage.n8n.runNode({
		node: 'n8n-nodes-base.httpRequest',
		credential,
		parameters: {
			url: `${stage.simulator.restUrl}/metainfo`,
			nodeCredentialType: 'afasApi',
			...parameters,
		},
	});

const post = (credential: StoredCredential, parameters: IDataObject = {}) =>
	httpRequest(credential, {
		method: 'POST',
		url: `${stage.simulator.restUrl}/connectors/KnSubject`,
		body: { KnSubject: { Element: { Fields: { NoSuchField: 'x' } } } },
		...parameters,
	});

const posts = () =>
	stage.simulator.requests.filter(({ path }) => path.endsWith('/connectors/KnSubject'));
const tokenRequests = () => stage.simulator.oauth.log;
const OK = { status: 'OK', message: 'Connection successful!' };

describe('every method', () => {
	it.each(METHODS)('%s: the test, Get Many and the HTTP Request node', async (method) => {
		const credential = save(method);
		expect(await stage.n8n.testCredential(credential)).toEqual(OK);
		const rows = await getMany(credential);
		expect(rows.error).toBeUndefined();
		expect(rows.items[0]).toHaveLength(1);
		const answer = await httpRequest(credential);
		expect(answer.items[0][0].json).toMatchObject({ statusCode: 200 });

		const { requests } = stage.simulator;
		expect(requests.map(({ headers }) => headers.integrationid)).toEqual(
			requests.map(() => stage.simulator.integrationId),
		);
		const calls = requests.filter(({ path }) => !path.endsWith('/oauth/token'));
		const scheme = method === 'token' ? /^AfasToken \S+$/ : /^Bearer \S+$/;
		for (const { headers } of calls) expect(headers.authorization).toMatch(scheme);
		expect(tokenRequests()).toHaveLength(method === 'token' ? 0 : 1);
	});

	it.each(OAUTH_METHODS)('%s: the token request, as AFAS wants it', async (method) => {
		await getMany(save(method, { language: 'fr-fr' }));
		const [{ headers, body, path }] = stage.simulator.requests;
		expect(path).toBe('/ProfitRestServices/oauth/token');
		expect(headers).toMatchObject({ 'accept-language': 'fr-fr', connection: 'keep-alive' });
		expect(headers).not.toHaveProperty('authorization');
		expect(body).toBeUndefined();
		expect(tokenRequests()[0]).toMatchObject({ status: 200, method });
	});

	it.each(OAUTH_METHODS)('%s: the same token over SOAP, in the HTTP header', async (method) => {
		const credential = save(method);
		await httpRequest(credential, {
			method: 'POST',
			url: `${stage.simulator.soapUrl}/appconnectorversioninfo.asmx`,
			body: {},
		});
		const { accessToken } = credential.data;
		const { status, headers, body } = stage.simulator.requests.at(-1)!;
		expect(headers.authorization).toBe(`Bearer ${String(accessToken)}`);
		expect(headers.integrationid).toBe(stage.simulator.integrationId);
		expect(body).not.toContain(String(accessToken));
		expect(status).not.toBe(401);
	});

	it('signs with a P-256 key whose line breaks were lost, and names the key', async () => {
		const privateKey = pem(ec.privateKey).replaceAll('\n', ' ');
		const changes = { clientId: 'by-ec', privateKey, keyId: 'ec-1' };
		expect(await stage.n8n.testCredential(save('privateKeyJwt', changes))).toEqual(OK);
	});
});

describe('a token is kept', () => {
	it('in hidden fields of the credential, and used for 1,000 calls', async () => {
		const credential = save('clientSecret');
		const before = Date.now();
		const { items } = await getMany(credential, 1000);
		expect(items[0].filter(({ json }) => json.error !== undefined)).toEqual([]);
		expect(items[0]).toHaveLength(1000);
		expect(tokenRequests()).toHaveLength(1);
		const { accessToken, accessTokenExpiresAt, ...rest } = credential.data;
		expect(stage.simulator.requests.at(-1)?.headers.authorization).toBe(
			`Bearer ${String(accessToken)}`,
		);
		expect(Number(accessTokenExpiresAt)).toBeGreaterThanOrEqual(before + 3540_000);
		expect(rest).toEqual({
			...form('clientSecret'),
			tokenRenewal: '',
			anExpression: '={{ "" }}',
			accessTokenFor: expect.stringMatching(/^[\w-]{22}$/),
		});
	}, 60_000);

	it('until it expires: 200 calls with tokens of 2 s, no failed item', async () => {
		stage.simulator.oauth.settings.tokenLifetimeSeconds = 2;
		stage.simulator.settings.delayMs = 20;
		const started = Date.now();
		const { items, error } = await getMany(save('privateKeyJwt'), 200);
		const seconds = (Date.now() - started) / 1000;
		expect(error).toBeUndefined();
		expect(items[0].filter(({ json }) => json.error !== undefined)).toEqual([]);
		expect(items[0]).toHaveLength(200);
		expect(seconds).toBeGreaterThan(3.6);
		// Each is used for 1.8 s.
		expect(tokenRequests().length).toBeGreaterThanOrEqual(3);
		expect(tokenRequests().length).toBeLessThanOrEqual(Math.ceil(seconds / 1.8));
	}, 30_000);

	it('by executions at once: one token request for all, at the start and when it expires', async () => {
		stage.simulator.settings.delayMs = 50;
		stage.simulator.oauth.settings.tokenLifetimeSeconds = 2;
		const credential = save('clientSecret');
		for (const round of [1, 2]) {
			const runs = await Promise.all(Array.from({ length: 20 }, () => getMany(credential)));
			expect(runs.map(({ error }) => error)).toEqual(Array(20).fill(undefined));
			expect(tokenRequests()).toHaveLength(round);
			if (round === 1) await wait(2000);
		}
		await getMany(credential);
		expect(tokenRequests()).toHaveLength(2);
	});

	it('by executions at once: what AFAS refused is not kept', async () => {
		stage.simulator.settings.delayMs = 50;
		stage.simulator.oauth.settings.unavailableSeconds = 7200;
		const credential = save('clientSecret');
		const runs = await Promise.all(Array.from({ length: 5 }, () => getMany(credential)));
		for (const { error } of runs) expect(error?.message).toMatch(/access token/);
		expect(tokenRequests()).toHaveLength(1);
		delete stage.simulator.oauth.settings.unavailableSeconds;
		expect((await getMany(credential)).error).toBeUndefined();
		expect(tokenRequests()).toHaveLength(2);
	});

	it.each<[string, () => IDataObject]>([
		['secret', () => ({ clientSecret: 'the second secret' })],
		['client', () => ({ clientId: 'second' })],
		['address', () => ({ restUrl: stage.simulator.restUrl.replace('127.0.0.1', 'localhost') })],
	])('but not when the %s changes', async (_what, changes) => {
		const credential = save('clientSecret');
		await getMany(credential);
		const { accessToken } = credential.data;
		stage.simulator.oauth.settings.clients = [
			{ clientId: 'by-secret', secret: String(changes().clientSecret ?? SECRET) },
			{ clientId: 'second', secret: SECRET },
		];
		stage.simulator.reset();
		change(credential, changes());
		const { error } = await getMany(credential);
		expect(error).toBeUndefined();
		expect(credential.data.accessToken).not.toBe(accessToken);
		const sent = stage.simulator.requests.map(({ headers }) => headers.authorization);
		const own = `Bearer ${String(credential.data.accessToken)}`;
		expect(sent).toEqual([undefined, ...Array(sent.length - 1).fill(own)]);
		expect(sent).toContain(own);
	});

	it('and not sent with the classic token', async () => {
		const credential = save('clientSecret');
		await getMany(credential);
		change(credential, form('token'));
		expect((await getMany(credential)).error).toBeUndefined();
		expect(stage.simulator.requests.at(-1)?.headers.authorization).toMatch(/^AfasToken /);
	});
});

describe('a token that AFAS took back', () => {
	it.each(OAUTH_METHODS)('%s: a read fetches a new one, which is kept', async (method) => {
		const credential = save(method);
		await getMany(credential);
		const { accessToken } = credential.data;
		stage.simulator.oauth.revoke();
		expect((await getMany(credential)).error).toBeUndefined();
		expect(tokenRequests()).toHaveLength(2);
		expect(credential.data.accessToken).not.toBe(accessToken);
		expect((await getMany(credential)).error).toBeUndefined();
		expect(tokenRequests()).toHaveLength(2);
	});

	it.each<[string, () => CredentialInput]>([
		['a fixed credential', () => save('clientSecret')],
		['a credential per item', () => form('clientSecret', { tenant: '={{ String(12345) }}' })],
	])('one new token serves all items, side by side, of %s', async (_what, made) => {
		const credential = made();
		await getMany(credential);
		const before = tokenRequests().length;
		stage.simulator.oauth.revoke();
		const { error, items } = await getMany(credential, 20, { retries: 0, concurrency: 8 });
		expect(error).toBeUndefined();
		expect(items[0].filter(({ json }) => json.error === undefined)).toHaveLength(20);
		expect(tokenRequests()).toHaveLength(before + 1);
	});

	it.each(['rest', 'soap'])(
		'a write over %s is sent once, and the next call gets a new one',
		async (protocol) => {
			const credential = save('clientSecret');
			await getMany(credential);
			const before = tokenRequests().length;
			stage.simulator.oauth.revoke();
			const create = async () =>
				await stage.n8n.runNode({
					credential,
					continueOnFail: true,
					parameters: {
						resource: 'updateConnector',
						operation: 'create',
						connector: byId('KnSubject'),
						dataMode: 'body',
						body:
							protocol === 'soap'
								? '<KnSubject><Element><Fields Action="insert"><StId>1</StId><Ds>x</Ds></Fields></Element></KnSubject>'
								: '{"KnSubject":{"Element":{"Fields":{"StId":1,"Ds":"x"}}}}',
						options: { protocol },
					},
				});
			stage.simulator.reset();
			const [[{ json }]] = (await create()).items;
			expect(json).toMatchObject({
				error: 'AFAS no longer accepts the access token',
				details: {
					outcome: 'refused',
					description: expect.stringContaining('Run the workflow again'),
				},
			});
			const sent = stage.simulator.requests.filter(({ path }) =>
				/KnSubject|update.asmx/.test(path),
			);
			expect(sent).toHaveLength(1);
			expect((await create()).items[0][0].json.error).toBeUndefined();
			expect(tokenRequests()).toHaveLength(before + 1);
		},
	);

	it.each([
		['at once', 0, 'AFAS gave an access token and does not accept it', 1],
		// One at the start, and three that take the place of one.
		['after a call', 1, 'AFAS gave an access token and does not accept it', 4],
	])(
		'when AFAS refuses every one %s, few are fetched',
		async (_when, callsPerToken, says, most) => {
			stage.simulator.oauth.settings.callsPerToken = callsPerToken;
			const { items } = await getMany(save('clientSecret'), 30);
			expect(items[0].at(-1)?.json.error).toBe(says);
			expect(tokenRequests()).toHaveLength(most);
		},
	);

	it('the credential test brings a new one', async () => {
		const credential = save('clientSecret');
		await getMany(credential);
		stage.simulator.oauth.revoke();
		expect(await stage.n8n.testCredential(credential)).toEqual(OK);
		expect(tokenRequests()).toHaveLength(2);
		expect((await getMany(credential)).error).toBeUndefined();
		expect(tokenRequests()).toHaveLength(2);
	});

	it('is sent once by the HTTP Request node, with a write too', async () => {
		const credential = save('clientSecret');
		await getMany(credential);
		stage.simulator.oauth.revoke();
		stage.simulator.reset();
		await httpRequest(credential);
		expect(stage.simulator.requests).toHaveLength(1);
		await post(credential);
		expect(posts()).toHaveLength(1);
	});

	it('the test finds a secret that was replaced in Profit while the old token lives', async () => {
		const credential = save('clientSecret');
		expect(await stage.n8n.testCredential(credential)).toEqual(OK);
		stage.simulator.oauth.settings.clients = [{ clientId: 'by-secret', secret: 'another' }];
		const { message } = await stage.n8n.testCredential(credential);
		expect(message).toContain("AFAS does not accept the 'Client ID' with this 'Client Secret'");
	});
});

describe('a poll that waits for a token', () => {
	const poll = (credential: StoredCredential, budgetMs: number) =>
		stage.n8n.poll({
			node: 'afasTrigger',
			credential,
			parameters: {
				connector: byId('Sim_Debtors'),
				event: 'createdOrUpdated',
				modifiedField: 'ModifiedDate',
				keyFields: ['DebtorId'],
			},
			budgetMs,
		});

	it.each<[string, () => StoredCredential]>([
		['a fixed credential', () => save('clientSecret', { clientId: 'slow' })],
		['an expression', () => save('clientSecret', { clientId: '={{ "slow" }}' })],
	])('keeps to its time and sends nothing later, with %s', async (_what, saved) => {
		const { simulator } = stage;
		simulator.oauth.settings.clients.push({ clientId: 'slow', secret: SECRET });
		simulator.settings.delayMs = 3000;
		const credential = saved();
		const started = performance.now();
		await expect(poll(credential, 1500)).rejects.toMatchObject({
			message: 'AFAS did not answer in the 2 seconds that n8n gives a poll',
		});
		expect(performance.now() - started).toBeLessThan(2500);
		await wait(2500);
		expect(simulator.requests.map(({ path }) => path)).toEqual(['/ProfitRestServices/oauth/token']);
		simulator.settings.delayMs = 0;
		await poll(credential, 10_000);
		expect(tokenRequests()).toHaveLength(1);
	});
});

describe('rule 5: a write is sent once', () => {
	describe.each(METHODS)('%s', (method) => {
		it.each([
			['a token from before', true],
			['a token for this very call', false],
		])('answered 500, with %s', async (_case, before) => {
			const credential = save(method);
			if (before) await stage.n8n.testCredential(credential);
			const { error } = await post(credential);
			expect(error?.httpCode).toBe('500');
			expect(posts().map(({ status }) => status)).toEqual([500]);
		});

		it('timed out', async () => {
			const credential = save(method);
			await stage.n8n.testCredential(credential);
			stage.simulator.settings.delayMs = 700;
			const { error } = await post(credential, { timeout: 200 });
			expect(error).toBeDefined();
			await wait(1000);
			expect(posts()).toHaveLength(1);
		});
	});

	it.each(OAUTH_METHODS)('%s: also when the token expires meanwhile', async (method) => {
		const credential = save(method);
		stage.simulator.oauth.settings.tokenLifetimeSeconds = 1;
		await stage.n8n.testCredential(credential);
		// The simulator looks at the token after the delay, so it must still live there.
		stage.simulator.oauth.settings.nowMs = () => Date.now() - 10_000;
		stage.simulator.settings.delayMs = 1200;
		const { error } = await post(credential);
		expect(Number(credential.data.accessTokenExpiresAt)).toBeLessThan(Date.now());
		expect(error?.httpCode).toBe('500');
		expect(posts().map(({ status }) => status)).toEqual([500]);
	});

	it('is not sent without a token, for which n8n asks once', async () => {
		stage.simulator.oauth.settings.unavailableSeconds = 30;
		const { error } = await post(save('clientSecret'));
		expect(error?.message).toContain('AFAS gives out no access tokens at the moment');
		expect(posts()).toEqual([]);
		expect(tokenRequests()).toHaveLength(1);
	});
});

describe('what a user reads', () => {
	const encrypted = () =>
		rsa.privateKey
			.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' })
			.toString();
	const small = () => pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey);
	const p384 = () => pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey);

	type Case = [string, Method, () => IDataObject | Promise<IDataObject>, RegExp];
	const settings = (changes: Partial<OAuthSettings>) => (): IDataObject => {
		Object.assign(stage.simulator.oauth.settings, changes);
		return {};
	};
	const cases: Case[] = [
		[
			'a wrong secret',
			'clientSecret',
			() => ({ clientSecret: 'wrong' }),
			/'Client Secret'.*180 days/,
		],
		[
			'an expired secret',
			'clientSecret',
			settings({ clients: [{ clientId: 'by-secret', secret: SECRET, secretExpired: true }] }),
			/the secret has expired.*180 days/,
		],
		['no secret', 'clientSecret', () => ({ clientSecret: '' }), /'Client Secret' is empty/],
		['no client', 'clientSecret', () => ({ clientId: ' ' }), /'Client ID' is empty/],
		[
			'an unknown client',
			'privateKeyJwt',
			() => ({ clientId: 'x' }),
			/'Client ID' with this 'Private Key'/,
		],
		[
			'a key that AFAS does not hold',
			'privateKeyJwt',
			() => ({ privateKey: pem(otherKey.privateKey) }),
			/'Private Key'.*certificate or public key of this very key/,
		],
		[
			'a wrong key ID',
			'privateKeyJwt',
			() => ({ keyId: 'key-2' }),
			/'Key ID' is exactly the one there/,
		],
		[
			'a clock that is behind',
			'privateKeyJwt',
			settings({ nowMs: () => Date.now() + 600_000 }),
			/clock of the n8n server is off.*(600|599) seconds behind/,
		],
		['no PEM', 'privateKeyJwt', () => ({ privateKey: 'abc' }), /'Private Key' is not in PEM form/],
		[
			'an encrypted PEM',
			'privateKeyJwt',
			() => ({ privateKey: encrypted() }),
			/encrypted with a password/,
		],
		['RSA of 1024 bits', 'privateKeyJwt', () => ({ privateKey: small() }), /RSA key of 1024 bits/],
		[
			'the curve P-384',
			'privateKeyJwt',
			() => ({ privateKey: p384() }),
			/curve secp384r1.*P-256 only/,
		],
		[
			'OAuth not switched on',
			'clientSecret',
			settings({ oauthEnabled: false }),
			/OAuth is switched on in the app connector/,
		],
		[
			'a closed token service',
			'clientSecret',
			settings({ unavailableSeconds: 45 }),
			/no access tokens at the moment.*503/,
		],
		[
			'the Training environment',
			'clientSecret',
			() => ({ environment: 'cursus', tenant: '12345' }),
			/Training works with a token only/,
		],
		[
			'an address without a token service',
			'clientSecret',
			() => ({ restUrl: stage.simulator.restUrl.replace('Rest', 'Other') }),
			/no OAuth token service/,
		],
		[
			'a web page',
			'clientSecret',
			async () => ({
				restUrl: await serve((_request, response) => {
					response.setHeader('content-type', 'text/html').end('<!doctype html>');
				}),
			}),
			/web page/,
		],
		[
			'no server',
			'clientSecret',
			() => ({ restUrl: 'http://127.0.0.1:1/x' }),
			/AFAS cannot be reached/,
		],
		[
			'a broken connection',
			'clientSecret',
			async () => ({ restUrl: await serve((request) => request.socket.destroy()) }),
			/connection to AFAS broke.*The call itself was not sent/,
		],
		[
			'an own list of domains without AFAS',
			'clientSecret',
			() => ({ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' }),
			/'Allowed Domains'/,
		],
	];

	it.each(cases)('%s (%s)', async (_case, method, changes, message) => {
		const credential = save(method, await changes());
		const result = await stage.n8n.testCredential(credential);
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(message) });
		const asked = tokenRequests().length;

		const run = await getMany(credential);
		const shown = `${run.error?.message}. ${run.error?.description ?? ''}`;
		// A moment later a clock may be read a second further.
		const sameSecond = (text = '') => text.replace('599 seconds', '600 seconds');
		expect(sameSecond(shown.replace(/\s+/g, ' '))).toBe(sameSecond(result.message));
		expect(tokenRequests().length - asked).toBeLessThanOrEqual(1);

		const call = await httpRequest(credential, {
			url: `${String(credential.data.restUrl)}/metainfo`,
		});
		expect(call.error).toBeDefined();

		const token = String(credential.data.accessToken ?? 'none was given');
		expectNoSecrets({ result, run, call }, [token]);
		expect(stage.simulator.requests.filter(({ path }) => path.endsWith('/metainfo'))).toEqual([]);
	});

	it('an IP restriction', async () => {
		stage.simulator.settings.forbidden = true;
		const { message } = await stage.n8n.testCredential(save('clientSecret'));
		expect(message).toMatch(/refuses this address.*403.*IP restriction/);
	});

	it('a list of domains with AFAS does no harm', async () => {
		const changes = { allowedHttpRequestDomains: 'domains', allowedDomains: '127.0.0.1' };
		const credential = save('clientSecret', changes);
		expect(await stage.n8n.testCredential(credential)).toEqual(OK);
		expect((await getMany(credential)).error).toBeUndefined();
	});
});

/** Searches all that n8n shows or keeps, at any depth, for a piece of a secret. */
function expectNoSecrets(shown: unknown, more: string[] = []): void {
	const text = inspect(shown, { depth: 20, maxStringLength: Infinity, maxArrayLength: Infinity });
	const key = pem(rsa.privateKey).split('\n').slice(1, -2);
	const other = pem(otherKey.privateKey).split('\n').slice(1, -2);
	for (const secret of [SECRET, encodeURIComponent(SECRET), ...key, ...other, ...more]) {
		expect(text.includes(secret)).toBe(false);
	}
	expect(text).not.toMatch(/client_secret=|client_assertion=|eyJ[\w-]{20}/);
}

describe('secrets', () => {
	it.each(OAUTH_METHODS)('%s: in no result, hint or error of calls that fail', async (method) => {
		const credential = save(method);
		const results: unknown[] = [await getMany(credential), await post(credential)];
		stage.simulator.oauth.revoke();
		results.push(await getMany(credential), await post(credential), await httpRequest(credential));
		stage.simulator.settings.delayMs = 500;
		results.push(await post(credential, { timeout: 100 }));
		expectNoSecrets(results, [String(credential.data.accessToken)]);
	});

	it('do not follow a redirect of the token service', async () => {
		const reached: string[] = [];
		const foreign = await serve((request, response) => {
			reached.push(String(request.url));
			response.end();
		});
		const restUrl = await serve((_request, response) => {
			response.writeHead(307, { location: `${foreign}/oauth/token` }).end();
		});
		const { message } = await stage.n8n.testCredential(save('clientSecret', { restUrl }));
		expect(message).toContain('was redirected (HTTP 307)');
		expect(reached).toEqual([]);
	});

	it('do not go to another host that a node calls', async () => {
		const reached: unknown[] = [];
		const foreign = await serve((request, response) => {
			reached.push(request.headers);
			response.end();
		});
		const { error } = await httpRequest(save('clientSecret'), { url: `${foreign}/x` });
		expect(error?.message).toContain('is not sent to');
		expect(reached).toEqual([]);
	});
});
