// What really arrives at a server, and at a server that must get nothing, from the node and from n8n's HTTP Request
// node; and what of AFAS's names the editor gets to show.
import type { IDataObject } from 'n8n-workflow';
import { startRecordingServer, type RecordingServer } from '../e2e/host/recordingServer.mts';
import { stageParameters, openNodeStage, type NodeStage } from '../fuzz/node/stage.mts';
import { pathParts } from '../simulator/server.mts';
import { byId } from './support/profit.mts';

let stage: NodeStage;

beforeAll(async () => {
	stage = await openNodeStage();
});
afterAll(() => stage.close());
beforeEach(() => {
	stage.server.requests.length = 0;
	stage.server.spoil = (answer) => answer;
	stage.foreign.requests.length = 0;
	stage.simulator.reset();
});

const httpRequest = (url: string, more: IDataObject = {}, credential: IDataObject = {}) =>
	stage.n8n.runNode({
		node: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.3,
		credential: { ...stage.credential, ...credential },
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'afasApi',
			...more,
		},
	});

/** Names that lead elsewhere when they are not taken as names. */
const NASTY_NAMES = [
	'../metainfo',
	'..',
	'.',
	'a/b',
	'a/../../metainfo',
	'..%2fmetainfo',
	'%2e%2e%2fmetainfo',
	'a%2fb',
	'..\\metainfo',
	'a?x=1',
	'a#b',
	'a;b',
	'@evil.example/',
	'//evil.example/x',
	'https://evil.example/x',
	'a\r\nX-Evil: 1',
	'a\tb',
	'a b',
	'／ｅｖｉｌ',
	'．．／metainfo',
	'é😀',
	'a&b=c',
];

/** The services, and how many parts stand behind each in a path. */
const SERVICES: Record<string, number[]> = {
	metainfo: [0, 2],
	connectors: [1, 2, 4, 7],
	subjectconnector: [2],
	fileconnector: [2],
	imageconnector: [1],
	reportconnector: [1],
	bi: [1, 2],
};

describe('a name never leads to another host, service or row', () => {
	/** Every request was for a service that the node has, with as many parts as it has. */
	function assertPaths(allowed: string[]): void {
		for (const { url, headers } of stage.server.requests) {
			const [base, service, ...parts] = pathParts(url.split('?')[0]);
			expect({ url, base }).toEqual({ url, base: 'ProfitRestServices' });
			expect(allowed).toContain(service);
			expect(SERVICES[service]).toContain(parts.length);
			expect(url).not.toMatch(/[\r\n\t #\\]/);
			expect(headers['x-evil']).toBeUndefined();
		}
		expect(stage.foreign.requests).toEqual([]);
	}

	it.each<[string, string, string[], (name: string) => IDataObject]>([
		[
			'getConnector/getMany',
			'connector',
			['metainfo', 'connectors'],
			(name) => ({ connector: byId(name), protocol: 'rest' }),
		],
		['getConnector/getFields', 'connector', ['metainfo'], (name) => ({ connector: byId(name) })],
		['updateConnector/create', 'connector', ['metainfo'], (name) => ({ connector: byId(name) })],
		[
			'updateConnector/update with a body',
			'connector with a written body',
			['metainfo', 'connectors'],
			(name) => ({ connector: byId(name) }),
		],
		[
			'updateConnector/create',
			'sub-object',
			['metainfo', 'connectors'],
			(name) => ({
				record: JSON.stringify({ SbId: 50_001, [name]: [{ FileName: 'a' }] }),
				options: { subObject: name, validate: false },
			}),
		],
		[
			'updateConnector/delete',
			'key',
			['metainfo', 'connectors'],
			(name) => ({
				keys: { mappingMode: 'defineBelow', value: { SbId: name } },
				options: { validate: false },
			}),
		],
		[
			'updateConnector/delete',
			'field of a key',
			['metainfo', 'connectors'],
			(name) => ({
				keys: { mappingMode: 'defineBelow', value: { [name]: '99999' } },
				options: { validate: false },
			}),
		],
		[
			'updateConnector/delete',
			'row of a sub-object',
			['metainfo', 'connectors'],
			(name) => ({
				options: { path: { level: [{ object: name, field: name, value: name }] } },
			}),
		],
		[
			'file/getAttachment',
			'dossier item',
			['subjectconnector'],
			(name) => ({ subjectId: name, fileId: 'A1' }),
		],
		['file/getFile', 'file name', ['fileconnector'], (name) => ({ fileId: 'A1', fileName: name })],
		['file/getImage', 'image', ['imageconnector'], (name) => ({ imageId: name })],
		['report/get', 'report', ['reportconnector'], (name) => ({ reportId: name })],
		['biModel/getMany', 'BI model', ['bi'], (name) => ({ model: name })],
	])('%s: the %s', async (call, _place, allowed, parametersFor) => {
		for (const name of NASTY_NAMES) {
			stage.server.requests.length = 0;
			const parameters = { ...stageParameters(stage, call), ...parametersFor(name) };
			const { error } = await stage.n8n.runNode({ credential: stage.credential, parameters });
			// Refused here or there, or done; never a crash.
			if (error) expect(['NodeApiError', 'NodeOperationError']).toContain(error.name);
			assertPaths(allowed);
		}
	});

	it.each([
		['biNextLink', 'a link'],
		['biRedirect', 'a redirect'],
	] as const)('%s: %s of a BI model', async (setting, _what) => {
		const { origin } = stage.foreign;
		for (const link of [
			`${origin}/ProfitRestServices/bi/M`,
			`//${origin.slice(7)}/ProfitRestServices/bi/M`,
			`\\\\${origin.slice(7)}\\x`,
			'/ProfitRestServices/bi/../connectors/Sim_Debtors',
			'/ProfitRestServices/bi/%2e%2e/connectors/Sim_Debtors',
			'/ProfitRestServices/bi/..%2fconnectors%2fSim_Debtors',
			'../../connectors/Sim_Debtors',
			'http://user@127.0.0.1/',
		]) {
			stage.server.requests.length = 0;
			stage.simulator.settings[setting] = link;
			const parameters = { ...stageParameters(stage, 'biModel/getMany'), limit: 50_000 };
			await stage.n8n.runNode({ credential: stage.credential, parameters });
			stage.simulator.settings[setting] = null;
			assertPaths(['bi']);
		}
	});
});

describe('text in a SOAP call stays text', () => {
	const TEXTS = [
		'</Ds></Fields></Element></KnSubject>',
		']]></dataXml><connectorType>KnPerson</connectorType>',
		'&lt;/dataXml&gt;',
		'<![CDATA[x]]>',
		'<!--x--><?x?>',
		'"\'><x a="b">',
		'&amp;amp; &x; &#60;',
	];

	it.each(TEXTS)('as a value: %s', async (text) => {
		const { error } = await stage.n8n.runNode({
			credential: stage.credential,
			parameters: {
				...stageParameters(stage, 'updateConnector/create'),
				protocol: 'soap',
				record: JSON.stringify({ StId: 1, Ds: text }),
			},
		});
		expect(error).toBeUndefined();
		const [{ fields }] = stage.simulator.written('KnSubject').slice(-1);
		expect(fields.Ds).toBe(text);
	});

	it.each(TEXTS)('as the name of a field: %s', async (text) => {
		const before = stage.simulator.written('KnSubject').length;
		const { error } = await stage.n8n.runNode({
			credential: stage.credential,
			parameters: {
				...stageParameters(stage, 'updateConnector/create'),
				protocol: 'soap',
				record: JSON.stringify({ StId: 1, [text]: 'x' }),
				options: { validate: false },
			},
		});
		expect(error?.message).toContain('cannot be the name of a field in Profit');
		expect(stage.simulator.written('KnSubject')).toHaveLength(before);
	});

	it.each(TEXTS)('as a connector and as a filter: %s', async (text) => {
		const call = async (parameters: IDataObject) =>
			await stage.n8n.runNode({
				credential: stage.credential,
				parameters: {
					...stageParameters(stage, 'getConnector/getMany'),
					options: { protocol: 'soap' },
					...parameters,
				},
			});
		const condition = [{ field: 'DebtorId', operator: 'equal', value: text }];
		const filterGroups = { group: [{ conditions: { condition } }] };
		const { items, error } = await call({ filterMode: 'builder', filterGroups });
		expect({ rows: items.flat(), error }).toEqual({ rows: [], error: undefined });
		expect((await call({ connector: byId(text) })).error).toBeDefined();
		for (const { url } of stage.server.requests) {
			expect(url).toMatch(
				/^\/Profit(RestServices\/metainfo\/get\/|Services\/appconnectorget\.asmx$)/,
			);
		}
	});
});

describe("n8n's HTTP Request node", () => {
	it('takes the secret to no other host, however the address is written', async () => {
		const { origin } = stage.foreign;
		const [own, other] = [stage.server.origin, origin].map((of) => of.slice('http://'.length));
		const port = other.split(':')[1];
		for (const url of [
			`${origin}/x`,
			`//${other}/x`,
			`http:${other}/x`,
			`http:/${other}/x`,
			`http:\\\\${other}\\x`,
			`http://${own}@${other}/x`,
			`http://${other}#@${own}/`,
			`http://${other}?@${own}/`,
			`http://${other}\\.${own}/`,
			` http://${other}/x`,
			`ht\ttp://${other}/x`,
			`http://localhost:${port}/x`,
			`http://0x7f000001:${port}/x`,
			`http://127.1:${port}/x`,
			`http://２130706433:${port}/x`,
			`http://[::ffff:127.0.0.1]:${port}/x`,
			`http://127。0。0。1:${port}/x`,
			`HTTP://${other.toUpperCase()}/x`,
			`${stage.server.origin}@${other}/x`,
			`${stage.server.origin}.${other}/x`,
		]) {
			const { error } = await httpRequest(url);
			expect({ url, failed: error !== undefined }).toEqual({ url, failed: true });
		}
		expect(stage.server.requests).toEqual([]);
		// A backslash ends the host, so this one stays with its own.
		await httpRequest(`http://${own}\\@${other}/x`);
		expect(stage.server.requests.map(({ url }) => url)).toEqual([`/@${other}/x`]);
		expect(stage.foreign.requests).toEqual([]);
	});

	it.each([4.3, 4.4])(
		'follows a redirect elsewhere without the secret (version %d)',
		async (typeVersion) => {
			for (const status of [301, 302, 303, 307, 308]) {
				for (const host of ['127.0.0.1', 'localhost']) {
					const location = `http://${host}:${stage.foreign.origin.split(':')[2]}/x`;
					stage.server.spoil = (answer) => ({ ...answer, status, headers: { location } });
					await stage.n8n.runNode({
						node: 'n8n-nodes-base.httpRequest',
						typeVersion,
						credential: stage.credential,
						parameters: {
							url: `${stage.credential.restUrl as string}/metainfo`,
							authentication: 'predefinedCredentialType',
							nodeCredentialType: 'afasApi',
						},
					});
				}
			}
			expect(stage.server.requests).toHaveLength(10);
			for (const { headers } of stage.server.requests) {
				expect(headers.authorization).toMatch(/^AfasToken /);
			}
			const arrived = JSON.stringify(stage.foreign.requests);
			for (const secret of stage.secrets) expect(arrived).not.toContain(secret);
		},
	);

	it("keeps to the user's own list of domains", async () => {
		const url = `${stage.credential.restUrl as string}/metainfo`;
		const list = (allowedDomains: string) => ({
			allowedHttpRequestDomains: 'domains',
			allowedDomains,
		});
		expect((await httpRequest(url, {}, list('afas.online'))).error).toBeDefined();
		expect(stage.server.requests).toEqual([]);
		expect((await httpRequest(url, {}, list('127.0.0.1'))).error).toBeUndefined();
		expect(stage.server.requests).toHaveLength(1);
	});

	it('writes nothing with a read-only credential, however it is written', async () => {
		const { restUrl, soapUrl } = stage.credential as Record<string, string>;
		const execute = { soapaction: '"urn:Afas.Profit.Services/Execute"' };
		const readOnly = { readOnly: true };
		const before = stage.simulator.written('KnSubject').length;
		for (const [url, more] of [
			[`${restUrl}/connectors/KnSubject`, { method: 'POST' }],
			[`${restUrl}/CONNECTORS/KnSubject/`, { method: 'post' }],
			[`${restUrl}/%63onnectors/KnSubject?_method=GET`, { method: 'PUT' }],
			[`${restUrl}/connectors/KnSubject`, { headers: { 'X-HTTP-Method-Override': 'POST' } }],
			[`${restUrl}/connectors/KnSubject?_method=POST`, {}],
			[`${soapUrl}/appconnectorupdate.asmx`, { method: 'POST', headers: execute }],
			[`${soapUrl}/AppConnectorUpdate%2Easmx`, { method: 'POST', headers: execute }],
			[
				`${soapUrl}/appconnectorget.asmx/..%2fappconnectorupdate.asmx`,
				{ method: 'POST', headers: execute },
			],
			[
				`${soapUrl}/appconnectorget.asmx%2f..%2fappconnectorupdate.asmx`,
				{ method: 'POST', headers: execute },
			],
		] as Array<[string, IDataObject]>) {
			const body = { KnSubject: { Element: { Fields: { StId: 1, Ds: 'x' } } } };
			const { error } = await httpRequest(url, { body, ...more }, readOnly);
			expect({ url, error: error?.message }).toEqual({
				url,
				error: expect.stringContaining('read only') as string,
			});
		}
		expect(stage.server.requests).toEqual([]);
		expect(stage.simulator.written('KnSubject')).toHaveLength(before);
	});
});

describe('an address of the loopback by IPv6', () => {
	it('is an item of its own, like any other', async () => {
		let server: RecordingServer | undefined;
		try {
			server = await startRecordingServer({ status: 200, body: '{"info":{}}' }, '::1');
		} catch {
			// Not every machine has IPv6.
			return;
		}
		const restUrl = `${server.origin}/ProfitRestServices`;
		const { error } = await stage.n8n.runNode({
			credential: { ...stage.credential, restUrl, soapUrl: '' },
			parameters: { resource: 'environment', operation: 'getConnectors' },
		});
		const { requests } = server;
		server.close();
		expect(error).toBeUndefined();
		expect(requests.map(({ headers }) => headers.integrationid)).toEqual([
			stage.simulator.integrationId,
		]);
	});
});

describe('what stands in Profit', () => {
	const TAG = '<img src=https://evil.example/x>';

	it('is shown as text where the editor reads HTML: the description of an option', async () => {
		stage.server.spoil = (answer) => ({
			...answer,
			status: 200,
			body: Buffer.from(
				JSON.stringify({ fields: [{ id: 'A', label: TAG, dataType: TAG }, { id: 'B' }] }),
			),
		});
		const options = await stage.n8n.loadOptions('getConnectorFields', {
			parameters: { connector: byId('Html') },
			credential: stage.credential,
		});
		// The name is text to the editor.
		expect(options[0]).toEqual({
			name: `${TAG} (A)`,
			value: 'A',
			description: '‹img src=https://evil.example/x›',
		});
	});

	it('is shown as text where the editor reads HTML: an error', async () => {
		stage.server.spoil = (answer) => ({
			...answer,
			status: 500,
			body: Buffer.from(JSON.stringify({ externalMessage: TAG, profitLogReference: TAG })),
		});
		const { error } = await stage.n8n.runNode({
			credential: stage.credential,
			parameters: stageParameters(stage, 'environment/getConnectors'),
		});
		expect(error?.message).toBe('‹img src=https://evil.example/x›');
		expect(error?.description).toContain('‹img src=https://evil.example/x›');
		expect(error?.description).not.toContain('<img');
	});

	it('is shown as text where the editor reads HTML: a hint', async () => {
		const metainfo = {
			id: 'KnSubject',
			name: 'KnSubject',
			fields: [
				{ fieldId: 'SbId', primaryKey: true },
				{ fieldId: 'StId', label: TAG, mandatory: true },
				{ fieldId: 'Ds' },
			],
		};
		stage.server.spoil = (answer, { method }) =>
			method === 'GET' ? { ...answer, body: Buffer.from(JSON.stringify(metainfo)) } : answer;
		const { hints } = await stage.n8n.runNode({
			// Nothing is known of the connectors of this login.
			credential: { ...stage.credential, webhookPassword: 'of this test' },
			parameters: {
				...stageParameters(stage, 'updateConnector/create'),
				record: '{"Ds":"x"}',
				// Metainfo that was kept in another language does not count.
				options: { dryRun: true, language: 'fr-fr' },
			},
		});
		expect(hints.map(({ message }) => message).join()).toContain('‹img');
		expect(hints.map(({ message }) => message).join()).not.toContain('<img');
	});
});
