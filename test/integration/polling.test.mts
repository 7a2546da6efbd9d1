import type { IDataObject } from 'n8n-workflow';
import type { RowRecord } from '../simulator/data/table.mts';
import { amsterdamTime } from '../simulator/time.mts';
import { byId, openStage, type Stage } from './support/profit.mts';

const BIG_ROWS = 200_000;

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ bigRows: BIG_ROWS });
	stage.simulator.warm('Sim_Transactions');
});
afterAll(() => stage.simulator.close());
beforeEach(() => stage.simulator.reset());
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

const DEBTORS: IDataObject = {
	connector: byId('Sim_Debtors'),
	event: 'createdOrUpdated',
	modifiedField: 'ModifiedDate',
	keyFields: ['DebtorId'],
};

function trigger(parameters: IDataObject = {}) {
	const staticData: IDataObject = {};
	return {
		staticData,
		async poll(more: IDataObject = {}) {
			const items = await stage.n8n.poll({
				node: 'afasTrigger',
				parameters: { ...DEBTORS, ...parameters },
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
const now = () => amsterdamTime(Date.now());
let changes = 0;
/** Changes a row, and something in it: a change that does not show in the same second is none. */
const change = (id: string, more: RowRecord = {}) =>
	debtors().update(rowOf(id), { ModifiedDate: now(), SearchName: `Z${++changes}`, ...more });
const add = (id: string, record: RowRecord = {}) =>
	debtors().insert({
		DebtorId: id,
		DebtorName: `Nieuw ${id}`,
		CreateDate: now(),
		ModifiedDate: now(),
		...record,
	});
const names = (rows: IDataObject[]) => rows.map((row) => row.DebtorId);

describe('an active trigger', () => {
	it('gives what changes after it was activated, each once', async () => {
		const { poll } = trigger();
		expect(await poll()).toEqual([]);
		change('000010', { DebtorName: 'Eerste' });
		add('900001');
		const rows = await poll();
		expect(names(rows)).toEqual(['000010', '900001']);
		expect(rows[0].DebtorName).toBe('Eerste');
		expect(await poll()).toEqual([]);
		change('000010', { DebtorName: 'Tweede' });
		expect(names(await poll())).toEqual(['000010']);
		expect(await poll()).toEqual([]);
	});

	it('gives the same items as Get Many, over REST and over SOAP', async () => {
		const rest = trigger();
		const soap = trigger({ protocol: 'soap' });
		await rest.poll();
		await soap.poll();
		change('000017', { DebtorName: 'Café <ü> & "co"' });
		const [row] = await rest.poll();
		expect(await soap.poll()).toEqual([row]);
		const { items } = await stage.n8n.runNode({
			credential: stage.credential,
			parameters: {
				resource: 'getConnector',
				operation: 'getMany',
				connector: byId('Sim_Debtors'),
				filterMode: 'builder',
				filterGroups: {
					group: [
						{
							conditions: {
								condition: [{ field: 'DebtorId', operator: 'equal', value: '000017' }],
							},
						},
					],
				},
			},
		});
		expect(items[0].map(({ json }) => json)).toEqual([row]);
		expect(row.ModifiedDate).toMatch(/T\d\d:\d\d:\d\d$/);
	});

	it('tells new rows from changed ones', async () => {
		const created = trigger({ event: 'created', createdField: 'createdate' });
		const updated = trigger({ event: 'updated', createdField: 'CreateDate' });
		await created.poll();
		await updated.poll();
		change('000010');
		add('900002');
		expect(names(await created.poll())).toEqual(['900002']);
		expect(names(await updated.poll())).toEqual(['000010']);
	});

	it('keeps to the filter', async () => {
		const { poll } = trigger({
			filterMode: 'json',
			filterJson: {
				Filters: {
					Filter: ['000010', '000024'].map((id) => ({
						'@FilterId': id,
						Field: [{ '@FieldId': 'DebtorId', '@OperatorType': '1', '#text': id }],
					})),
				},
			},
		});
		await poll();
		for (const id of ['000010', '000017', '000024']) change(id);
		expect(names(await poll())).toEqual(['000010', '000024']);
	});

	it('spreads many changes over polls', async () => {
		const { poll, staticData } = trigger({ options: { maxPerPoll: 4 } });
		await poll();
		for (let id = 0; id < 10; id++) add(`91000${id}`);
		const polls = [await poll(), await poll(), await poll()].map(names);
		expect(polls.map(({ length }) => length)).toEqual([4, 4, 2]);
		expect(new Set(polls.flat()).size).toBe(10);
		expect(await poll()).toEqual([]);
		expect(JSON.stringify(staticData).length).toBeLessThan(3000);
	});

	it.each(['live', 'staged'] as const)('loses nothing when a poll fails (%s)', async (cursor) => {
		const { poll, staticData } = trigger();
		await poll();
		change('000010');
		const before = JSON.stringify(staticData);
		stage.simulator.settings.maxCells = 0;
		await expect(poll({ cursor })).rejects.toThrow('Out of memory');
		stage.simulator.settings.maxCells = Number.POSITIVE_INFINITY;
		expect(JSON.stringify(staticData)).toBe(before);
		expect(names(await poll({ cursor }))).toEqual(['000010']);
	});

	it('asks for smaller pages where AFAS runs out of memory', async () => {
		const { poll } = trigger();
		await poll();
		for (let id = 0; id < 40; id++) add(`92000${id}`);
		const { settings, environment } = stage.simulator;
		const fields = environment.getConnector('Sim_Debtors')?.rows().fields.length ?? 0;
		settings.maxCells = 12 * fields;
		stage.simulator.reset();
		const given = names(await poll());
		settings.maxCells = Number.POSITIVE_INFINITY;
		expect(new Set(given).size).toBe(40);
		expect(given).toHaveLength(40);
		// Asking for the same again would give the same refusal.
		const refused = stage.simulator.requests.filter(({ status }) => status === 500);
		expect(refused.length).toBeGreaterThan(1);
		const windows = refused.map(({ query }) => `${query.skip} ${query.take}`);
		expect(new Set(windows).size).toBe(refused.length);
	});

	it('waits for what passes', async () => {
		const { poll } = trigger();
		await poll();
		change('000010');
		stage.simulator.settings.faults = [{ kind: 'html503', path: '/connectors/' }];
		expect(names(await poll())).toEqual(['000010']);
	});

	it('goes on with another key or filter, and begins anew with another start', async () => {
		const staticData: IDataObject = {};
		const poll = async (parameters: IDataObject) => await trigger(parameters).poll({ staticData });
		await poll({});
		change('000010');
		expect(names(await poll({ keyFields: ['DebtorId', 'DebtorName'] }))).toContain('000010');
		const all = await poll({ startFrom: 'all', options: { maxPerPoll: 10_000 } });
		expect(all.length).toBe(debtors().size);
	});

	it('begins at a date', async () => {
		const { poll } = trigger({ startFrom: 'date', startDate: '2026-01-01' });
		const since = debtors()
			.records()
			.filter(({ ModifiedDate }) => (ModifiedDate as number) >= Date.UTC(2026, 0, 1));
		expect((await poll()).length).toBe(since.length);
		expect(since.length).toBeGreaterThan(0);
	});

	describe('when AFAS does not give all pages', () => {
		/** All debtors, in pages of about a dozen; gives where the second page begins too. */
		const inSmallPages = async () => {
			const { settings, environment } = stage.simulator;
			settings.maxCells = 12 * (environment.getConnector('Sim_Debtors')?.rows().fields.length ?? 0);
			const parameters = { startFrom: 'all', options: { maxPerPoll: 20 } };
			await trigger(parameters).poll();
			const second = stage.simulator.requests.find(({ query }) => Number(query.skip) > 0);
			return { ...trigger(parameters), secondPage: `skip=${second?.query.skip}&` };
		};
		afterEach(() =>
			Object.assign(stage.simulator.settings, { faults: [], maxCells: Number.POSITIVE_INFINITY }),
		);

		it.each([
			['is not answered in time', 'hang', 4000],
			['is refused', 'functional500', undefined],
		] as const)('the first is handed over when the second %s', async (_name, kind, budgetMs) => {
			const { poll, secondPage, staticData } = await inSmallPages();
			stage.simulator.settings.faults = [{ kind, contains: secondPage, times: 100 }];
			const started = performance.now();
			const first = names(await poll({ budgetMs }));
			expect(performance.now() - started).toBeLessThan(budgetMs ?? Infinity);
			expect(first.length).toBeGreaterThan(1);
			stage.simulator.settings.faults = [];
			const kept = JSON.stringify(staticData);
			const given = [...first];
			for (let rows = await poll(); rows.length > 0; rows = await poll()) {
				given.push(...names(rows));
			}
			expect(JSON.stringify(staticData)).not.toBe(kept);
			expect(given).toHaveLength(debtors().size);
			expect(new Set(given).size).toBe(debtors().size);
		});

		it('it fails, and keeps nothing, when not even the first is answered in time', async () => {
			const { poll, staticData } = trigger({ startFrom: 'all' });
			stage.simulator.settings.faults = [{ kind: 'hangInAnswer', path: '/connectors/' }];
			await expect(poll({ budgetMs: 1000 })).rejects.toMatchObject({
				message: 'AFAS did not answer in the 1 seconds that n8n gives a poll',
				description: expect.stringContaining('No rows were returned or skipped'),
			});
			expect(staticData).toEqual({});
		});
	});

	it('stops in time', async () => {
		const { poll } = trigger({ startFrom: 'all' });
		// No time at all: the first page must do.
		expect((await poll({ budgetMs: 0 })).length).toBeGreaterThan(0);
	});
});

describe('cost', () => {
	const transactions = {
		connector: byId('Sim_Transactions'),
		modifiedField: 'Created',
		keyFields: ['TransactionId'],
	};

	it('without changes is one call', async () => {
		const { poll } = trigger();
		await poll();
		stage.simulator.reset();
		await poll();
		expect(stage.simulator.requests).toHaveLength(1);
	});

	it(`with changes is about a row per change, in a table of ${BIG_ROWS}`, async () => {
		const rows = 2000 * 86_400;
		const wanted = 500;
		const start = new Date(Date.UTC(2020, 0, 1) + (rows - (rows / BIG_ROWS) * wanted) * 1000);
		const { poll } = trigger({
			...transactions,
			startFrom: 'date',
			startDate: start.toISOString().slice(0, 19),
		});
		const given = await poll();
		const calls = stage.simulator.requests.filter(({ path }) => path.includes('/connectors/'));
		process.stdout.write(
			`${given.length} changes in a table of ${BIG_ROWS} rows: ${calls.length} call for rows\n`,
		);
		expect(Math.abs(given.length - wanted)).toBeLessThanOrEqual(2);
		expect(calls).toHaveLength(1);
		stage.simulator.reset();
		expect(await poll()).toEqual([]);
		expect(stage.simulator.requests).toHaveLength(1);
	});
});

describe('a test in the editor', () => {
	it('shows a few of the latest rows and keeps nothing', async () => {
		const { poll, staticData } = trigger();
		change('000024');
		const rows = await poll({ mode: 'manual' });
		expect(rows).toHaveLength(3);
		expect(rows[0].DebtorId).toBe('000024');
		expect(staticData).toEqual({});
	});

	it('says when there is nothing to show', async () => {
		const { poll } = trigger({
			connector: byId('Sim_FreeRecords'),
			modifiedField: 'ModifiedDate',
			keyFields: ['RecordId'],
		});
		await expect(poll({ mode: 'manual' })).rejects.toThrow(
			"GetConnector 'Sim_FreeRecords' has no rows to show",
		);
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
		['no connector', { connector: byId('') }, "'GetConnector' is empty"],
		['no modified field', { modifiedField: '' }, "'Modified Field' is empty"],
		['no created field', { event: 'created' }, "'Created Field' is empty"],
		['no key', { keyFields: [] }, "'Key Fields' is empty"],
		['no date', { startFrom: 'date' }, "'Start Date' is empty"],
		['a strange date', { startFrom: 'date', startDate: 'soon' }, "'soon' is not a date"],
		['an unknown field', { keyFields: ['Nr'] }, "'Key Fields' names the field 'Nr'"],
		[
			'a field that is no date',
			{ modifiedField: 'DebtorName' },
			"'Modified Field' names the field 'DebtorName', which is no date",
		],
	])('%s', async (_, parameters, message) => {
		const { poll, staticData } = trigger(parameters);
		await expect(poll()).rejects.toThrow(message);
		await expect(poll({ mode: 'manual' })).rejects.toThrow(message);
		expect(staticData).toEqual({});
	});
});

describe('the lists of the editor', () => {
	it('offer only dates for the time of a change', async () => {
		const options = await stage.n8n.loadOptions('getConnectorDateFields', {
			node: 'afasTrigger',
			parameters: DEBTORS,
			credential: stage.credential,
		});
		expect(options.map(({ value }) => value).sort()).toEqual(['CreateDate', 'ModifiedDate']);
	});
});

it('tells n8n that a token which AFAS refuses needs somebody', async () => {
	const credential = { ...stage.credential, token: 'C'.repeat(64) };
	await expect(trigger().poll({ credential })).rejects.toMatchObject({
		failure: { cause: 'credential-invalid' },
	});
});
