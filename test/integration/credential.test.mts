import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { openStage, type Stage } from './support/profit.mts';

let stage: Stage;
let web: Server;
let webUrl: string;

beforeAll(async () => {
	stage = await openStage();
	web = createServer((_request, response) => {
		response.setHeader('content-type', 'text/html');
		response.end('<!doctype html><title>Hello</title>');
	});
	await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
	webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}/`;
});
afterAll(async () => {
	await stage.simulator.close();
	web.closeAllConnections();
	web.close();
});
beforeEach(() => stage.simulator.reset());

const test = (changes: IDataObject = {}) =>
	stage.n8n.testCredential({ ...stage.credential, ...changes });

describe('the credential test', () => {
	it('succeeds with a good credential, the IntegrationId on every request', async () => {
		expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(stage.simulator.requests.length).toBeGreaterThan(0);
		expect(stage.simulator.violations).toEqual([]);
		const headers = stage.simulator.requests.flatMap((request) => Object.keys(request.headers));
		expect(headers).not.toContain('x-credential-test');
	});

	it('takes the code of an environment for the number of the tenant', async () => {
		// Nothing answers there: the address is what is tested.
		for (const tenant of ['O12345AA', ' o12345aa ']) {
			const { message } = await test({ environment: 'production', tenant });
			expect(message).toContain('at this address');
		}
	});

	it('asks SOAP as well where its address is filled in', async () => {
		await test();
		expect(stage.simulator.requests.map(({ path }) => path)).toContain(
			'/ProfitServices/appconnectorversioninfo.asmx',
		);
		stage.simulator.reset();
		expect(await test({ soapUrl: '' })).toMatchObject({ status: 'OK' });
		expect(stage.simulator.requests.map(({ path }) => path).join()).not.toContain('.asmx');
	});

	it.each<[string, () => IDataObject, string]>([
		['a SOAP address that is none', () => ({ soapUrl: webUrl }), "'SOAP URL': "],
		['the REST address for SOAP', () => ({ soapUrl: stage.simulator.restUrl }), "'SOAP URL': "],
		[
			'the SOAP address for REST',
			() => ({ restUrl: stage.simulator.soapUrl }),
			"AFAS Profit has no services at this address. Check 'REST URL', which usually ends with /ProfitRestServices",
		],
		[
			'a SOAP server that is away',
			() => ({ soapUrl: 'http://127.0.0.1:1/x' }),
			"'SOAP URL': AFAS cannot",
		],
		[
			'a refused token',
			() => ({ token: 'B'.repeat(64) }),
			'AFAS does not accept the token. Check in Profit',
		],
		['an incomplete token', () => ({ token: 'abc' }), "'Token' is not a complete AFAS token"],
		[
			'no IntegrationId',
			() => ({ integrationId: '' }),
			"'IntegrationId' is empty. Copy it from the AFAS Partner Portal: your subscription number, an underscore and the project number, e.g. 12345_678900",
		],
		[
			'an unknown host',
			() => ({ environment: 'custom', restUrl: 'https://profit.invalid/x' }),
			'No AFAS server was found at this address',
		],
		['no tenant', () => ({ environment: 'production', tenant: '' }), "'Tenant' is empty"],
		[
			'a server that does not answer',
			() => ({ restUrl: 'http://127.0.0.1:1/x' }),
			'AFAS cannot be reached',
		],
		['a web page', () => ({ restUrl: webUrl }), 'does not look like the metainfo of AFAS Profit'],
	])('names the cause: %s', async (_case, changes, message) => {
		const result = await test(changes());
		expect(result.status).toBe('Error');
		expect(result.message).toContain(message);
	});

	it('names an IP restriction', async () => {
		stage.simulator.settings.forbidden = true;
		const { message } = await test();
		stage.simulator.settings.forbidden = false;
		expect(message).toContain('IP restriction');
	});
});

describe('rule 5: a write is never repeated blindly', () => {
	it('a request that AFAS refuses with a 401 is sent once', async () => {
		await stage.n8n.runNode({
			credential: { ...stage.credential, token: 'C'.repeat(64) },
			parameters: { resource: 'environment', operation: 'getVersion' },
		});
		expect(stage.simulator.requests).toHaveLength(1);
	});
});

describe('a run', () => {
	it('asks for nothing but what it reads', async () => {
		await stage.n8n.runNode({
			credential: stage.credential,
			parameters: { resource: 'environment', operation: 'getVersion' },
		});
		expect(stage.simulator.requests.map(({ path }) => path)).toEqual([
			'/ProfitRestServices/profitversion',
		]);
	});
});
