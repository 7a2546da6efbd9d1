// How many calls work over SOAP takes, and what a schema must show for that.
import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';
import { asStrings, BEFORE, CHANGES, compose, CONNECTOR } from './support/recomposed.mts';
import { record, runWrite } from './support/writes.mts';

let stage: Stage;
/** Nobody has used it before, so nothing is known of its connectors. */
let credential: IDataObject;

beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	const { simulator } = stage;
	simulator.reset();
	simulator.settings.changeSchema = (schema) => schema;
	simulator.settings.faults = [];
	credential = { ...stage.credential, webhookPassword: randomUUID() };
	compose(simulator, BEFORE);
});
afterEach(() => expect(stage.simulator.violations).toEqual([]));

const METAINFO = `metainfo/get/${CONNECTOR}`;
const ROWS = 'appconnectorget.asmx';

/** The calls since the last time. */
function calls(): string[] {
	const { requests } = stage.simulator;
	const paths = requests.map(({ path }) => path.split('/').slice(2).join('/'));
	stage.simulator.reset();
	return paths;
}

async function getMany(parameters: IDataObject = {}, items: IDataObject[] = [{}]) {
	const { items: output, error } = await stage.n8n.runNode({
		credential,
		items,
		parameters: {
			resource: 'getConnector',
			operation: 'getMany',
			connector: byId(CONNECTOR),
			protocol: 'soap',
			...parameters,
		},
	});
	expect(error).toBeUndefined();
	return output[0].map(({ json }) => json);
}

const where = (field: string, value: unknown, operator = 'equal'): IDataObject => ({
	filterMode: 'builder',
	filterGroups: { group: [{ conditions: { condition: [{ field, operator, value }] } }] },
});
const match = (field: string, value: unknown): IDataObject => ({
	operation: 'lookup',
	lookupMatch: { field: [{ field, value }] },
});
const renamed = CHANGES[0][1](BEFORE);

describe('a connector that is not known', () => {
	const most = () => Math.max(...stage.simulator.requests.map(({ parallel }) => parallel));
	beforeEach(() => (stage.simulator.settings.delayMs = 100));
	afterEach(() => (stage.simulator.settings.delayMs = 0));

	it.each([
		['a row by its number', where('Code', '0010'), 1],
		['no row by its number', where('Code', 'none'), 0],
		['all rows by their key', { returnAll: true, keyFields: 'Code' }, 2],
	])('gives %s in two calls at once', async (_name, parameters, count) => {
		const first = await getMany(parameters);
		expect(first).toHaveLength(count);
		expect(most()).toBe(2);
		expect(calls().sort()).toEqual([ROWS, METAINFO]);
		// The schema came along.
		expect(await getMany(parameters)).toEqual(first);
		expect(calls()).toEqual([ROWS]);
	});

	it('gives the first rows by key beside the fields, and the others after them', async () => {
		const parameters = {
			connector: byId('Sim_SalesOrders'),
			returnAll: false,
			limit: 3000,
			keyFields: 'OrderNumber',
		};
		const cold = await getMany(parameters);
		expect(cold).toHaveLength(3000);
		expect(most()).toBe(2);
		expect(calls()).toHaveLength(3);
		expect(await getMany({ ...parameters, protocol: 'rest' })).toEqual(cold);
	});
});

describe('a connector that is known', () => {
	it.each([
		['a row by its number', where('Code', '0010'), 1],
		['a row by a day', where('Since', '2026-01-26T15:57:43.000Z'), 1],
		['no row by a day', where('Since', '2026-01-27T15:57:43.000Z'), 0],
		['no row by yes or no', { ...where('Active', 'ja'), options: { skip: 5 } }, 0],
		['all rows', { returnAll: true, keyFields: 'Code' }, 2],
		['files', { returnAll: true, options: { output: 'csv' } }, 1],
	])('gives %s in one call', async (_name, parameters, count) => {
		const first = await getMany(parameters);
		expect(first).toHaveLength(count);
		expect(calls().sort()).toEqual([ROWS, METAINFO]);
		expect(await getMany(parameters)).toEqual(first);
		expect(calls()).toEqual([ROWS]);
	});

	it('is known from work over REST too, and the other way round', async () => {
		const overRest = await getMany({ protocol: 'rest' });
		calls();
		expect(await getMany()).toEqual(overRest);
		expect(calls()).toEqual([ROWS]);
		await getMany({ protocol: 'rest' });
		expect(calls()).toEqual([`connectors/${CONNECTOR}`]);
	});

	it('shows its schema to the first call of many', async () => {
		const parameters = { returnAll: true, options: { pageSize: 20, concurrency: 1 } };
		const read = async () => await getMany({ ...parameters, connector: byId('Sim_Debtors') });
		const cold = await read();
		calls();
		expect(await read()).toEqual(cold);
		const withSchema = stage.simulator.requests.filter(({ body }) =>
			String(body).includes('Metadata&gt;1'),
		);
		expect(withSchema).toHaveLength(1);
		expect(calls().length).toBeGreaterThan(5);
	});

	it('takes a call for each of many items', async () => {
		await getMany();
		calls();
		const items = Array.from({ length: 20 }, () => ({}));
		expect(await getMany({}, items)).toHaveLength(40);
		expect(calls()).toEqual(items.map(() => ROWS));
	});

	it('is looked up for 300 items in one call', async () => {
		const connector = byId('Sim_Debtors');
		const ids = stage.simulator
			.table('Sim_Debtors')
			.records()
			.map(({ DebtorId }) => DebtorId);
		const items = Array.from({ length: 300 }, (_, at) => ({ id: ids[at % ids.length] }));
		const lookUp = async () =>
			await getMany({ connector, ...match('DebtorId', '={{ $json.id }}') }, items);
		await lookUp();
		calls();
		const found = await lookUp();
		expect(calls()).toEqual([ROWS]);
		expect(found.map(({ row }) => (row as IDataObject).DebtorId)).toEqual(
			items.map(({ id }) => id),
		);
	});

	it('is looked up with the fields it has now', async () => {
		const items = Array.from({ length: 300 }, (_, at) => ({ code: at % 2 ? '0010' : '0020' }));
		const lookUp = async () => await getMany(match('Code', '={{ $json.code }}'), items);
		await lookUp();
		compose(stage.simulator, renamed);
		calls();
		const found = await lookUp();
		expect(calls()).toEqual([ROWS, METAINFO, ROWS]);
		expect(found.map(({ row }) => (row as IDataObject).Land)).toEqual(
			items.map(({ code }) => (code === '0010' ? 'Nederland' : 'België')),
		);
	});

	it('and a Create or Update take two calls', async () => {
		const upsert = async () =>
			await runWrite(
				stage,
				'upsert',
				'FbSales',
				{
					...record({ DbId: '000010', RfCs: randomUUID().slice(0, 20) }),
					protocol: 'soap',
					lookupConnector: byId('Sim_SalesOrders'),
					lookupMatch: { field: [{ field: 'CustomerReference', value: randomUUID() }] },
					lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
				},
				{ credential },
			);
		await upsert();
		calls();
		expect((await upsert()).error).toBeUndefined();
		expect(calls()).toEqual(['connectors/Sim_SalesOrders', 'appconnectorupdate.asmx']);
	});
});

/** Forms of a schema that show less than metainfo says, or show it otherwise. */
const UNTOLD: Array<[string, (schema: string) => string]> = [
	['none', () => ''],
	['only strings', asStrings],
	['several', (schema) => schema + schema],
	[
		'several, with another one first',
		(schema) => schema.replace(/<xs:element.*<\/xs:element>/, '') + schema,
	],
	['types of its own', (schema) => schema.replace('xs:int', 'afas:amount')],
	['a field without a type', (schema) => schema.replace(' type="xs:int"', '')],
	[
		'a field in a field',
		(schema) =>
			schema.replace(
				'<xs:element name="Size" type="xs:int" minOccurs="0"/>',
				'<xs:element name="Size"><xs:complexType><xs:sequence><xs:element name="Amount" type="xs:int"/></xs:sequence></xs:complexType></xs:element>',
			),
	],
	['a field twice', (schema) => schema.replace('name="Size"', 'name="Code"')],
	['a field less', (schema) => schema.replace(/<xs:element name="Size"[^>]*>/, '')],
];

/** Forms of a schema that show the same. */
const TOLD: Array<[string, (schema: string) => string]> = [
	['another prefix', (schema) => schema.replaceAll('xs:', 'xsd:').replaceAll(':xs', ':xsd')],
	['no prefix', (schema) => schema.replaceAll('xs:', '').replaceAll(':xs', '')],
	[
		'the rows alone',
		(schema) =>
			schema
				.replace(/<xs:element name="AfasG.*?<xs:choice[^>]*>/, '')
				.replace(/<\/xs:choice>.*?<\/xs:element>/, ''),
	],
	['other numbers', (schema) => schema.replace('xs:int', 'xs:decimal')],
	[
		'another order',
		(schema) =>
			schema.replace(/(<xs:element name="Code"[^>]*>)(<xs:element name="Name"[^>]*>)/, '$2$1'),
	],
];

describe('a schema with', () => {
	const rows = async () => await getMany({ protocol: 'rest' });

	it.each(UNTOLD)('%s: the fields are asked for in each execution', async (_name, change) => {
		stage.simulator.settings.changeSchema = change;
		const first = await getMany();
		expect(calls()).toEqual([METAINFO, ROWS]);
		for (let again = 0; again < 2; again++) {
			expect(await getMany()).toEqual(first);
			expect(calls()).toEqual([METAINFO, ROWS]);
		}
		expect(await rows()).toEqual(first);
		expect(calls()).toEqual([`connectors/${CONNECTOR}`]);
		for (const [, changeFields] of CHANGES) {
			compose(stage.simulator, changeFields(BEFORE));
			const changed = await getMany();
			expect(changed).toEqual(await rows());
		}
	});

	it.each(UNTOLD)('%s is noticed when the fields are known over REST', async (_name, change) => {
		stage.simulator.settings.changeSchema = change;
		const overRest = await rows();
		calls();
		expect(await getMany()).toEqual(overRest);
		expect(calls()).toEqual([ROWS, METAINFO, ROWS]);
		expect(await getMany()).toEqual(overRest);
		expect(calls()).toEqual([METAINFO, ROWS]);
		// Metainfo and rows over REST agree.
		expect(await rows()).toEqual(overRest);
		expect(calls()).toEqual([`connectors/${CONNECTOR}`]);
	});

	it.each(TOLD)('%s shows the fields', async (_name, change) => {
		stage.simulator.settings.changeSchema = change;
		const first = await getMany();
		calls();
		expect(await getMany()).toEqual(first);
		expect(calls()).toEqual([ROWS]);
		expect(await rows()).toEqual(first);
	});

	it('a name that the rows do not have gives no field of it', async () => {
		await getMany();
		compose(stage.simulator, renamed);
		expect(Object.keys((await getMany(where('Code', '0010')))[0])).toEqual(
			renamed[0].map(([id]) => id),
		);
	});

	it('no rows shows what was renamed', async () => {
		const none = where('Code', 'none');
		await getMany(none);
		compose(stage.simulator, renamed);
		calls();
		expect(await getMany(none)).toEqual([]);
		expect(calls()).toEqual([ROWS, METAINFO, ROWS]);
	});
});

describe('where REST cannot be had', () => {
	const restUrl = () => `${stage.simulator.soapUrl}/nothing`;

	it('the schema is asked for once, and kept', async () => {
		credential = { ...credential, restUrl: restUrl() };
		const items = Array.from({ length: 10 }, () => ({}));
		const first = await getMany({}, items);
		expect(first).toHaveLength(20);
		const rowCalls = items.map(() => ROWS);
		expect(calls()).toEqual([`nothing/${METAINFO}`, ROWS, ...rowCalls]);
		expect(await getMany({}, items)).toEqual(first);
		expect(calls()).toEqual([`nothing/${METAINFO}`, ...rowCalls]);
		compose(stage.simulator, renamed);
		expect(Object.keys((await getMany())[0])).toContain('Land');
	});
});
