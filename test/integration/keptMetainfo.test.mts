// What the process knows of connectors from earlier executions, and how it notices that it is not true any more.
import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { core } from './support/libraries.mts';
import { byId, openStage, type Stage } from './support/profit.mts';
import { BEFORE, CHANGES, compose, CONNECTOR } from './support/recomposed.mts';
import { record, runWrite, writesOf } from './support/writes.mts';

let stage: Stage;
/** Nobody has used it before, so nothing is known of its connectors. */
let credential: IDataObject;
let protocol = 'rest';

beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	const { simulator } = stage;
	simulator.reset();
	simulator.settings.changeMetainfo = (_, answer) => answer;
	simulator.settings.notAuthorised.clear();
	simulator.settings.delayMs = 0;
	simulator.settings.faults = [];
	credential = { ...stage.credential, webhookPassword: randomUUID() };
	compose(simulator, BEFORE);
});
afterEach(() => expect(stage.simulator.violations).toEqual([]));

const calls = () => stage.simulator.requests.map(({ path }) => path.split('/').slice(2).join('/'));
const METAINFO = `metainfo/get/${CONNECTOR}`;
const ROWS = `connectors/${CONNECTOR}`;

function getMany(parameters: IDataObject = {}, more: IDataObject = {}) {
	return stage.n8n.runNode({
		credential,
		parameters: {
			resource: 'getConnector',
			operation: 'getMany',
			connector: byId(CONNECTOR),
			protocol,
			...parameters,
		},
		...more,
	});
}

const where = (field: string, value: unknown, operator = 'equal'): IDataObject => ({
	filterMode: 'builder',
	filterGroups: { group: [{ conditions: { condition: [{ field, operator, value }] } }] },
});

/** What somebody gets who has not asked before. */
async function coldly<T>(run: () => Promise<T>): Promise<T> {
	const warm = credential;
	credential = { ...warm, webhookPassword: randomUUID() };
	try {
		return await run();
	} finally {
		credential = warm;
		stage.simulator.reset();
	}
}

const outcomeOf = async (parameters: IDataObject) => {
	const { items, error, hints } = await getMany(parameters);
	return { rows: items[0]?.map(({ json }) => json), error: error?.message, hints };
};

describe('a connector that is not known', () => {
	const most = () => Math.max(...stage.simulator.requests.map(({ parallel }) => parallel));

	it.each([
		['a row', '0010'],
		['no row', 'none'],
	])('gives %s by its number in two calls at once', async (_, code) => {
		stage.simulator.settings.delayMs = 100;
		for (const limit of [1, 50]) {
			stage.simulator.reset();
			credential = { ...credential, webhookPassword: randomUUID() };
			const { items, error } = await getMany({ ...where('Code', code), limit });
			expect(error).toBeUndefined();
			expect(items[0].map(({ json }) => json.Code)).toEqual(code === 'none' ? [] : [code]);
			expect(calls().sort()).toEqual([ROWS, METAINFO]);
			expect(most()).toBe(2);
		}
	});

	const byKey = { returnAll: true, keyFields: ['Code'] };
	const [list, [[, , since]]] = BEFORE;
	const SIZES = Array.from({ length: 3000 }, (_, at) => at);
	const composeMany = () => {
		const rows = SIZES.map((size) => [String(size).padStart(5, '0'), 'Name', since, size, true]);
		compose(stage.simulator, [list, rows]);
	};
	const takes = () => stage.simulator.requests.flatMap(({ query }) => query.take ?? []);

	it.each([
		['all rows', {}, 2],
		['no row', where('Name', 'none', 'startsWith'), 0],
		['the first rows', { returnAll: false, limit: 60 }, 2],
		['all rows in an order', { sort: { by: [{ field: 'Name', direction: 'desc' }] } }, 2],
	])('gives %s by their key in two calls at once', async (_, parameters, count) => {
		stage.simulator.settings.delayMs = 100;
		const { items, error } = await getMany({ ...byKey, ...parameters });
		expect(error).toBeUndefined();
		expect(items[0]).toHaveLength(count);
		expect(calls().sort()).toEqual([ROWS, METAINFO]);
		expect(most()).toBe(2);
	});

	it('gives more rows by their key after a small first page, the same as when it is known', async () => {
		composeMany();
		stage.simulator.settings.delayMs = 100;
		const cold = await getMany(byKey);
		expect(cold.error).toBeUndefined();
		expect(cold.items[0].map(({ json }) => json.Size)).toEqual(SIZES);
		expect(takes()[0]).toBe('1000');
		expect(calls().filter((path) => path === ROWS)).toHaveLength(3);
		stage.simulator.reset();
		const warm = await getMany(byKey);
		expect(warm.items).toEqual(cold.items);
		expect(takes()).toEqual(['30000']);
	});

	it.each([
		['names in other letters', { keyFields: ['code'] }],
		['a moment in the filter', where('Since', '2026-01-26T15:57:43.000Z')],
		['rows to skip', { options: { skip: 1 } }],
		['one call at a time', { options: { concurrency: 1 } }],
	])('gives the rows by their key with %s', async (_, parameters) => {
		composeMany();
		const cold = await getMany({ ...byKey, ...parameters });
		expect(cold.error).toBeUndefined();
		expect(cold.items[0].length).toBeGreaterThanOrEqual(SIZES.length - 1);
		expect((await getMany({ ...byKey, ...parameters })).items).toEqual(cold.items);
	});

	it('tries the first call by key again after a while when AFAS is away', async () => {
		composeMany();
		stage.simulator.settings.faults = [{ kind: 'busy503', path: ROWS, times: 1 }];
		const { items, error } = await getMany(byKey);
		expect(error).toBeUndefined();
		expect(items[0]).toHaveLength(SIZES.length);
		const [first, second] = stage.simulator.requests.filter(({ query }) => query.take === '1000');
		expect(second.startedAt - first.startedAt).toBeGreaterThan(500);
	});

	it('does not ask again what AFAS refused', async () => {
		stage.simulator.settings.faults = [{ kind: 'functional500', path: ROWS, times: 1 }];
		const { error } = await getMany(byKey);
		expect(error?.message).toBeTruthy();
		expect(calls().sort()).toEqual([ROWS, METAINFO]);
	});

	it('gives several rows in its own order', async () => {
		const [, [first, second]] = BEFORE;
		const named = (row: typeof first) => [row[0], 'same', ...row.slice(2)];
		compose(stage.simulator, [list, [named(second), named(first)]]);
		const { items } = await getMany(where('Name', 'same'));
		expect(items[0].map(({ json }) => json.Code)).toEqual(['0010', '0020']);
		expect(calls().sort()).toEqual([ROWS, ROWS, METAINFO]);
		expect(stage.simulator.requests.flatMap(({ remarks }) => remarks)).toEqual([]);
	});

	it('gives a row although the first call failed', async () => {
		stage.simulator.settings.faults = [{ kind: 'functional500', path: ROWS, times: 1 }];
		const { items, error } = await getMany(where('Code', '0010'));
		expect(error).toBeUndefined();
		expect(items[0]).toHaveLength(1);
	});

	it.each([
		['a moment', where('Since', '2026-01-26T15:57:43.000Z')],
		['a word for yes', where('Active', 'ja')],
		['a field in other letters', where('code', '0010')],
		['a part of a text', where('Name', 'Neder', 'startsWith')],
	])('finds a row by %s', async (_, filter) => {
		const { items, error } = await getMany(filter);
		expect(error).toBeUndefined();
		expect(items[0].map(({ json }) => json.Code)).toEqual(['0010']);
	});

	it.each([
		['a filter', where('Nope', '1'), "'Filters' names the field 'Nope'"],
		['the output', { ...where('Code', '0010'), options: { outputFields: 'Nope' } }, "'Nope'"],
	])('says which name of %s it does not have', async (_, parameters, message) => {
		expect((await getMany(parameters)).error?.message).toContain(message);
	});
});

describe('a connector that is known', () => {
	it('gives a row by its number in one call', async () => {
		const first = await getMany(where('Code', '0010'));
		expect(calls().sort()).toEqual([ROWS, METAINFO]);
		stage.simulator.reset();
		const second = await getMany(where('Code', '0010'));
		expect(calls()).toEqual([ROWS]);
		expect(second.items).toEqual(first.items);
		expect(second.items[0].map(({ json }) => json.Code)).toEqual(['0010']);
	});

	it('looks up many rows in one call', async () => {
		const lookUp = async () =>
			await getMany(match('Code', '={{ $json.code }}'), {
				items: [{ code: '0010' }, { code: '0020' }, { code: '0010' }],
			});
		const first = await lookUp();
		expect(calls()).toEqual([METAINFO, ROWS]);
		stage.simulator.reset();
		expect((await lookUp()).items).toEqual(first.items);
		expect(calls()).toEqual([ROWS]);
	});

	it('takes a change in one call, and a Create or Update in two', async () => {
		const order = () => record({ DbId: '000010', RfCs: randomUUID().slice(0, 20) });
		const options = { credential };
		await runWrite(stage, 'create', 'FbSales', order(), options);
		const upsert = () => ({
			...order(),
			lookupConnector: byId('Sim_SalesOrders'),
			lookupMatch: { field: [{ field: 'CustomerReference', value: randomUUID() }] },
			lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
		});
		await runWrite(stage, 'upsert', 'FbSales', upsert(), options);
		stage.simulator.reset();
		const created = await runWrite(stage, 'create', 'FbSales', order(), options);
		expect(created.error).toBeUndefined();
		expect(calls()).toEqual(['connectors/FbSales']);
		stage.simulator.reset();
		const changed = await runWrite(stage, 'upsert', 'FbSales', upsert(), options);
		expect(changed.error).toBeUndefined();
		expect(calls()).toEqual(['connectors/Sim_SalesOrders', 'connectors/FbSales']);
	});

	it('is asked for once by executions that begin at the same time', async () => {
		stage.simulator.settings.delayMs = 50;
		const [first, second] = await Promise.all([getMany(), getMany()]);
		expect(calls().sort()).toEqual([ROWS, ROWS, METAINFO]);
		expect(second.items).toEqual(first.items);
	});

	it.each([
		['another language', { options: { language: 'nl-nl' } }, {}],
		['another login', {}, { readOnly: true }],
	])('is not known with %s', async (_, parameters, change) => {
		await getMany();
		stage.simulator.reset();
		credential = { ...credential, ...change };
		await getMany(parameters);
		expect(calls()).toEqual([METAINFO, ROWS]);
	});

	it('is asked for anew by what shows metainfo', async () => {
		await getMany();
		const fieldsOf = {
			resource: 'getConnector',
			operation: 'getFields',
			connector: byId(CONNECTOR),
		};
		const blueprint = {
			resource: 'environment',
			operation: 'getBlueprint',
			connectorIds: [CONNECTOR],
		};
		compose(stage.simulator, [[['Code', 'string', 'Code', 'Code']], [['0010']]]);
		for (const parameters of [fieldsOf, blueprint]) {
			stage.simulator.reset();
			const { items, error } = await stage.n8n.runNode({ credential, parameters });
			expect(error).toBeUndefined();
			expect(calls()).toContain(METAINFO);
			expect(JSON.stringify(items)).not.toContain('Since');
		}
		stage.simulator.reset();
		const shown = await stage.n8n.loadOptions('getConnectorFields', {
			credential,
			parameters: { connector: byId(CONNECTOR) },
		});
		expect(calls()).toEqual([METAINFO]);
		expect(shown).toHaveLength(1);
	});

	it('is not spoiled by what later nodes do to its fields', async () => {
		stage.simulator.settings.changeMetainfo = (_, answer) => answer;
		const parameters = {
			resource: 'updateConnector',
			operation: 'getFields',
			connector: byId('FbSales'),
		};
		const { items } = await stage.n8n.runNode({ credential, parameters });
		for (const { json } of items[0]) {
			json.fieldId = 'spoiled';
			if (Array.isArray(json.values)) json.values.length = 0;
		}
		const { error } = await runWrite(stage, 'create', 'FbSales', record({ DbId: '000010' }), {
			credential,
		});
		expect(error).toBeUndefined();
	});

	it('is not known when AFAS refused it', async () => {
		stage.simulator.settings.notAuthorised.add(CONNECTOR.toLowerCase());
		expect((await getMany()).error).toBeDefined();
		stage.simulator.settings.notAuthorised.clear();
		expect((await getMany()).error).toBeUndefined();
	});
});

const READS: Array<[string, IDataObject]> = [
	['all rows', { returnAll: true }],
	['key fields', { returnAll: true, keyFields: 'Code' }],
	['files', { returnAll: true, options: { output: 'csv' } }],
	['pages of one row', { returnAll: true, keyFields: 'Code', options: { pageSize: 2 } }],
	['a sort by the old name', { sort: { by: [{ field: 'Name' }] } }],
	['a sort by the new name', { sort: { by: [{ field: 'Land' }] } }],
	['a filter on text', where('Name', 'Nederland')],
	['a filter on a day', where('Since', '2026-01-26T15:57:43.000Z', 'greaterOrEqual')],
	['a filter on yes', where('Active', 'ja')],
	['chosen fields', { options: { outputFields: 'Code,Since' } }],
	['dates with an offset', { options: { dateTimes: 'offset' } }],
];

const match = (field: string, value: unknown, more: IDataObject = {}): IDataObject => ({
	operation: 'lookup',
	lookupMatch: { field: [{ field, value }] },
	...more,
});

const LOOK_UPS: Array<[string, IDataObject]> = [
	['a row by its number', match('Code', '={{ $json.code }}')],
	['a row by the old name', match('Name', 'Nederland')],
	['a row by the new name', match('Land', 'Nederland')],
	['a row by a day', match('Since', '2026-01-26T15:57:43.000Z')],
	['a row by yes', match('Active', 'ja')],
	['chosen fields', match('Code', '0010', { options: { outputFields: 'Code,Since' } })],
];

const PROTOCOLS = ['rest', 'soap'];
const CHANGES_AND_PROTOCOLS = PROTOCOLS.flatMap((over) =>
	CHANGES.map(([name, change]) => [name, over, change] as const),
);

describe.each(CHANGES_AND_PROTOCOLS)('when an administrator %s, over %s', (_, over, change) => {
	beforeEach(() => (protocol = over));
	afterEach(() => (protocol = 'rest'));

	it.each(LOOK_UPS)('%s is looked up as if nothing had been known', async (_name, parameters) => {
		const items = [{ code: '0010' }, { code: '0020' }, { code: 'none' }];
		const lookUp = async () => {
			const { items: output, error } = await getMany(parameters, { items });
			return { rows: output[0]?.map(({ json }) => json), error: error?.message };
		};
		await lookUp();
		await getMany();
		compose(stage.simulator, change(BEFORE));
		const cold = await coldly(lookUp);
		expect(await lookUp()).toEqual(cold);
		expect(calls().filter((path) => path === METAINFO).length).toBeLessThanOrEqual(1);
	});

	it.each(READS)('%s come as if nothing had been known', async (_name, parameters) => {
		await getMany(parameters);
		await getMany();
		compose(stage.simulator, change(BEFORE));
		const cold = await coldly(async () => await outcomeOf(parameters));
		const warm = await outcomeOf(parameters);
		expect(warm).toEqual(cold);
		const asked = calls().filter((path) => path === METAINFO).length;
		expect(asked).toBeLessThanOrEqual(1);
	});
});

/** The metainfo of a connector without its field for a reference. */
function withoutReference(path: string, answer: Record<string, unknown>) {
	if (path !== 'update/FbSales') return answer;
	const fields = answer.fields as Array<{ fieldId: string }>;
	return { ...answer, fields: fields.filter(({ fieldId }) => fieldId !== 'RfCs') };
}

// n8n takes no file back: what was handed to it stays in its storage as long as the execution.
describe('files of a read', () => {
	const stored = jest.spyOn(core.BinaryDataService.prototype, 'store');
	beforeEach(() => stored.mockClear());
	afterAll(() => stored.mockRestore());
	const FILES = { returnAll: true, keyFields: 'Code', options: { output: 'csv', rowsPerFile: 1 } };

	it('are handed over once when a later page shows that an administrator changed a field', async () => {
		const codes = ['0010', '0020', '0030', '0040', '0050', '0060'];
		const named = (type: 'string' | 'date', last: string | number) =>
			compose(stage.simulator, [
				[
					['Code', 'string', 'Code', 'Code'],
					['Name', type, 'Naam', 'Name'],
				],
				codes.map((code) => [code, code === codes.at(-1) ? last : null]),
			]);
		named('string', 'Nederland');
		await getMany();
		named('date', Date.UTC(2026, 0, 26));
		stored.mockClear();
		const files = { ...FILES, options: { ...FILES.options, pageSize: 2 } };
		const { items, error } = await getMany(files);
		expect(error).toBeUndefined();
		expect(items[0]).toHaveLength(codes.length);
		expect(stored).toHaveBeenCalledTimes(codes.length);
	});

	it('ask for the fields that were kept once, before there is a second file', async () => {
		await getMany();
		stage.simulator.reset();
		await getMany({ ...FILES, options: { output: 'csv' } });
		expect(calls()).not.toContain(METAINFO);
		await getMany(FILES);
		expect(calls().filter((path) => path === METAINFO)).toHaveLength(1);
	});
});

describe('what an administrator changed', () => {
	it('is asked for once by many items', async () => {
		await getMany();
		compose(stage.simulator, CHANGES[0][1](BEFORE));
		stage.simulator.reset();
		const items = Array.from({ length: 20 }, () => ({}));
		const { items: output, error } = await getMany({}, { items });
		expect(error).toBeUndefined();
		expect(output[0]).toHaveLength(40);
		expect(output[0].every(({ json }) => 'Land' in json)).toBe(true);
		expect(calls().filter((path) => path === METAINFO)).toHaveLength(1);
	});

	it('is in the words of AFAS when it was a right', async () => {
		await getMany();
		stage.simulator.settings.notAuthorised.add(CONNECTOR.toLowerCase());
		const cold = await coldly(async () => (await getMany()).error?.message);
		expect((await getMany()).error?.message).toBe(cold);
	});

	it('is taken into account by a change', async () => {
		const write = async (value: IDataObject) =>
			await runWrite(stage, 'create', 'FbSales', record(value), { credential });
		await write({ DbId: '000010' });
		expect((await write({ DbId: '000010', Unkn: 'x' })).error).toBeDefined();
		await write({ DbId: '000010' });
		const { settings } = stage.simulator;
		settings.changeMetainfo = withoutReference;
		const { error } = await runWrite(
			stage,
			'create',
			'FbSales',
			record({ DbId: '000010', Nope: 1 }),
			{
				credential,
			},
		);
		expect(error?.message).toContain('Nope');
		// The check asked anew, and the field that is gone is not one any more.
		expect((await write({ DbId: '000010', RfCs: 'x' })).error?.message).toContain('RfCs');
		settings.changeMetainfo = (_, answer) => answer;
		stage.simulator.reset();
		expect((await write({ DbId: '000010', RfCs: 'x' })).error).toBeUndefined();
		expect(calls()).toEqual(['metainfo/update/FbSales', 'connectors/FbSales']);
	});

	it('is not left out of an item that is mapped by itself', async () => {
		const { settings } = stage.simulator;
		settings.changeMetainfo = withoutReference;
		const create = async (item: IDataObject) =>
			await runWrite(
				stage,
				'create',
				'FbSales',
				{ dataMode: 'fields', fields: { mappingMode: 'autoMapInputData', value: null } },
				{ credential, items: [item] },
			);
		await create({ DbId: '000010' });
		settings.changeMetainfo = (_, answer) => answer;
		stage.simulator.reset();
		const { error } = await create({ DbId: '000010', RfCs: 'kept' });
		expect(error).toBeUndefined();
		expect(JSON.parse(String(writesOf(stage)[0].body))).toEqual({
			FbSales: { Element: { Fields: { DbId: '000010', RfCs: 'kept' } } },
		});
	});
});
