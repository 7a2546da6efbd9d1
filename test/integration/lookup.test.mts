// Look Up: the row of each item, many items in one call, the same as asking for each item alone.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ bigRows: 10, orderRows: 500 });
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
	stage.simulator.settings.faults = [];
});
afterEach(() => expect(stage.simulator.violations).toEqual([]));

const debtor = { field: [{ field: 'DebtorId', value: '={{ $json.debtor }}' }] };

const run = async (
	parameters: IDataObject,
	items: Array<INodeExecutionData | IDataObject>,
	more: { continueOnFail?: boolean } = {},
) =>
	await stage.n8n.runNode({
		credential: stage.credential,
		items,
		parameters: {
			resource: 'getConnector',
			operation: 'lookup',
			connector: byId('Sim_Debtors'),
			lookupMatch: debtor,
			...parameters,
		},
		...more,
	});

const ids = () =>
	stage.simulator
		.table('Sim_Debtors')
		.records()
		.map((row) => String(row.DebtorId));
const reads = () =>
	stage.simulator.requests.filter(({ path, body }) =>
		body === undefined ? path.includes('/connectors/') : body.includes('GetDataWithOptions'),
	);

describe.each(['rest', 'soap'])('over %s', (protocol) => {
	it('gives each item its row, in at most 12 calls for 300 look-ups of 120 values', async () => {
		const some = ids().slice(0, 120);
		const items = Array.from({ length: 300 }, (_none, at) => ({ at, debtor: some[at % 120] }));
		const { items: output, error } = await run({ protocol }, items);
		expect(error).toBeUndefined();
		expect(output[0]).toHaveLength(300);
		for (const [at, { json, pairedItem }] of output[0].entries()) {
			expect(json).toMatchObject({ ...items[at], row: { DebtorId: some[at % 120] } });
			expect(pairedItem).toEqual({ item: at });
		}
		expect(stage.simulator.requests.length).toBeLessThanOrEqual(12);
	});

	it('takes no more calls for two fields', async () => {
		const all = stage.simulator.table('Sim_Debtors').records();
		const plain = all.filter(({ DebtorName }) => DebtorName === String(DebtorName).trim());
		const some = plain.slice(0, 120);
		const items = Array.from({ length: 300 }, (_none, at) => ({
			debtor: some[at % 120].DebtorId,
			name: at % 10 ? some[at % 120].DebtorName : 'Nobody',
		}));
		const match = { field: [...debtor.field, { field: 'DebtorName', value: '={{ $json.name }}' }] };
		const { items: output, error } = await run({ protocol, lookupMatch: match }, items);
		expect(error).toBeUndefined();
		expect(output[0].map(({ json }) => (json.row as IDataObject | null)?.DebtorId)).toEqual(
			items.map(({ debtor: id }, at) => (at % 10 ? id : undefined)),
		);
		expect(stage.simulator.requests.length).toBeLessThanOrEqual(12);
	});

	it('finds what AFAS takes for the same', async () => {
		const [first] = stage.simulator.table('Sim_Debtors').records();
		const name = String(first.DebtorName);
		const items = [name.toUpperCase(), `${name}  `, name.toLowerCase()].map((value) => ({ value }));
		const match = { field: [{ field: 'debtorname', value: '={{ $json.value }}' }] };
		const { items: output, error } = await run({ protocol, lookupMatch: match }, items);
		expect(error).toBeUndefined();
		expect(output[0].map(({ json }) => (json.row as IDataObject).DebtorName)).toEqual([
			name,
			name,
			name,
		]);
		expect(reads()).toHaveLength(1);
	});

	it('takes numbers, booleans and dates, and several fields', async () => {
		const row = stage.simulator
			.table('Sim_Debtors')
			.records()
			.find(({ CreditLimit }) => CreditLimit !== null)!;
		const match = {
			field: [
				{ field: 'DebtorId', value: row.DebtorId },
				{ field: 'CreditLimit', value: `={{ ${String(row.CreditLimit)} }}` },
				{ field: 'Blocked', value: row.Blocked ? 'ja' : '={{ false }}' },
			],
		};
		const { items: output, error } = await run({ protocol, lookupMatch: match }, [{}, {}]);
		expect(error).toBeUndefined();
		expect((output[0][0].json.row as IDataObject).DebtorId).toBe(row.DebtorId);
	});
});

describe('an item without a row', () => {
	const items = () => [{ debtor: ids()[0] }, { debtor: 'none' }, { debtor: '' }, { debtor: null }];

	it('is kept by default, also one with an empty value, for which AFAS is not asked', async () => {
		const { items: output, error } = await run({}, items());
		expect(error).toBeUndefined();
		expect(output[0].map(({ json }) => json.row === null)).toEqual([false, true, true, true]);
		expect(reads()).toHaveLength(1);
		stage.simulator.reset();
		await run({}, [{ debtor: ' ' }]);
		expect(reads()).toHaveLength(0);
	});

	it('is skipped, or fails', async () => {
		const skipped = await run({ whenNotFound: 'skip' }, items());
		expect(skipped.items[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		const failed = await run({ whenNotFound: 'error' }, items());
		expect(failed.error?.message).toBe("No row of Sim_Debtors has DebtorId 'none'");
		expect(failed.error?.context?.itemIndex).toBe(1);
		const { items: output } = await run({ whenNotFound: 'error' }, items(), {
			continueOnFail: true,
		});
		expect(output[0].map(({ json }) => 'error' in json)).toEqual([false, true, true, true]);
	});

	it('is an empty item when only the row is wanted', async () => {
		const { items: output } = await run({ include: 'row' }, items());
		expect(output[0][0].json).toMatchObject({ DebtorId: ids()[0] });
		expect(output[0].slice(1).map(({ json }) => json)).toEqual([{}, {}, {}]);
	});
});

describe('several rows', () => {
	const several = { lookupMatch: { field: [{ field: 'CurrencyId', value: '={{ $json.c }}' }] } };
	const euros = () =>
		stage.simulator
			.table('Sim_Debtors')
			.records()
			.filter(({ CurrencyId }) => CurrencyId === 'EUR');

	it('are an error by default', async () => {
		const { error } = await run(several, [{ c: 'EUR' }]);
		expect(error?.message).toBe("Several rows of Sim_Debtors have CurrencyId 'EUR'");
	});

	it('give the first in the order of Sort, the same for each item alone and together', async () => {
		const sort = { by: [{ field: 'DebtorId', direction: 'desc' }] };
		const parameters = { ...several, whenSeveral: 'first', sort };
		const { items: output } = await run(parameters, [{ c: 'EUR' }, { c: 'USD' }, { c: 'eur' }]);
		const last = euros()
			.map(({ DebtorId }) => String(DebtorId))
			.sort()
			.at(-1);
		expect((output[0][0].json.row as IDataObject).DebtorId).toBe(last);
		expect(output[0][2].json.row).toEqual(output[0][0].json.row);
		const alone = await run(parameters, [{ c: 'USD' }]);
		expect(alone.items[0][0].json.row).toEqual(output[0][1].json.row);
	});

	it('give an item each', async () => {
		const { items: output, error } = await run({ ...several, whenSeveral: 'all' }, [
			{ c: 'EUR' },
			{ c: 'x' },
		]);
		expect(error).toBeUndefined();
		expect(output[0]).toHaveLength(euros().length + 1);
		expect(
			new Set(output[0].slice(0, -1).map(({ json }) => (json.row as IDataObject).DebtorId)).size,
		).toBe(euros().length);
	});
});

describe('what goes along', () => {
	it('is the binary data and the JSON of the item, and the shape of the row', async () => {
		const binary = { data: { data: 'MQ==', mimeType: 'text/plain', fileName: 'a.txt' } };
		const item = { json: { debtor: ids()[3], row: 'mine', keep: [1] }, binary };
		const options = { outputFields: ['DebtorName', 'CreateDate'], dateTimes: 'offset' };
		const { items: output } = await run({ options, rowField: 'found' }, [item, item]);
		expect(output[0][0].binary?.data.fileName).toBe('a.txt');
		const { found, ...rest } = output[0][0].json;
		expect(rest).toEqual(item.json);
		expect(Object.keys(found as IDataObject)).toEqual(['DebtorName', 'CreateDate']);
		expect((found as IDataObject).CreateDate).toMatch(/\+0[12]:00$/);
		expect(output[0][1].json.found).toEqual(found);
		expect(output[0][1].json.found).not.toBe(found);
	});

	it('is a field of any name', async () => {
		const { items: output } = await run({ rowField: '__proto__' }, [{ debtor: ids()[0] }]);
		expect(Object.keys(output[0][0].json)).toContain('__proto__');
	});
});

describe('rule 7: one bad item never takes the good ones with it', () => {
	it('a value that does not fit its field, and one that AFAS refuses', async () => {
		const match = {
			field: [
				{ field: 'DebtorId', value: '={{ $json.debtor }}' },
				{ field: 'CreditLimit', value: '={{ $json.limit }}' },
			],
		};
		const good = stage.simulator
			.table('Sim_Debtors')
			.records()
			.filter(({ CreditLimit }) => CreditLimit !== null)
			.slice(0, 8)
			.map((row) => ({ debtor: String(row.DebtorId), limit: row.CreditLimit }));
		const bad = { debtor: 'x', limit: 'much' };
		const refused = { debtor: 'REFUSED', limit: 1 };
		stage.simulator.settings.faults = [
			{ kind: 'functional500', contains: 'REFUSED', times: 99, message: 'De waarde bestaat niet' },
		];
		const items = [...good.slice(0, 3), bad, ...good.slice(3, 6), refused, ...good.slice(6)];
		const { items: output, error } = await run({ lookupMatch: match }, items, {
			continueOnFail: true,
		});
		expect(error).toBeUndefined();
		expect(output[0].map(({ json }) => ('error' in json ? 'error' : json.row !== null))).toEqual(
			items.map((item) => (item === bad || item === refused ? 'error' : true)),
		);
		expect(output[0][7].json.error).toBe('De waarde bestaat niet');
		const stopped = await run({ lookupMatch: match }, items);
		expect(stopped.error?.context?.itemIndex).toBe(3);
	});

	it('an item that names an unknown field, or gives an object', async () => {
		const match = { field: [{ field: '={{ $json.f }}', value: '={{ $json.v }}' }] };
		const items = [
			{ f: 'None', v: '1' },
			{ f: 'DebtorId', v: { a: 1 } },
			{ f: 'DebtorId', v: ids()[0] },
		];
		const { items: output } = await run({ lookupMatch: match }, items, { continueOnFail: true });
		expect(output[0].map(({ json }) => 'error' in json)).toEqual([true, true, false]);
	});

	it('a GetConnector that AFAS blocked fails all items in few calls', async () => {
		const items = ids()
			.slice(0, 120)
			.map((value) => ({ debtor: value }));
		const connector = byId('Sim_Blocked');
		const match = { field: [{ field: 'Id', value: '={{ $json.debtor }}' }] };
		const { items: output } = await run({ connector, lookupMatch: match }, items, {
			continueOnFail: true,
		});
		expect(output[0].every(({ json }) => 'error' in json)).toBe(true);
		expect(stage.simulator.requests.length).toBeLessThanOrEqual(12);
	});
});

describe('rule 13: a restriction that is empty stops the item', () => {
	it.each<[string, IDataObject, RegExp]>([
		['no match', { lookupMatch: {} }, /'Lookup Match' is empty/],
		[
			'a match without a field',
			{ lookupMatch: { field: [{ field: '', value: '1' }] } },
			/'Field' of Match 1 is empty/,
		],
		['an unknown choice', { whenSeveral: 'some' }, /'When Several Are Found'/],
		['an empty row field', { rowField: '={{ undefined }}' }, /'Row Field' is empty/],
	])('%s', async (_what, parameters, says) => {
		const { error } = await run(parameters, [{ debtor: ids()[0] }]);
		expect(error?.message).toMatch(says);
		expect(reads()).toEqual([]);
	});
});
