import type { IDataObject } from 'n8n-workflow';
import type { RowRecord } from '../simulator/data/table.mts';
import { byId, openStage, type Stage } from './support/profit.mts';

/** More than start the workflow at once, twice. */
const ORDERS = 20_100;

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ bigRows: 10, orderRows: ORDERS });
});
afterAll(() => stage.simulator.close());
beforeEach(() => stage.simulator.reset());
afterEach(() => {
	Object.assign(stage.simulator.settings, { faults: [], maxCells: Infinity, delayMs: 0 });
	expect(stage.simulator.violations).toEqual([]);
});

const DEBTORS: IDataObject = {
	connector: byId('Sim_Debtors'),
	detection: 'comparison',
	keyFields: ['DebtorId'],
};

function trigger(parameters: IDataObject = {}) {
	const staticData: IDataObject = {};
	return {
		staticData,
		async poll(more: IDataObject = {}, changed: IDataObject = {}) {
			const items = await stage.n8n.poll({
				node: 'afasTrigger',
				parameters: { ...DEBTORS, ...parameters, ...changed },
				credential: stage.credential,
				staticData,
				...more,
			});
			return (items?.[0] ?? []).map(({ json }) => json);
		},
	};
}

const debtors = () => stage.simulator.table('Sim_Debtors');
const rowOf = (id: string) => debtors().find({ DebtorId: id })[0];
const ids = () =>
	debtors()
		.records()
		.map(({ DebtorId }) => String(DebtorId));
let count = 0;
const change = (id: string, record: RowRecord = {}) =>
	debtors().update(rowOf(id), { DebtorName: `Debiteur ${++count}`, ...record });
const shown = (rows: IDataObject[]) =>
	rows.map(({ event, key }) => `${event} ${(key as IDataObject).DebtorId}`);
const rowCalls = () => stage.simulator.requests.filter(({ path }) => path.includes('/connectors/'));

describe('a trigger that compares', () => {
	it('gives rows that were created, updated and deleted, each once', async () => {
		const { poll } = trigger();
		expect(await poll()).toEqual([]);
		const [first, second] = ids();
		change(first);
		debtors().remove(rowOf(second));
		debtors().insert({ DebtorId: 'X1', DebtorName: 'Nieuwe debiteur' });
		const rows = await poll();
		expect(shown(rows).sort()).toEqual([`created X1`, `deleted ${second}`, `updated ${first}`]);
		expect(rows.find(({ event }) => event === 'deleted')).toEqual({
			event: 'deleted',
			key: { DebtorId: second },
			row: null,
		});
		const created = rows.find(({ event }) => event === 'created')?.row;
		expect(created).toMatchObject({ DebtorId: 'X1', DebtorName: 'Nieuwe debiteur' });
		expect(await poll()).toEqual([]);
	});

	it('gives only the events that are asked for', async () => {
		const { poll } = trigger({ compareEvents: ['deleted'] });
		await poll();
		const [first, second] = ids();
		change(first);
		debtors().remove(rowOf(second));
		expect(shown(await poll())).toEqual([`deleted ${second}`]);
		expect(await poll({}, { compareEvents: ['created', 'updated', 'deleted'] })).toEqual([]);
	});

	it('takes a change of letter case or a blank for one, and none of an ignored field', async () => {
		const { poll } = trigger({ ignoreFields: ['debtorname'] });
		await poll();
		const [first, second] = ids();
		change(first);
		expect(await poll()).toEqual([]);
		const { SearchName } = debtors().record(rowOf(second));
		debtors().update(rowOf(second), { SearchName: `${String(SearchName ?? 'x')} ` });
		expect(shown(await poll())).toEqual([`updated ${second}`]);
		// A field that is ignored no longer gives nothing by itself.
		expect(await poll({}, { ignoreFields: [] })).toEqual([]);
		change(first);
		expect(shown(await poll({}, { ignoreFields: [] }))).toEqual([`updated ${first}`]);
	});

	it.each(['Sim_Debtors', 'Sim_Articles', 'Sim_Ledger', 'Sim_Countries'])(
		'compares %s as it leaves the node: another protocol is no change',
		async (connector) => {
			const key = { Sim_Countries: 'CoId', Sim_Articles: 'ItemCode', Sim_Ledger: 'SeqNo' };
			const keyFields = [(key as IDataObject)[connector] ?? 'DebtorId'];
			const { poll, staticData } = trigger({ connector: byId(connector), keyFields });
			await poll();
			const kept = () => JSON.stringify({ ...staticData, schema: undefined });
			const before = kept();
			expect(await poll({}, { protocol: 'soap' })).toEqual([]);
			expect(await poll()).toEqual([]);
			expect(kept()).toBe(before);
		},
	);

	it('begins with everything where that is asked for', async () => {
		const { poll } = trigger({ startFrom: 'all' });
		const rows = await poll();
		expect(shown(rows).sort()).toEqual(
			ids()
				.map((id) => `created ${id}`)
				.sort(),
		);
		expect(await poll()).toEqual([]);
	});

	it('only remembers when the filter or key changes, and begins anew with another start', async () => {
		const { poll } = trigger();
		await poll();
		const [first] = ids();
		change(first);
		expect(await poll({}, { keyFields: ['DebtorId', 'DebtorName'] })).toEqual([]);
		const filter = {
			filterMode: 'builder',
			filterGroups: {
				group: [
					{
						conditions: { condition: [{ field: 'DebtorId', operator: 'notEqual', value: first }] },
					},
				],
			},
		};
		expect(await poll({}, filter)).toEqual([]);
		expect(await poll({}, filter)).toEqual([]);
		expect((await poll({}, { startFrom: 'all' })).length).toBe(ids().length);
	});

	it('adopts a column that went, and still gives what changed otherwise', async () => {
		const { poll, staticData } = trigger();
		await poll();
		// As if the last poll had seen another column.
		(staticData.columns as unknown[]).push(['Old', 27]);
		(staticData.fields as unknown[]).push(['Old', 'string']);
		const [first] = ids();
		change(first);
		stage.simulator.reset();
		expect(shown(await poll())).toEqual([`updated ${first}`]);
		expect(stage.simulator.requests.some(({ path }) => path.includes('/metainfo/'))).toBe(true);
		const names = (staticData.columns as Array<[string, number]>).map(([name]) => name);
		expect(names).not.toContain('Old');
		change(first);
		expect(shown(await poll())).toEqual([`updated ${first}`]);
	});

	it('without a difference is one call, and writes nothing', async () => {
		const { poll, staticData } = trigger();
		await poll();
		const before = JSON.stringify(staticData);
		stage.simulator.reset();
		expect(await poll()).toEqual([]);
		expect(stage.simulator.requests).toHaveLength(1);
		expect(JSON.stringify(staticData)).toBe(before);
	});
});

describe('nothing is reported or forgotten', () => {
	it.each(['live', 'staged'] as const)('when a poll fails halfway (%s)', async (cursor) => {
		const { poll, staticData } = trigger({
			connector: byId('Sim_Articles'),
			keyFields: ['ItemCode'],
		});
		const articles = stage.simulator.table('Sim_Articles');
		await poll();
		const before = JSON.stringify(staticData);
		const [{ ItemCode }] = articles.records();
		articles.remove(articles.find({ ItemCode })[0]);
		stage.simulator.settings.faults = [{ kind: 'html503', path: '/connectors/', times: 100 }];
		await expect(poll({ cursor, budgetMs: 3000 })).rejects.toThrow();
		stage.simulator.settings.faults = [];
		expect(JSON.stringify(staticData)).toBe(before);
		expect((await poll({ cursor })).map(({ key }) => key)).toEqual([{ ItemCode }]);
	});

	it('when more rows are gone than allowed, until they are there again', async () => {
		const { poll, staticData } = trigger();
		await poll();
		const before = JSON.stringify(staticData);
		const records = debtors().records();
		const gone = records.slice(0, Math.ceil(records.length / 2));
		for (const { DebtorId } of gone) debtors().remove(rowOf(String(DebtorId)));
		await expect(poll()).rejects.toMatchObject({
			message: `${gone.length} of the ${records.length} known rows are gone, more than the 20 % that 'Max Deleted (%)' allows`,
			description: expect.stringMatching(
				/Nothing was returned or forgotten.*'Max Deleted \(%\)' to 100/s,
			),
		});
		expect(JSON.stringify(staticData)).toBe(before);
		for (const record of gone) debtors().insert(record);
		expect(await poll()).toEqual([]);
		for (const { DebtorId } of gone) debtors().remove(rowOf(String(DebtorId)));
		expect(await poll({}, { options: { maxDeletedPercent: 100 } })).toHaveLength(gone.length);
		for (const record of gone) debtors().insert(record);
	});

	it('when the rows do not come in the time that n8n gives a poll', async () => {
		const { poll, staticData } = trigger({
			connector: byId('Sim_SalesOrders'),
			keyFields: ['OrderNumber'],
		});
		await poll();
		const orders = stage.simulator.table('Sim_SalesOrders');
		const before = JSON.stringify(staticData);
		const removed = orders.record(0);
		orders.remove(0);
		// The first calls are answered, and a later one is not.
		stage.simulator.settings.faults = [
			{ kind: 'hang', path: '/connectors/', after: 1, times: 100 },
		];
		await expect(poll({ budgetMs: 2000 })).rejects.toMatchObject({
			message: expect.stringMatching(
				/^The rows could not be compared in the 2 seconds that n8n gives a poll: \d+ rows? had come in \d calls?$/,
			),
			description: expect.stringMatching(
				/^Nothing was returned or forgotten\..*N8N_SCHEDULER_POLL_TIMEOUT\.$/,
			),
		});
		expect(JSON.stringify(staticData)).toBe(before);
		stage.simulator.settings.faults = [];
		expect((await poll()).map(({ event, key }) => [event, key])).toEqual([
			['deleted', { OrderNumber: removed.OrderNumber }],
		]);
		orders.insert(removed);
	});

	it.each([101, 100.5, -1, '150'])("when 'Max Deleted (%%)' is %j", async (maxDeletedPercent) => {
		const { poll } = trigger({ options: { maxDeletedPercent } });
		await expect(poll()).rejects.toThrow(
			`'Max Deleted (%)' is '${maxDeletedPercent}', but it must be a whole number from 0 to 100`,
		);
		expect(stage.simulator.requests).toEqual([]);
	});

	it('when there are more rows than allowed', async () => {
		const { poll } = trigger({ options: { maxRows: 20 } });
		await expect(poll()).rejects.toThrow('The GetConnector has more than 20 rows');
	});

	it('when two rows share a key', async () => {
		const { poll } = trigger({ keyFields: ['SearchName'] });
		await expect(poll()).rejects.toThrow(/^'Key Fields' do not identify a row: several rows have/);
	});
});

describe('the first rows of a large table', () => {
	it('come over several polls, each once', async () => {
		const { poll } = trigger({
			connector: byId('Sim_SalesOrders'),
			keyFields: ['OrderNumber'],
			startFrom: 'all',
		});
		const given: unknown[] = [];
		const sizes: number[] = [];
		for (let round = 0; round < 4; round++) {
			const rows = await poll();
			sizes.push(rows.length);
			given.push(...rows.map(({ key }) => (key as IDataObject).OrderNumber));
		}
		expect(sizes).toEqual([10_000, 10_000, ORDERS - 20_000, 0]);
		expect(new Set(given).size).toBe(ORDERS);
		expect(rowCalls().length).toBeLessThanOrEqual(4 * 6);
	}, 120_000);
});

describe('a test in the editor', () => {
	it('shows a few rows as created and keeps nothing', async () => {
		const { poll, staticData } = trigger();
		const rows = await poll({ mode: 'manual' });
		expect(rows.map(({ event }) => event)).toEqual(['created', 'created', 'created']);
		expect(rows[0].key).toEqual({ DebtorId: (rows[0].row as IDataObject).DebtorId });
		expect(staticData).toEqual({});
	});

	it('says when there is nothing to show', async () => {
		const { poll } = trigger({ connector: byId('Sim_Empty'), keyFields: ['Id'] });
		await expect(poll({ mode: 'manual' })).rejects.toThrow("'Sim_Empty' has no rows to show");
	});

	it('says that the keys do not identify a row, as a poll would', async () => {
		const { poll } = trigger({ keyFields: ['Blocked'] });
		await expect(poll({ mode: 'manual' })).rejects.toThrow(
			"'Key Fields' do not identify a row: several rows have Blocked = ",
		);
	});
});

describe('a mistake in the parameters is named', () => {
	it.each<[string, IDataObject, string]>([
		['no key', { keyFields: [] }, "'Key Fields' is empty"],
		['no events', { compareEvents: [] }, "'Trigger On' is empty"],
		['an unknown way', { detection: 'magic' }, "'Detect Changes' is 'magic'"],
		['an unknown field to ignore', { ignoreFields: ['Nope'] }, "'Ignored Fields' names the field"],
		['a start of the other way', { startFrom: 'date' }, "'Start From' is 'date'"],
	])('%s', async (_, parameters, message) => {
		const { poll, staticData } = trigger(parameters);
		await expect(poll()).rejects.toThrow(message);
		expect(staticData).toEqual({});
	});
});
