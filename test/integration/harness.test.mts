// What the other integration tests stand on: the harness follows n8n's rules for credentials, runs and polls.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadN8n, type N8n } from './support/n8n.mts';
import { writeProbePackage } from './support/probePackage.mts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const requests: IncomingMessage[] = [];
let answer: Answer;
let sessions: number;
let server: Server;
let baseUrl: string;
let n8n: N8n;

const rows: Answer = (_request, response) => {
	response.setHeader('content-type', 'application/json');
	response.end('[{"name":"first"},{"name":"second"}]');
};

const status =
	(code: number): Answer =>
	(_request, response) => {
		response.statusCode = code;
		response.end('{}');
	};

const sent = (path: string) => requests.filter(({ url }) => url === path);

beforeAll(async () => {
	server = createServer((request, response) => {
		requests.push(request);
		if (request.url !== '/login') return answer(request, response);
		sessions += 1;
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ session: `session ${sessions}` }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const probe = writeProbePackage();
	n8n = await loadN8n(probe.folder);
	probe.remove();
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

beforeEach(() => {
	requests.length = 0;
	sessions = 0;
	answer = rows;
});

describe('credential', () => {
	it('is prepared once when its hidden property is empty, and saved', async () => {
		const credential = n8n.saveCredential({ baseUrl });
		for (let run = 0; run < 2; run++) {
			const { items, error } = await n8n.runNode({ credential, items: [{ a: 1 }, { a: 2 }] });
			expect(error).toBeUndefined();
			expect(items[0]).toHaveLength(2);
		}
		expect(sent('/login')).toHaveLength(1);
		expect(sent('/rows').map(({ headers }) => headers.session)).toEqual(Array(4).fill('session 1'));
		expect(credential.data).toEqual({ baseUrl, session: 'session 1' });
		expect(credential.updates).toBe(1);
	});

	it('is prepared again once after a 401, and the request is sent again', async () => {
		const credential = n8n.saveCredential({ baseUrl, session: 'too old' });
		answer = (request, response) =>
			(request.headers.session === 'too old' ? status(401) : rows)(request, response);
		const { error } = await n8n.runNode({ credential });
		expect(error).toBeUndefined();
		expect(sent('/rows').map(({ headers }) => headers.session)).toEqual(['too old', 'session 1']);
		expect(credential.data.session).toBe('session 1');
	});

	it('is not prepared again for ever when the server keeps refusing', async () => {
		answer = status(401);
		const { error } = await n8n.runNode({ credential: { baseUrl, session: 'too old' } });
		expect(error?.httpCode).toBe('401');
		expect(sent('/login')).toHaveLength(1);
		expect(sent('/rows')).toHaveLength(2);
	});

	it('has defaults, expressions resolved, and lacks what its form hides', async () => {
		await n8n.runNode({ credential: { baseUrl, secret: 'hidden by the form' } });
		await n8n.runNode({ credential: { baseUrl, method: 'signed' } });
		await n8n.runNode({ credential: { baseUrl, method: 'signed', secret: '={{ 6 * 7 }}' } });
		expect(sent('/rows').map(({ headers }) => headers.secret)).toEqual([
			'undefined',
			'by default',
			'42',
		]);
	});

	it('may be held to domains by its user, also in its own requests', async () => {
		const credential = {
			baseUrl,
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'example.com',
		};
		const { error } = await n8n.runNode({ credential });
		expect(error?.message).toContain('Domain not allowed');
		expect(requests).toHaveLength(0);
	});
});

describe('credential test', () => {
	it('succeeds, and saves what was fetched', async () => {
		const credential = n8n.saveCredential({ baseUrl });
		expect(await n8n.testCredential(credential)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(credential.data.session).toBe('session 1');
	});

	it('does not fetch anew while there is a session', async () => {
		await n8n.testCredential({ baseUrl, session: 'still there' });
		expect(sent('/login')).toHaveLength(0);
	});

	it.each([
		[403, 'Not from this address.'],
		[404, 'Not Found'],
	])("turns status %d into n8n's words or the credential's own", async (code, message) => {
		answer = status(code);
		expect(await n8n.testCredential({ baseUrl })).toEqual({ status: 'Error', message });
	});

	it('shows an unreachable host', async () => {
		const result = await n8n.testCredential({ baseUrl: 'http://127.0.0.1:1', session: 'any' });
		expect(result).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
	});
});

describe('run', () => {
	it('resolves expressions per item and keeps pairs', async () => {
		const { items, hints } = await n8n.runNode({
			credential: { baseUrl },
			parameters: { path: '=/{{ $json.path }}' },
			items: [{ path: 'a' }, { path: 'b' }],
		});
		expect(items[0].map(({ json, pairedItem }) => [json.path, pairedItem])).toEqual([
			['/a', 0],
			['/b', 1],
		]);
		expect(hints).toEqual([{ message: 'Probed', location: 'outputPane' }]);
	});

	it('runs once with Execute Once', async () => {
		await n8n.runNode({ credential: { baseUrl }, items: [{}, {}, {}], executeOnce: true });
		expect(sent('/rows')).toHaveLength(1);
	});

	it('gives error items with Continue On Fail, with one copy of the error classes', async () => {
		answer = (request, response) =>
			(request.url === '/bad' ? status(500) : rows)(request, response);
		const { items, error } = await n8n.runNode({
			credential: { baseUrl },
			parameters: { path: '={{ $json.path }}' },
			items: [{ path: '/bad' }, { path: '/good' }],
			continueOnFail: true,
		});
		expect(error).toBeUndefined();
		expect(items[0][0].json).toMatchObject({ isApiError: true });
		expect(items[0][1].json).toMatchObject({ path: '/good' });
	});

	it('reads binary data back', async () => {
		const result = await n8n.runNode({ credential: { baseUrl } });
		expect(result.items[0][0].binary?.data.fileName).toBe('rows.json');
		expect(result.binary().toString()).toBe('[{"name":"first"},{"name":"second"}]');
	});

	it('stops at a cancel, in the middle of a request', async () => {
		const controller = new AbortController();
		const closed = new Promise<void>((resolve) => {
			answer = (request) => {
				request.on('close', resolve);
				controller.abort();
			};
		});
		const { status } = await n8n.runNode({
			credential: { baseUrl },
			items: [{}, {}],
			signal: controller.signal,
		});
		await closed;
		expect(status).toBe('canceled');
		expect(sent('/rows')).toHaveLength(1);
	});

	it('finds a node that changes its input items', async () => {
		const run = n8n.runNode({ credential: { baseUrl }, parameters: { spoil: true } });
		await expect(run).rejects.toThrow('changed its input items');
	});

	it('runs a workflow file of several nodes', async () => {
		const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
		const position: [number, number] = [0, 0];
		const result = await n8n.runWorkflow({
			credentials: { probeApi: { baseUrl } },
			workflow: {
				nodes: [
					{
						name: 'Start',
						type: 'n8n-nodes-base.manualTrigger',
						typeVersion: 1,
						position,
						parameters: {},
					},
					{
						name: 'First',
						type: 'n8n-nodes-probe.probe',
						typeVersion: 1,
						position,
						parameters: {},
					},
					{
						name: 'Second',
						type: 'n8n-nodes-probe.probe',
						typeVersion: 1,
						position,
						parameters: { path: "=/{{ $('First').item.json.body[1].name }}" },
					},
				],
				connections: { Start: to('First'), First: to('Second') },
			},
		});
		expect(result.error).toBeUndefined();
		expect(result.of('Second').items[0][0].json.path).toBe('/second');
	});
});

describe('HTTP Request node', () => {
	const call = (url: string, credential: object) =>
		n8n.runNode({
			node: 'n8n-nodes-base.httpRequest',
			parameters: { url, nodeCredentialType: 'probeApi' },
			credential: n8n.saveCredential({ ...credential }, 'probeApi'),
		});

	it('uses the credential', async () => {
		const { items, error } = await call(`${baseUrl}/rows`, { baseUrl });
		expect(error).toBeUndefined();
		expect(items[0][0].json).toMatchObject({
			statusCode: 200,
			body: expect.stringContaining('first'),
		});
		expect(sent('/rows')[0].headers.session).toBe('session 1');
	});

	it('sends again after any refusal when the credential offers something new', async () => {
		answer = status(500);
		const { error } = await call(`${baseUrl}/rows`, { baseUrl, session: 'fine' });
		expect(error?.httpCode).toBe('500');
		expect(sent('/rows').map(({ headers }) => headers.session)).toEqual(['fine', 'session 1']);
	});
});

describe('editor', () => {
	it('searches a list with the current parameters', async () => {
		const credential = { baseUrl };
		const parameters = { path: '/names' };
		const found = await n8n.listSearch('rows', { credential, parameters, filter: 'sec' });
		expect(found).toEqual({ results: [{ name: 'second', value: 'second' }] });
		expect(sent('/names')).toHaveLength(1);
	});

	it('loads options with the defaults of parameters that are not set', async () => {
		expect(await n8n.loadOptions('paths')).toEqual([{ name: '/rows', value: 1 }]);
	});

	it('keeps the first of columns with the same id', async () => {
		const { fields } = await n8n.resourceMapping('columns');
		expect(fields.map(({ id }) => id)).toEqual(['a', 'b']);
	});
});

describe('poll', () => {
	it('keeps static data between polls', async () => {
		const staticData = {};
		expect(await n8n.poll({ node: 'probeTrigger', staticData })).toBeNull();
		const second = await n8n.poll({ node: 'probeTrigger', staticData, budgetMs: 5 });
		expect(second).toEqual([[{ json: { polls: 2, budget: 5 } }]]);
		expect(staticData).toEqual({ polls: 2 });
	});

	it.each([
		['live' as const, { polls: 1 }],
		['staged' as const, {}],
	])('with a %s cursor, a failing poll leaves %j', async (cursor, expected) => {
		const staticData = {};
		const parameters = { fail: true };
		const poll = n8n.poll({ node: 'probeTrigger', parameters, staticData, cursor });
		await expect(poll).rejects.toThrow('The source is away');
		expect(staticData).toEqual(expected);
	});
});
