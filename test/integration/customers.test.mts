// Rule 11: the customer of an item is the customer of its calls. Several Profit environments, each of which takes only its own token.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { randomBytes } from '../simulator/documents.mts';
import { startSimulator, type Simulator } from '../simulator/simulator.mts';
import { seededRandom } from '../support/random.ts';
import { loadN8n, type N8n, type StoredCredential } from './support/n8n.mts';
import { byId } from './support/profit.mts';
import { keys, record, stored } from './support/writes.mts';
import './support/quickSleep.mts';

jest.setTimeout(60_000);

const NAMES = ['a', 'b', 'c'];
const INTEGRATION_ID = '12345_678900';
const SUBJECT = 50_001;

let n8n: N8n;
let customers: Simulator[];
let files: Array<{ fileId: string; data: Buffer }>;

beforeAll(async () => {
	n8n = await loadN8n();
	customers = await Promise.all(
		NAMES.map(
			async (name, at) =>
				await startSimulator({
					seed: at + 1,
					bigRows: 100,
					orderRows: 20,
					integrationId: INTEGRATION_ID,
					token: `<token><version>1</version><data>${name.toUpperCase().repeat(64)}</data></token>`,
					oauth: { clients: [{ clientId: `client-${name}`, secret: `secret of ${name}, long` }] },
				}),
		),
	);
	files = customers.map((simulator, at) => {
		simulator.settings.profitVersion = `9.1.${at}`;
		const data = randomBytes(500, 100 + at);
		const { documents } = simulator.environment;
		return { data, fileId: documents.attach(SUBJECT, { name: `file-${at}.bin`, data }) };
	});
});
afterAll(
	async () => await Promise.all(customers.map(async (simulator) => await simulator.close())),
);
beforeEach(() => {
	for (const simulator of customers) {
		simulator.reset();
		Object.assign(simulator.settings, { faults: [], delayMs: 0 });
		simulator.oauth.log.length = 0;
	}
});
afterEach(() => {
	for (const simulator of customers) expect(simulator.violations).toEqual([]);
});

/** A credential whose fields are expressions over the input item. */
const CREDENTIAL = {
	environment: '={{ $json.environment }}',
	restUrl: '={{ $json.rest }}',
	soapUrl: '={{ $json.soap }}',
	integrationId: INTEGRATION_ID,
	authentication: 'token',
	token: '={{ $json.token }}',
	language: 'en-us',
};

const OAUTH_CREDENTIAL = {
	...CREDENTIAL,
	authentication: 'clientSecret',
	token: '',
	clientId: '={{ $json.clientId }}',
	clientSecret: '={{ $json.clientSecret }}',
};

/** An input item of a customer. */
function itemOf(at: number, more: IDataObject = {}): IDataObject {
	const { restUrl, soapUrl, token } = customers[at];
	return {
		customer: at,
		environment: 'custom',
		rest: restUrl,
		soap: soapUrl,
		token,
		clientId: `client-${NAMES[at]}`,
		clientSecret: `secret of ${NAMES[at]}, long`,
		fileId: files[at].fileId,
		version: customers[at].settings.profitVersion,
		...more,
	};
}

/** Items of all customers, in a mixed order. */
function shuffledItems(count: number, more: (index: number) => IDataObject = () => ({})) {
	const random = seededRandom(count);
	return Array.from({ length: count }, (_, index) =>
		itemOf(random.pick([...customers.keys()]), { index, ...more(index) }),
	);
}

async function run(
	parameters: IDataObject,
	items: IDataObject[],
	{ credential = CREDENTIAL as IDataObject | StoredCredential, continueOnFail = false } = {},
) {
	const { items: output, error } = await n8n.runNode({
		credential,
		parameters,
		items,
		continueOnFail,
	});
	return { output: output[0] ?? [], error };
}

const sourceOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

/** All calls of all customers were let in, so each had its own customer's token. */
function expectOwnCallsOnly() {
	for (const simulator of customers) {
		expect(simulator.requests.length).toBeGreaterThan(0);
		expect(simulator.requests.filter(({ status }) => status >= 400 || status === 0)).toEqual([]);
	}
}

interface Work {
	name: string;
	parameters: IDataObject;
	/** What the output of an item must hold, and only its customer has. */
	isOwn(json: IDataObject, item: IDataObject, binary: Buffer | undefined): boolean;
}

const hasDebtor = ({ DebtorName, DebtorId }: IDataObject, { customer }: IDataObject) =>
	customers[customer as number]
		.table('Sim_Debtors')
		.records()
		.some((row) => row.DebtorId === DebtorId && row.DebtorName === DebtorName);

const ownFile = (_json: IDataObject, { customer }: IDataObject, binary: Buffer | undefined) =>
	binary?.equals(files[customer as number].data) === true;

const READS: Work[] = [
	...['rest', 'soap'].flatMap((protocol): Work[] => [
		{
			name: `rows over ${protocol}`,
			parameters: {
				resource: 'getConnector',
				operation: 'getMany',
				connector: byId('Sim_Debtors'),
				limit: 1,
				protocol,
			},
			isOwn: hasDebtor,
		},
		{
			name: `the row of each item over ${protocol}`,
			parameters: {
				resource: 'getConnector',
				operation: 'lookup',
				connector: byId('Sim_Debtors'),
				lookupMatch: { field: [{ field: 'DebtorId', value: '000010' }] },
				include: 'row',
				protocol,
			},
			isOwn: hasDebtor,
		},
		{
			name: `the version over ${protocol}`,
			parameters: { resource: 'environment', operation: 'getVersion', protocol },
			isOwn: ({ version }, item) => version === item.version,
		},
		{
			name: `an attachment over ${protocol}`,
			parameters: {
				resource: 'file',
				operation: 'getAttachment',
				subjectId: String(SUBJECT),
				fileId: '={{ $json.fileId }}',
				protocol,
			},
			isOwn: ownFile,
		},
		{
			name: `a report over ${protocol}`,
			parameters: {
				resource: 'report',
				operation: 'get',
				reportId: 'CF761B2F7099455B8C5227639C447689',
				protocol,
			},
			isOwn: (json) => json.reportId !== undefined,
		},
	]),
	{
		name: 'fields',
		parameters: {
			resource: 'getConnector',
			operation: 'getFields',
			connector: byId('Sim_Debtors'),
		},
		isOwn: ({ id }) => id !== undefined,
	},
	{
		name: 'all attachments',
		parameters: { resource: 'file', operation: 'getAttachments', subjectId: String(SUBJECT) },
		isOwn: ({ fileName }, { customer }) =>
			!String(fileName).startsWith('file-') ||
			String(fileName).startsWith(`file-${customer as number}`),
	},
	{
		name: 'an image',
		parameters: {
			resource: 'file',
			operation: 'getImage',
			imageId: 'A1B2C3D4E5F60718293A4B5C6D7E8F90',
		},
		isOwn: ({ imageId }) => imageId !== undefined,
	},
	{
		name: 'a BI model',
		parameters: { resource: 'biModel', operation: 'getMany', model: 'Sim_Mutations', limit: 1 },
		isOwn: ({ EntryId }) => EntryId !== undefined,
	},
	{
		name: 'the environment',
		parameters: { resource: 'environment', operation: 'getInfo' },
		isOwn: ({ appConnector }) => appConnector !== undefined,
	},
];

describe.each([
	['a classic token', CREDENTIAL],
	['OAuth', OAUTH_CREDENTIAL],
])('rule 11, with %s: 60 items of three customers', (_method, credential) => {
	it.each(READS)('read $name, each from its own customer', async ({ parameters, isOwn }) => {
		const items = shuffledItems(60);
		const { output, error } = await run(parameters, items, { credential });
		expect(error).toBeUndefined();
		expectOwnCallsOnly();
		const sources = output.map(sourceOf);
		expect(new Set(sources)).toEqual(new Set(items.keys()));
		expect(sources).toEqual([...sources].sort((one, other) => one - other));
		for (const item of output) {
			const binary = item.binary?.data && Buffer.from(item.binary.data.data, 'base64');
			expect(isOwn(item.json, items[sourceOf(item)], binary)).toBe(true);
		}
	});

	const WRITES = ['rest', 'soap'].flatMap((protocol) =>
		[1, 4].map((batchSize) => ({ protocol, batchSize })),
	);
	it.each(WRITES)('create $batchSize a call over $protocol', async ({ protocol, batchSize }) => {
		const mark = `${credential.authentication} ${protocol} ${batchSize}`;
		const items = shuffledItems(60, (index) => ({ reference: `${mark} ${index}` }));
		const { output, error } = await run(
			{
				resource: 'updateConnector',
				operation: 'create',
				connector: byId('FbSales'),
				protocol,
				...record('={{ { DbId: "000010", RfCs: $json.reference } }}', {
					batchSize,
					concurrency: 2,
				}),
			},
			items,
			{ credential },
		);
		expect(error).toBeUndefined();
		expectOwnCallsOnly();
		expect(output.map(sourceOf)).toEqual([...items.keys()]);
		for (const [index, { customer, reference }] of items.entries()) {
			const counts = customers.map(
				(simulator) =>
					stored({ simulator }, 'Sim_SalesOrders', 'CustomerReference', reference as string).length,
			);
			expect(counts).toEqual(NAMES.map((_, at) => (at === customer ? 1 : 0)));
			const [row] = stored(
				{ simulator: customers[customer as number] },
				'Sim_SalesOrders',
				'CustomerReference',
				reference as string,
			);
			expect((output[index].json.key as IDataObject).OrNu).toBe(String(row.OrderNumber));
		}
		// A batch never mixes customers, and each has full ones.
		if (batchSize > 1) {
			for (const [at, simulator] of customers.entries()) {
				const own = items.filter(({ customer }) => customer === at).length;
				const sent = simulator.requests.filter(
					({ method, path }) => method === 'POST' && /FbSales|update\.asmx/i.test(path),
				);
				expect(sent).toHaveLength(Math.ceil(own / batchSize));
			}
		}
	});

	it('look up and write, and delete', async () => {
		const mark = `${credential.authentication} upsert`;
		const items = shuffledItems(30, (index) => ({ reference: `${mark} ${index % 10}` }));
		const parameters = {
			resource: 'updateConnector',
			connector: byId('FbSales'),
			lookupConnector: byId('Sim_SalesOrders'),
			lookupMatch: { field: [{ field: 'CustomerReference', value: '={{ $json.reference }}' }] },
			lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
			...record('={{ { DbId: "000010", RfCs: $json.reference } }}', {}),
		};
		const { error } = await run({ ...parameters, operation: 'upsert' }, items, { credential });
		expect(error).toBeUndefined();
		expectOwnCallsOnly();
		for (const [at, simulator] of customers.entries()) {
			const own = new Set(
				items.filter(({ customer }) => customer === at).map(({ reference }) => reference),
			);
			for (const reference of new Set(items.map((item) => item.reference))) {
				const rows = stored(
					{ simulator },
					'Sim_SalesOrders',
					'CustomerReference',
					String(reference),
				);
				expect(rows).toHaveLength(own.has(reference) ? 1 : 0);
			}
		}

		const orders = customers.flatMap((simulator, at) =>
			stored({ simulator }, 'Sim_SalesOrders', 'CustomerReference', `${mark} 1`).map((row) =>
				itemOf(at, { number: String(row.OrderNumber) }),
			),
		);
		const deleted = await run(
			{
				resource: 'updateConnector',
				operation: 'delete',
				connector: byId('FbSales'),
				...keys({ OrNu: '={{ $json.number }}' }, {}),
			},
			orders,
			{ credential },
		);
		expect(deleted.error).toBeUndefined();
		for (const simulator of customers) {
			expect(stored({ simulator }, 'Sim_SalesOrders', 'CustomerReference', `${mark} 1`)).toEqual(
				[],
			);
		}
	});

	it('try again at the same customer', async () => {
		for (const { settings } of customers) {
			settings.faults = [{ kind: 'json503', times: 2, path: /connectors/ }];
		}
		const items = shuffledItems(12, (index) => ({
			reference: `${credential.authentication} again ${index}`,
		}));
		const { error } = await run(
			{
				resource: 'updateConnector',
				operation: 'create',
				connector: byId('FbSales'),
				...record('={{ { DbId: "000010", RfCs: $json.reference } }}', {}),
			},
			items,
			{ credential },
		);
		expect(error).toBeUndefined();
		for (const { customer, reference } of items) {
			for (const [at, simulator] of customers.entries()) {
				const rows = stored(
					{ simulator },
					'Sim_SalesOrders',
					'CustomerReference',
					String(reference),
				);
				expect(rows).toHaveLength(at === customer ? 1 : 0);
			}
		}
	});
});

describe('a customer', () => {
	const getMany = {
		resource: 'getConnector',
		operation: 'getMany',
		connector: byId('Sim_Debtors'),
		limit: 1,
		options: { retries: 1 },
	};

	it('is asked for metainfo once', async () => {
		await run({ ...getMany, connector: byId('Sim_Articles') }, shuffledItems(30));
		for (const { requests } of customers) {
			expect(requests.filter(({ path }) => path.includes('/metainfo'))).toHaveLength(1);
		}
	});

	it('gives one access token to this process, which n8n never saves over the expressions', async () => {
		const credential = n8n.saveCredential({ ...OAUTH_CREDENTIAL, language: 'fr-fr' });
		const before = credential.data;
		for (const { oauth } of customers) oauth.settings.clients[0].secret += '!';
		const items = shuffledItems(30).map((item) => ({
			...item,
			clientSecret: `${String(item.clientSecret)}!`,
		}));
		const runs = [1, 2].map(async () => await run(getMany, items, { credential }));
		for (const { error } of await Promise.all(runs)) expect(error).toBeUndefined();
		await run(getMany, items, { credential });
		for (const { oauth } of customers) expect(oauth.log).toHaveLength(1);
		expect(credential.updates).toBe(0);
		expect(credential.data).toEqual(before);
		for (const { oauth } of customers) {
			oauth.settings.clients[0].secret = oauth.settings.clients[0].secret?.slice(0, -1);
		}
	});

	it("gives n8n's HTTP Request node a token that is not saved over the expressions either", async () => {
		const credential = n8n.saveCredential({ ...OAUTH_CREDENTIAL, language: 'de-de' });
		const before = credential.data;
		const { items, error } = await n8n.runNode({
			node: 'n8n-nodes-base.httpRequest',
			credential,
			items: [itemOf(1)],
			parameters: {
				url: `${customers[1].restUrl}/metainfo`,
				nodeCredentialType: 'afasApi',
			},
		});
		expect(error).toBeUndefined();
		expect(items[0][0].json.statusCode).toBe(200);
		expect(credential.updates).toBe(0);
		expect(credential.data).toEqual(before);
	});

	it.each([
		[
			'a wrong token',
			{ token: '<token><version>1</version><data>' + 'X'.repeat(64) + '</data></token>' },
		],
		['an unreachable host', { rest: 'http://127.0.0.1:1/ProfitRestServices' }],
	])('with %s fails alone, by its name, and slows nobody down', async (_what, wrong) => {
		const items = shuffledItems(30).map((item) =>
			item.customer === 1 ? { ...item, ...wrong } : item,
		);
		const { output, error } = await run(getMany, items, { continueOnFail: true });
		expect(error).toBeUndefined();
		expect(output.map(sourceOf)).toEqual([...items.keys()]);
		const host = new URL(items.find(({ customer }) => customer === 1)?.rest as string).host;
		for (const [index, { json }] of output.entries()) {
			if (items[index].customer === 1) {
				expect(json.details).toMatchObject({ tenant: host });
			} else expect(hasDebtor(json, items[index])).toBe(true);
		}
		const last = Math.max(
			...[0, 2].flatMap((at) => customers[at].requests.map(({ endedAt = 0 }) => endedAt)),
		);
		const first = Math.min(
			...[0, 2].flatMap((at) => customers[at].requests.map(({ startedAt }) => startedAt)),
		);
		expect(last - first).toBeLessThan(3_000);
	});

	it('with a wrong secret is asked for a token once in a run', async () => {
		const items = shuffledItems(30).map((item) =>
			item.customer === 1 ? { ...item, clientSecret: 'another one' } : item,
		);
		const { output } = await run(getMany, items, {
			credential: OAUTH_CREDENTIAL,
			continueOnFail: true,
		});
		expect(output.filter(({ json }) => json.error)).toHaveLength(
			items.filter(({ customer }) => customer === 1).length,
		);
		expect(customers[1].oauth.log).toHaveLength(1);
		expect(customers[1].requests.filter(({ path }) => !path.includes('/oauth'))).toEqual([]);
	});

	it('has its own write stopped by its own switch', async () => {
		const items = shuffledItems(12, (index) => ({ reference: `switch ${index}` }));
		for (const item of items) item.readOnly = item.customer === 2;
		const { output } = await run(
			{
				resource: 'updateConnector',
				operation: 'create',
				connector: byId('FbSales'),
				...record('={{ { DbId: "000010", RfCs: $json.reference } }}', {}),
			},
			items,
			{ credential: { ...CREDENTIAL, readOnly: '={{ $json.readOnly }}' }, continueOnFail: true },
		);
		for (const [index, { json }] of output.entries()) {
			if (items[index].customer === 2) expect(json.error).toContain('read only');
			else expect(json.action).toBe('create');
		}
	});
});

describe('a field of the credential that is empty or wrong for an item stops that item', () => {
	it.each([
		['environment', undefined, "'Environment' is empty"],
		['environment', 'Production', "'Environment' is set to 'Production'"],
		['rest', undefined, "'REST URL' is not a complete URL"],
		['token', undefined, "'Token' is empty"],
		['token', 'abc', "'Token' is not a complete AFAS token"],
		['integrationId', null, "'IntegrationId' is empty"],
		['authentication', '', "'Authentication' is empty"],
		['readOnly', undefined, "'Read Only' is empty"],
		['readOnly', 'no', "'Read Only' is neither true nor false"],
		['tenant', undefined, "'Tenant' is empty"],
	])('%s: %j', async (field, value, message) => {
		const items = shuffledItems(8, () => ({
			integrationId: INTEGRATION_ID,
			authentication: 'token',
			readOnly: false,
		}));
		Object.assign(items[3], { [field]: value });
		if (field === 'tenant') Object.assign(items[3], { environment: 'test' });
		for (const operation of ['getMany', 'create']) {
			for (const simulator of customers) simulator.reset();
			const { output } = await run(
				operation === 'getMany'
					? { resource: 'getConnector', operation, connector: byId('Sim_Debtors'), limit: 1 }
					: {
							resource: 'updateConnector',
							operation,
							connector: byId('FbSales'),
							...record({ DbId: '000010' }, { batchSize: 4 }),
						},
				items,
				{
					credential: {
						...CREDENTIAL,
						integrationId: '={{ $json.integrationId }}',
						authentication: '={{ $json.authentication }}',
						readOnly: '={{ $json.readOnly }}',
						tenant: '={{ $json.tenant }}',
					},
					continueOnFail: true,
				},
			);
			expect(output).toHaveLength(8);
			expect(output.map(({ json }) => json.error).filter(Boolean)).toEqual([
				expect.stringContaining(message),
			]);
			expect(output[3].json.error).toContain(message);
			// The customer, where the credential still tells one.
			const isNamed = !['environment', 'rest', 'tenant'].includes(field);
			const host = isNamed ? new URL(String(items[3].rest)).host : undefined;
			expect((output[3].json.details as IDataObject).tenant).toBe(host);
			expectOwnCallsOnly();
		}
	});
});

describe('where no item is known', () => {
	it('the lists of the editor say what to do', async () => {
		const credential = { ...CREDENTIAL };
		await expect(n8n.listSearch('searchGetConnectors', { credential })).rejects.toMatchObject({
			message: expect.stringContaining('fields of this credential are expressions'),
			description: expect.stringContaining('Choose a credential without expressions'),
		});
	});

	it('a trigger says what to do', async () => {
		await expect(
			n8n.poll({
				node: 'afasTrigger',
				credential: CREDENTIAL,
				parameters: { connector: byId('Sim_Debtors'), event: 'created', createdField: 'x' },
			}),
		).rejects.toMatchObject({
			message: expect.stringContaining('fields of this credential are expressions'),
			description: expect.stringContaining('A trigger works for one customer'),
		});
	});

	it('the test of the credential says what to do', async () => {
		const rest = { environment: 'custom', restUrl: customers[0].restUrl, soapUrl: '' };
		for (const fields of [
			{ ...rest, token: '={{ "" }}' },
			{ ...rest, token: '={{ $json.token }}' },
			{ ...rest, token: "={{ $('Vault').item.json.token }}" },
			{ ...rest, restUrl: '={{ $json.rest }}', soapUrl: '={{ $json.soap }}' },
			{ ...rest, authentication: 'clientSecret', clientId: '={{ $json.client.id }}' },
			{ ...rest, readOnly: '={{ $json.readOnly }}' },
			{ environment: 'production', tenant: '={{ $json.tenant }}' },
			{ environment: '={{ $json.environment }}', tenant: '12345' },
		]) {
			const result = await n8n.testCredential({ ...CREDENTIAL, ...fields });
			expect([fields, result]).toEqual([
				fields,
				{
					status: 'Error',
					message: expect.stringMatching(/no input item here.*running a workflow/s),
				},
			]);
		}
	});
});

it('a record that may have been written for one customer stops nobody else', async () => {
	customers[0].settings.faults = [{ kind: 'hang', method: 'POST', path: 'connectors/FbSales' }];
	const items = [0, 1, 0].map((customer) => itemOf(customer, { reference: 'one for each' }));
	const { output } = await run(
		{
			resource: 'updateConnector',
			operation: 'upsert',
			connector: byId('FbSales'),
			lookupConnector: byId('Sim_SalesOrders'),
			lookupMatch: { field: [{ field: 'CustomerReference', value: '={{ $json.reference }}' }] },
			lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
			...record('={{ { DbId: "000010", RfCs: $json.reference } }}', { timeout: 1 }),
		},
		items,
		{ continueOnFail: true },
	);
	const outcomes = output.map(({ json }) => (json.details as IDataObject)?.outcome ?? json.action);
	expect(outcomes).toEqual(['unknown', 'create', 'notSent']);
});

describe('AFAS Remote', () => {
	it('imports into the environment of each item, in the order of the items', async () => {
		const at = [0, 1, 2, 1, 0];
		const items = at.map((customer, index) => ({
			json: itemOf(customer),
			binary: {
				data: {
					data: Buffer.from(`row ${index}`).toString('base64'),
					mimeType: 'text/csv',
					fileName: 'a.csv',
				},
			},
		}));
		const { items: output, error } = await n8n.runNode({
			credential: CREDENTIAL,
			items,
			parameters: {
				resource: 'remote',
				operation: 'importFile',
				importDefinition: 'Sim boekingen',
				options: { financial: true },
			},
		});
		expect(error).toBeUndefined();
		const ids = customers.map((simulator) =>
			simulator.environment.remote.commands.map(({ id }) => id),
		);
		const expected = at.map((customer) => ids[customer].shift());
		expect(output[0].map(({ json }) => json.commandId)).toEqual(expected);
		expectOwnCallsOnly();
	});

	it('a failed command of AFAS Remote names the customer', async () => {
		const { items: output } = await n8n.runNode({
			credential: CREDENTIAL,
			items: [itemOf(0, { id: '0'.repeat(32) }), itemOf(1)],
			parameters: { resource: 'remote', operation: 'getResult', commandId: '={{ $json.id }}' },
			continueOnFail: true,
		});
		const { host } = new URL(customers[1].restUrl);
		expect(output[0][1].json.details).toMatchObject({ tenant: host });
	});
});

it('a credential that refers to an earlier node serves every node behind it, as the roll-out of a GetConnector does', async () => {
	const field = (name: string) => `={{ $('Each Customer').item.json.${name} }}`;
	const node = (name: string, parameters: IDataObject, x: number) => ({
		name,
		type: 'n8n-nodes-afas.afas',
		typeVersion: 1,
		position: [x, 0] as [number, number],
		parameters: parameters as never,
	});
	const link = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	const items = [2, 0, 1].map((at) => ({
		json: itemOf(at),
		binary: { data: { data: 'PHgvPg==', mimeType: 'text/xml', fileName: 'Sim_Debtors.gcn' } },
	}));
	const result = await n8n.runWorkflow({
		items,
		credentials: {
			afasApi: {
				...CREDENTIAL,
				environment: 'custom',
				restUrl: field('rest'),
				soapUrl: field('soap'),
				token: field('token'),
			},
		},
		workflow: {
			nodes: [
				{
					name: 'Each Customer',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				node('Import', { resource: 'remote', operation: 'importGetConnector' }, 200),
				node('Info', { resource: 'environment', operation: 'getVersion' }, 400),
			],
			connections: { 'Each Customer': link('Import'), Import: link('Info') },
		},
	});
	expect(result.error).toBeUndefined();
	expect(result.of('Import').items[0].map(({ json }) => json.state)).toEqual([
		'done',
		'done',
		'done',
	]);
	expect(result.of('Info').items[0].map(({ json }) => json.version)).toEqual(
		items.map(({ json }) => json.version),
	);
	for (const { environment } of customers) {
		expect(environment.remote.getConnectors.has('Sim_Debtors.gcn')).toBe(true);
	}
	expectOwnCallsOnly();
});

describe('Look Up', () => {
	it.each(['rest', 'soap'])(
		'never answers with the row of another customer over %s',
		async (protocol) => {
			const debtors = customers.map((simulator) => simulator.table('Sim_Debtors').records());
			const items = shuffledItems(60, (index) => ({ debtor: debtors[0][index % 9].DebtorId }));
			const { output, error } = await run(
				{
					resource: 'getConnector',
					operation: 'lookup',
					protocol,
					connector: byId('Sim_Debtors'),
					lookupMatch: { field: [{ field: 'DebtorId', value: '={{ $json.debtor }}' }] },
				},
				items,
			);
			expect(error).toBeUndefined();
			for (const [at, { json }] of output.entries()) {
				const { customer, debtor } = items[at];
				const own = debtors[customer as number].find(({ DebtorId }) => DebtorId === debtor);
				const { DebtorId, AdressLine1 } = json.row as IDataObject;
				expect({ DebtorId, AdressLine1 }).toEqual({
					DebtorId: own?.DebtorId,
					AdressLine1: own?.AdressLine1,
				});
			}
			expectOwnCallsOnly();
			// A call for the fields, and one for the rows of each.
			for (const { requests } of customers) expect(requests.length).toBeLessThanOrEqual(2);
		},
	);
});
