import type { IDataObject } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.simulator.close());
beforeEach(() => stage.simulator.reset());
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

function getMany(connector: string, parameters: IDataObject = {}, more: IDataObject = {}) {
	return stage.n8n.runNode({
		credential: stage.credential,
		parameters: {
			resource: 'getConnector',
			operation: 'getMany',
			connector: byId(connector),
			...parameters,
		},
		...more,
	});
}

async function rowsOf(connector: string, parameters: IDataObject = {}) {
	const { items, error } = await getMany(connector, { returnAll: true, ...parameters });
	expect(error).toBeUndefined();
	return items[0].map(({ json }) => json);
}

const filters = (...groups: Array<Array<[string, string, unknown?]>>): IDataObject => ({
	filterMode: 'builder',
	filterGroups: {
		group: groups.map((group) => ({
			conditions: {
				condition: group.map(([field, operator, value]) => ({ field, operator, value })),
			},
		})),
	},
});

const sortBy = (...fields: string[]): IDataObject => ({
	sort: {
		by: fields.map((field) => ({
			field: field.replace(/^-/, ''),
			direction: field.startsWith('-') ? 'desc' : 'asc',
		})),
	},
});

const calls = () => stage.simulator.requests.map(({ path }) => path.split('/').slice(2).join('/'));
const rowCalls = () => stage.simulator.requests.filter(({ path }) => path.includes('/connectors/'));

describe('rows', () => {
	it('come up to the limit, each paired with the input item', async () => {
		const { items } = await getMany(
			'Sim_Countries',
			{ limit: 2 },
			{ items: [{ a: 1 }, { a: 2 }, { a: 3 }] },
		);
		expect(items[0].map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1, 2, 2].map((item) => ({ item })),
		);
		expect(calls().filter((path) => path.startsWith('metainfo'))).toHaveLength(1);
	});

	it('come once for all items with Execute Once', async () => {
		const { items } = await getMany(
			'Sim_Countries',
			{ limit: 2 },
			{ items: [{}, {}, {}], executeOnce: true },
		);
		expect(items[0]).toHaveLength(2);
	});

	it('may be none', async () => {
		expect(await rowsOf('Sim_Empty')).toEqual([]);
	});

	it('rule 1: text stays text, and long decimals keep every digit', async () => {
		const stored = stage.simulator.table('Sim_Odd_Names').records();
		const rows = await rowsOf('Sim_Odd_Names', { keyFields: ['Key'] });
		const texts = (list: IDataObject[]) => list.map((row) => row['Text with spaces']).sort();
		expect(texts(rows)).toEqual(texts(stored));
		expect(rows[0]).not.toHaveProperty('polluted');

		const ledger = JSON.stringify(await rowsOf('Sim_Ledger'));
		expect(ledger).toContain('"1234567890123456.0123456789"');
	});

	it('rule 3: dates are Amsterdam time, as the user asks for it', async () => {
		const date = async (dateTimes?: string) => {
			const [row] = await rowsOf('Sim_Debtors', {
				...filters([['DebtorId', 'equal', '000010']]),
				...(dateTimes ? { options: { dateTimes } } : {}),
			});
			return row.CreateDate as string;
		};
		const local = await date();
		expect(local).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
		expect(await date('asReturned')).toBe(`${local}Z`);
		expect(await date('offset')).toMatch(new RegExp(`^${local}\\+0[12]:00$`));
	});

	it('keep the chosen fields only', async () => {
		const [row] = await rowsOf('Sim_Debtors', {
			options: { outputFields: ['debtorname', 'DebtorId'] },
		});
		expect(Object.keys(row)).toEqual(['DebtorName', 'DebtorId']);
	});
});

describe('filters', () => {
	it('bring every value over exactly, over either form', async () => {
		const stored = stage.simulator.table('Sim_Odd_Names').records();
		const { items } = await getMany(
			'Sim_Odd_Names',
			filters([['Text with spaces', 'equal', '={{ $json.text }}']]),
			{ items: stored.map((row) => ({ text: row['Text with spaces'] })) },
		);
		expect(items[0].map(({ json }) => json.Key)).toEqual(stored.map(({ Key }) => Key));
		const forms = rowCalls().map(({ query }) => 'filterjson' in query);
		expect(new Set(forms)).toEqual(new Set([true, false]));
	});

	it('join conditions by AND and groups by OR', async () => {
		const rows = await rowsOf(
			'Sim_Debtors',
			filters(
				[
					['PayCon', 'equal', '14'],
					['VatDuty', 'equal', '2'],
				],
				[['DebtorId', 'equal', '000010']],
			),
		);
		const expected = stage.simulator
			.table('Sim_Debtors')
			.records()
			.filter((row) => (row.PayCon === '14' && row.VatDuty === '2') || row.DebtorId === '000010')
			.map((row) => row.DebtorId);
		expect(rows.map((row) => row.DebtorId).sort()).toEqual(expected.sort());
		expect(expected.length).toBeGreaterThan(10);
	});

	it.each([
		['startsWith', 'Bak', (text: string) => text.toLowerCase().startsWith('bak')],
		['notStartsWith', 'Bak', (text: string) => !text.toLowerCase().startsWith('bak')],
		['contains', 'B.V.', (text: string) => text.toLowerCase().includes('b.v.')],
	])('know %s', async (operator, value, holds) => {
		const rows = await rowsOf('Sim_Debtors', filters([['DebtorName', operator, value]]));
		const expected = stage.simulator
			.table('Sim_Debtors')
			.records()
			.filter((row) => holds(String(row.DebtorName)));
		expect(rows).toHaveLength(expected.length);
	});

	it('know empty and not empty', async () => {
		const empty = await rowsOf('Sim_Debtors', filters([['Email', 'empty']]));
		const filled = await rowsOf('Sim_Debtors', filters([['Email', 'notEmpty']]));
		expect(empty.every((row) => row.Email === null)).toBe(true);
		expect(empty.length + filled.length).toBe(1000);
	});

	it('take dates with a zone as Amsterdam time', async () => {
		const [{ ModifiedDate }] = await rowsOf('Sim_Debtors', sortBy('ModifiedDate'));
		const before = filters([['ModifiedDate', 'less', `${ModifiedDate as string}+14:00`]]);
		expect(await rowsOf('Sim_Debtors', before)).toEqual([]);
		expect(rowCalls().at(-1)?.query.filtervalues).not.toMatch(/Z|\+/);
	});

	it('may be AFAS JSON', async () => {
		const rows = await rowsOf('Sim_Debtors', {
			filterMode: 'json',
			filterJson: JSON.stringify({
				Filters: {
					Filter: [
						{ Field: [{ '@FieldId': 'DebtorId', '@OperatorType': '1', '#text': '000010' }] },
					],
				},
			}),
		});
		expect(rows.map((row) => row.DebtorId)).toEqual(['000010']);
	});

	it('are read per item when they are expressions', async () => {
		const { items } = await getMany(
			'Sim_Debtors',
			filters([['={{ $json.field }}', 'equal', '={{ $json.id }}']]),
			{
				items: [
					{ field: 'DebtorId', id: '000010' },
					{ field: 'DebtorId', id: '000017' },
				],
			},
		);
		expect(items[0].map(({ json }) => json.DebtorId)).toEqual(['000010', '000017']);
	});

	it.each([
		['no field', filters([['', 'equal', 'x']]), "Condition 1 of 'Filters' has no field"],
		['an empty group', filters([]), "Group 1 of 'Filters' has no condition"],
		['an unknown field', filters([['Gone', 'equal', 'x']]), "names the field 'Gone'"],
		['an unknown operator', filters([['DebtorId', 'like', 'x']]), "has the operator 'like'"],
	])('with %s are refused, and never mean every row', async (_case, parameters, message) => {
		const { error } = await getMany('Sim_Debtors', parameters);
		expect(error?.message).toContain(message);
		expect(error?.name).toBe('NodeOperationError');
		// Where the fields are not known yet, AFAS may be asked for the row at the same time, and refuses.
		expect(rowCalls().filter(({ status }) => status === 200)).toEqual([]);
	});

	it('longer than AFAS takes are stopped before sending, with the length', async () => {
		const { error } = await getMany(
			'Sim_Debtors',
			filters([['DebtorName', 'equal', 'x'.repeat(2100)]]),
		);
		expect(error?.message).toMatch(/The query string is 2\d{3} characters long; AFAS takes 2049/);
		expect(rowCalls()).toEqual([]);
	});
});

describe('rule 4: a page without an order is a bug', () => {
	it('50,000 rows with many ties arrive once each, in order, in six calls', async () => {
		stage.simulator.warm('Sim_SalesOrders');
		const rows = await rowsOf('Sim_SalesOrders', sortBy('-OrderDate'));
		const stored = stage.simulator.table('Sim_SalesOrders').records();
		expect(rows).toHaveLength(50_000);
		expect(new Set(rows.map((row) => row.OrderNumber)).size).toBe(50_000);
		expect(new Set(rows.map((row) => row.OrderDate)).size).toBeLessThan(5_000);
		const dates = rows.map((row) => row.OrderDate as string);
		expect(dates).toEqual([...dates].sort().reverse());
		expect(new Set(rows.map((row) => row.OrderNumber))).toEqual(
			new Set(stored.map((row) => row.OrderNumber)),
		);
		expect(calls()).toEqual([
			'metainfo/get/Sim_SalesOrders',
			...Array(6).fill('connectors/Sim_SalesOrders'),
		]);
		expect(rowCalls().map(({ query }) => query.take)).toEqual(Array(6).fill('12500'));
		// The next time their number is known.
		stage.simulator.reset();
		expect(await rowsOf('Sim_SalesOrders', sortBy('-OrderDate'))).toEqual(rows);
		expect(rowCalls()).toHaveLength(5);
	}, 60_000);

	it('every call that skips or follows another one sorts on all fields', async () => {
		await rowsOf('Sim_Countries', { options: { pageSize: 100 } });
		await getMany('Sim_Countries', { limit: 5, options: { skip: 3 } });
		const fields = stage.simulator.table('Sim_Countries').fields.map(({ id }) => id);
		for (const { query } of rowCalls()) expect(query.orderbyfieldids.split(',')).toEqual(fields);
		// All three pages, of which the second and third may be asked for at once, and the call with Skip.
		expect(rowCalls()).toHaveLength(4);
	});

	it.each([
		['no key fields', {}],
		['key fields', { keyFields: 'CoId' }],
	])('portions by Skip and Limit fit each other with %s', async (_, parameters) => {
		const codes: unknown[] = [];
		for (let skip = 0; skip < 250; skip += 50) {
			const options = { skip, outputFields: 'CoId' };
			const { items } = await getMany('Sim_Countries', { limit: 50, options, ...parameters });
			codes.push(...items[0].map(({ json }) => json.CoId));
		}
		expect(codes).toHaveLength(250);
		expect(new Set(codes).size).toBe(250);
		expect(new Set(rowCalls().map(({ query }) => query.orderbyfieldids)).size).toBe(1);
	});

	it('a second page without an order on all fields is refused', async () => {
		// The filter leaves no room for the order in the query.
		const filter = filters([['DebtorName', 'notEqual', 'x'.repeat(1800)]]);
		const parameters = { returnAll: true, options: { pageSize: 100 }, ...filter };
		const { error } = await getMany('Sim_Debtors', parameters);
		expect(error?.message).toMatch(/^The query cannot hold an order on all fields/);
		expect(error?.description).toMatch(/Choose 'Key Fields'.*or set 'Protocol' to SOAP/);
		const later = await getMany('Sim_Debtors', { ...filter, options: { skip: 5 } });
		expect(later.error?.message).toMatch(/^The query cannot hold an order on all fields/);
		// The first page needs no order, and SOAP and key fields have room for one.
		expect((await getMany('Sim_Debtors', { limit: 20, ...filter })).items[0]).toHaveLength(20);
		const all = stage.simulator.table('Sim_Debtors').records().length;
		expect(await rowsOf('Sim_Debtors', { ...parameters, protocol: 'soap' })).toHaveLength(all);
		expect(await rowsOf('Sim_Debtors', { ...parameters, keyFields: 'DebtorId' })).toHaveLength(all);
	});

	it('a second page with a field that AFAS cannot sort on is refused', async () => {
		const { error } = await getMany('Sim_Odd_Names', { returnAll: true, options: { pageSize: 5 } });
		expect(error?.message).toMatch(/^AFAS cannot sort on Org\.Name,/);
		const keyed = { keyFields: 'Key', options: { pageSize: 5 } };
		expect((await rowsOf('Sim_Odd_Names', keyed)).length).toBeGreaterThan(5);
	});

	it.each(['rest', 'soap'])(
		'an order that AFAS refuses is left out while one page is enough, over %s',
		async (protocol) => {
			const fault = {
				kind: 'functional500' as const,
				contains: 'Co',
				path: /connectors\/|appconnectorget/i,
				message: 'General message: Invalid Index field',
			};
			const read = async (parameters: IDataObject) => {
				stage.simulator.settings.faults = [{ ...fault }];
				const outcome = await getMany('Sim_Countries', { protocol, ...parameters });
				stage.simulator.settings.faults = [];
				return outcome;
			};
			expect((await read({ limit: 50 })).items[0]).toHaveLength(50);
			expect((await read({ returnAll: true })).items[0]).toHaveLength(250);
			const { error } = await read({ returnAll: true, options: { pageSize: 100 } });
			expect(error?.message).toMatch(
				/^AFAS cannot sort on all fields of this GetConnector, so rows/,
			);
			expect(error?.description).toContain("Choose 'Key Fields'");
			const keyed = await read({ returnAll: true, keyFields: 'CoId' });
			expect(keyed.error?.message).toBe('General message: Invalid Index field');
		},
	);

	it('sorts on the key fields when they are given', async () => {
		await rowsOf('Sim_Countries', { keyFields: 'CoId', options: { pageSize: 100 } });
		expect(new Set(rowCalls().map(({ query }) => query.orderbyfieldids))).toEqual(
			new Set(['CoId']),
		);
	});
});

describe("rule 6: AFAS's words reach the user", () => {
	it('with the log reference and a next step', async () => {
		stage.simulator.settings.maxCells = 10;
		const { error } = await getMany('Sim_Debtors', { limit: 50 });
		stage.simulator.settings.maxCells = Infinity;
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'Out of memory',
			httpCode: '500',
			context: { itemIndex: 0, data: { httpCode: 500, errorNumber: expect.any(Number) } },
		});
		expect(error?.description).toMatch(/Page Size.*log under this reference: \w+/);
	});

	it.each([
		['Sim_Blocked', 'blocked', 'unblock it there'],
		['Sim_Restricted', 'authori', 'user group'],
		['Sim_Unknown', '', "Check the connector's ID"],
	])('%s', async (connector, words, nextStep) => {
		const { error } = await getMany(connector);
		expect(error?.message).toContain(words);
		expect(error?.description).toContain(nextStep);
	});
});

describe('rule 7: one bad item never takes the good ones with it', () => {
	it('under Continue On Fail', async () => {
		const { items, error } = await getMany(
			'={{ $json.connector }}',
			{ connector: { __rl: true, mode: 'id', value: '={{ $json.connector }}' }, limit: 1 },
			{
				items: [
					{ connector: 'Sim_Countries' },
					{ connector: 'Sim_Blocked' },
					{ connector: 'Sim_Articles' },
				],
				continueOnFail: true,
			},
		);
		expect(error).toBeUndefined();
		expect(items[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(items[0][0].json).toHaveProperty('CoId');
		expect(items[0][1].json).toMatchObject({
			error: expect.stringContaining('blocked'),
			details: { httpCode: 500, profitLogReference: expect.any(String) },
		});
		expect(items[0][2].json).not.toHaveProperty('error');
	});
});

describe('the error output', () => {
	it('gets the failed items only, with the details and the input item', async () => {
		const { items } = await getMany(
			'',
			{ connector: { __rl: true, mode: 'id', value: '={{ $json.connector }}' }, limit: 1 },
			{
				items: [{ connector: 'Sim_Blocked' }, { connector: 'Sim_Countries' }],
				onError: 'continueErrorOutput',
			},
		);
		expect(items.map((output) => output.length)).toEqual([1, 1]);
		expect(items[1][0].json).toMatchObject({
			connector: 'Sim_Blocked',
			error: expect.stringContaining('blocked'),
			details: { httpCode: 500 },
		});
	});
});

describe('rule 9: nothing secret is shown', () => {
	it('in errors of every kind', async () => {
		const data = /<data>(\w+)</.exec(stage.simulator.token)?.[1] as string;
		const base64 = Buffer.from(stage.simulator.token).toString('base64');
		const shown: unknown[] = [];
		for (const credential of [
			stage.credential,
			{ ...stage.credential, token: data.slice(1) },
			{ ...stage.credential, restUrl: 'http://127.0.0.1:1/x' },
			{ ...stage.credential, restUrl: 'https://profit.invalid/x' },
		]) {
			const parameters = { options: { retries: 0 } };
			const { error, items } = await getMany('Sim_Blocked', parameters, { credential });
			expect(error).toBeDefined();
			shown.push(error, items);
		}
		const text = JSON.stringify(shown);
		for (const secret of [data.slice(1, 30), base64.slice(40, 80)])
			expect(text).not.toContain(secret);
	});
});

describe('the other reads', () => {
	const read = (resource: string, operation: string, parameters: IDataObject = {}) =>
		stage.n8n.runNode({
			credential: stage.credential,
			parameters: { resource, operation, ...parameters },
		});

	it('list the connectors of the app connector', async () => {
		const { items } = await read('environment', 'getConnectors');
		expect(items[0].map(({ json }) => json)).toContainEqual({
			type: 'GetConnector',
			id: 'Sim_Debtors',
			description: 'Debtors',
		});
	});

	it('show the app connector, when its token expires, and the IntegrationId that AFAS gets', async () => {
		const { items } = await read('environment', 'getInfo');
		expect(items[0].map(({ json }) => json)).toEqual([
			{
				environmentId: 'T12345AA',
				appConnector: 'n8n',
				userGroup: 'n8n (12345.N8N)',
				tokenExpiry: '2027-05-01T00:00:00',
				integrationId: stage.simulator.requests[0].headers.integrationid,
			},
		]);
		expect(items[0][0].json.integrationId).toBe(stage.simulator.integrationId);
	});

	it('give the metainfo of a connector as AFAS writes it', async () => {
		const { port, token, integrationId } = stage.simulator;
		const Authorization = `AfasToken ${Buffer.from(token).toString('base64')}`;
		for (const [connectorType, path, id] of [
			['getConnector', 'get', 'Sim_Debtors'],
			['updateConnector', 'update', 'FbSales'],
		]) {
			const { items } = await read('environment', 'getMetainfo', {
				connectorType,
				connector: byId(id),
			});
			const answer = await fetch(
				`http://127.0.0.1:${port}/ProfitRestServices/metainfo/${path}/${id}`,
				{ headers: { Authorization, IntegrationId: integrationId, 'Accept-Language': 'en-us' } },
			);
			expect(items[0].map(({ json }) => json)).toEqual([await answer.json()]);
		}
	});

	it('say that a connector has no metainfo, in the words of AFAS', async () => {
		const { error } = await read('environment', 'getMetainfo', { connector: byId('Sim_Gone') });
		expect(error?.message).toContain('GetConnector');
	});

	it('give the version of Profit', async () => {
		const { items } = await read('environment', 'getVersion');
		expect(items[0][0].json).toEqual({ version: stage.simulator.settings.profitVersion });
	});

	it('list the fields of a GetConnector, in the language asked for', async () => {
		const fields = async (options: IDataObject) => {
			const { items } = await read('getConnector', 'getFields', {
				connector: byId('Sim_Debtors'),
				options,
			});
			return items[0][0].json;
		};
		expect(await fields({})).toMatchObject({ id: 'DebtorId', dataType: 'string' });
		expect((await fields({ language: 'nl-nl' })).label).not.toBe((await fields({})).label);
	});
});

describe('the lists of the editor', () => {
	const parameters = {
		resource: 'getConnector',
		operation: 'getMany',
		connector: byId('Sim_Articles'),
	};

	it('show connectors by id and description, and find them by either', async () => {
		const { results } = await stage.n8n.listSearch('searchGetConnectors', {
			credential: stage.credential,
			filter: 'dossier',
		});
		expect(results).toContainEqual({ name: 'Sim_Subjects (Dossier items)', value: 'Sim_Subjects' });
		expect(results.every(({ name }) => name.toLowerCase().includes('dossier'))).toBe(true);
	});

	it('find a connector by words of its id and its description, in any order', async () => {
		const { results } = await stage.n8n.listSearch('searchGetConnectors', {
			credential: stage.credential,
			filter: 'items  sim_subj',
		});
		expect(results).toEqual([{ name: 'Sim_Subjects (Dossier items)', value: 'Sim_Subjects' }]);
	});

	it('of one open panel share one call', async () => {
		const credential = { ...stage.credential, language: 'fr-fr' };
		const lists = await Promise.all(
			[1, 2, 3, 4].map(() =>
				stage.n8n.loadOptions('getConnectorFields', { credential, parameters }),
			),
		);
		expect(lists[0].length).toBeGreaterThan(5);
		expect(lists[0][0]).toMatchObject({
			name: expect.stringMatching(/\(\w+\)$/),
			description: 'Text',
		});
		expect(calls()).toEqual(['metainfo/get/Sim_Articles']);
	});

	it('ask again after something went wrong, and never with the answer of another credential', async () => {
		const wrong = { ...stage.credential, token: 'A'.repeat(64) };
		const ask = (credential: IDataObject) =>
			stage.n8n.loadOptions('getConnectorFields', { credential, parameters });
		await expect(ask(wrong)).rejects.toThrow('AFAS does not accept the token');
		await expect(ask(wrong)).rejects.toThrow('AFAS does not accept the token');
		expect((await ask(stage.credential)).length).toBeGreaterThan(5);
		expect(calls()).toHaveLength(3);
	});

	it.each([
		['no connector is chosen', { mode: 'list', value: '' }],
		['its ID is an expression', { mode: 'id', value: '={{ $json.connector }}' }],
	])('are empty while %s', async (_what, connector) => {
		const list = await stage.n8n.loadOptions('getConnectorFields', {
			credential: stage.credential,
			parameters: { ...parameters, connector: { __rl: true, ...connector } },
		});
		expect(list).toEqual([]);
		expect(calls()).toEqual([]);
	});
});
