import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Fault, FaultKind } from '../simulator/faults.mts';
import { MAINTENANCE } from '../simulator/http.mts';
import { readCsv } from '../support/csvReader.ts';
import { seededRandom } from '../support/random.ts';
import type { RunNodeOptions } from './support/n8n.mts';
import { byId, openStage, type Stage } from './support/profit.mts';
import './support/quickSleep.mts';

// Other work on the machine may slow n8n down.
jest.setTimeout(120_000);

const ORDERS = 50_000;

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ bigRows: 40_000 });
	stage.simulator.warm('Sim_Transactions');
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
	// A login that nobody has used before, so that nothing is known of the tables.
	stage.credential = { ...stage.credential, webhookPassword: randomUUID() };
});
afterEach(() => {
	Object.assign(stage.simulator.settings, { faults: [], maxCells: Infinity, delayMs: 0 });
	expect(stage.simulator.violations).toEqual([]);
});

function download(
	connector: string,
	parameters: IDataObject = {},
	more: Partial<RunNodeOptions> = {},
) {
	return stage.n8n.runNode({
		credential: stage.credential,
		parameters: {
			resource: 'getConnector',
			operation: 'getMany',
			connector: byId(connector),
			returnAll: true,
			...parameters,
		},
		...more,
	});
}

async function rowsOf(connector: string, parameters: IDataObject = {}) {
	const { items, error } = await download(connector, parameters);
	expect(error).toBeUndefined();
	return items[0].map(({ json }) => json);
}

const rowCalls = () => stage.simulator.requests.filter(({ path }) => path.includes('/connectors/'));
const skips = () => rowCalls().map(({ query }) => Number(query.skip));
const orderNumbers = (rows: IDataObject[]) => rows.map((row) => row.OrderNumber as string);
/** The order numbers as the database sorts them. */
function storedOrders(): string[] {
	const table = stage.simulator.table('Sim_SalesOrders');
	const { length, rowAt } = table.order([{ field: 0, descending: false }]);
	return Array.from({ length }, (_, at) => String(table.cell(rowAt(at), 0)));
}

/** Compares long lists; a difference is shown as its place, not as 50,000 lines. */
function expectSame(read: unknown[], stored: unknown[]): void {
	const at = stored.findIndex((value, index) => value !== read[index]);
	expect({ length: read.length, at, value: read[at] }).toEqual({
		length: stored.length,
		at: -1,
		value: undefined,
	});
}

describe('50,000 rows', () => {
	it('come complete and in order by their key, from six calls and the one for empty keys', async () => {
		const rows = await rowsOf('Sim_SalesOrders', { keyFields: ['OrderNumber'] });
		expectSame(orderNumbers(rows), storedOrders());
		expect(rowCalls().length).toBeLessThanOrEqual(7);
		expect(rowCalls().flatMap(({ remarks }) => remarks)).toEqual([]);
	});

	it('come complete without key fields, with a hint that these make it safe', async () => {
		const { items, hints } = await download('Sim_SalesOrders');
		expectSame(orderNumbers(items[0].map(({ json }) => json)).sort(), storedOrders().sort());
		expect(hints.map(({ message }) => message)).toContainEqual(
			expect.stringContaining("Choose 'Key Fields'"),
		);
	});

	it('stay near their key however far the read is', async () => {
		const rows = await rowsOf('Sim_SalesOrders', {
			keyFields: ['OrderNumber'],
			options: { pageSize: 1000, concurrency: 4 },
		});
		expect(rows).toHaveLength(ORDERS);
		// Pages overlap by a row: 50 of 999 new rows, one more row, the call for empty keys, calls beyond the end.
		expect(rowCalls().length).toBeLessThanOrEqual(51 + 1 + 4);
		expect(Math.max(...skips())).toBeLessThanOrEqual(4 * 1000);
	});

	it('come from the place and in the number asked for', async () => {
		const parameters = { returnAll: false, limit: 7001, keyFields: 'OrderNumber' };
		const rows = await rowsOf('Sim_SalesOrders', {
			...parameters,
			options: { skip: 12_345, pageSize: 1000 },
		});
		expectSame(orderNumbers(rows), storedOrders().slice(12_345, 12_345 + 7001));
	});
});

describe('while rows are inserted and deleted', () => {
	/** Adds and deletes a row at every so many calls, at the moment that AFAS reads its table. */
	function changeAtCalls(every: number, seed: number) {
		const table = stage.simulator.table('Sim_Articles');
		const random = seededRandom(seed);
		const before = table.records().map(({ ItemCode }) => String(ItemCode));
		const deleted = new Set<string>();
		const order = table.order.bind(table);
		let calls = 0;
		const spy = jest.spyOn(table, 'order').mockImplementation((sort) => {
			calls += 1;
			if (calls > 1 && calls % every === 0) {
				table.insert({ ItemCode: `${random.pick(['A', 'b', 'C'])}-${seed}-${calls}` });
				const code = random.pick(before);
				for (const row of table.find({ ItemCode: code })) table.remove(row);
				deleted.add(code);
			}
			return order(sort);
		});
		return {
			stayed: () => before.filter((code) => !deleted.has(code)),
			deleted,
			end: () => spy.mockRestore(),
		};
	}

	it.each([
		...[1, 2, 3, 4, 5, 6].map((seed) => [seed, 1, ['ItemCode']] as const),
		...[7, 8, 9].map((seed) => [seed, 3, []] as const),
	])(
		'no row that was there throughout is missing or comes twice (seed %i, at every call %i, key %j)',
		async (seed, every, keyFields) => {
			const changes = changeAtCalls(every, seed);
			const { items, error } = await download('Sim_Articles', {
				keyFields: [...keyFields],
				options: { pageSize: 60, outputFields: 'ItemCode' },
			});
			changes.end();
			expect(error).toBeUndefined();
			expect(changes.deleted.size).toBeGreaterThan(8);
			const read = items[0].map(({ json }) => json.ItemCode as string);
			const seen = new Set(read);
			expect(seen.size).toBe(read.length);
			expect(changes.stayed().filter((code) => !seen.has(code))).toEqual([]);
		},
	);

	it.each(Array.from({ length: 25 }, (_, at) => at + 1))(
		'no row that stays is missing where the field of the sort changes (seed %i)',
		async (seed) => {
			const table = stage.simulator.table('Sim_Articles');
			const random = seededRandom(seed);
			const units = ['Stk', 'Doos', 'm²', 'Uur'];
			const stayed = new Set(table.records().map(({ ItemCode }) => String(ItemCode)));
			const order = table.order.bind(table);
			let calls = 0;
			const spy = jest.spyOn(table, 'order').mockImplementation((sort) => {
				calls += 1;
				for (let moved = calls > 1 ? random.below(4) : 0; moved > 0; moved--) {
					const code = random.pick([...stayed]);
					stayed.delete(code);
					const UnitId = random.pick(units);
					for (const row of table.find({ ItemCode: code })) table.update(row, { UnitId });
				}
				return order(sort);
			});
			const { items, error } = await download('Sim_Articles', {
				keyFields: ['ItemCode'],
				sort: { by: [{ field: 'UnitId', direction: random.pick(['asc', 'desc']) }] },
				options: { pageSize: 60, outputFields: 'ItemCode' },
			});
			spy.mockRestore();
			if (error !== undefined) {
				// So many changes that the read says it is not complete.
				expect(error.message).toMatch(/^Rows were added or deleted faster/);
				return;
			}
			const read = new Set(items[0].map(({ json }) => json.ItemCode));
			expect([...stayed].filter((code) => !read.has(code))).toEqual([]);
		},
	);

	it('faster than they can be read, the read stops and says how many rows are safe', async () => {
		const table = stage.simulator.table('Sim_Articles');
		const order = table.order.bind(table);
		// Every call sees the table from another place, as when very many rows come and go.
		let calls = 0;
		const spy = jest.spyOn(table, 'order').mockImplementation((sort) => {
			const { length, rowAt } = order(sort);
			const shift = calls++ === 0 ? 0 : 300 + 7 * calls;
			return { length: length - shift, rowAt: (position) => rowAt(position + shift) };
		});
		const { items } = await download(
			'Sim_Articles',
			{ options: { pageSize: 60 } },
			{ continueOnFail: true },
		);
		spy.mockRestore();
		const { error, details } = items[0].at(-1)?.json as { error: string; details: IDataObject };
		expect(error).toMatch(/^Rows were added or deleted faster than they could be read; the first/);
		expect(details.rowsRead).toBe(items[0].length - 1);
		expect(items[0].length - 1).toBeGreaterThan(50);
	});
});

describe('rule 8: limits are those of AFAS', () => {
	it('the pages are halved when AFAS runs out of memory, and stay so', async () => {
		stage.simulator.settings.maxCells = 12 * 4000;
		const rows = await rowsOf('Sim_SalesOrders', { keyFields: ['OrderNumber'] });
		expectSame(orderNumbers(rows), storedOrders());
		const takes = rowCalls().map(({ query }) => Number(query.take));
		expect([...new Set(takes.filter((take) => take >= 1000))]).toEqual([1000, 12_500, 6250, 3125]);
		expect(takes.slice(takes.indexOf(3125)).filter((take) => take > 3125)).toEqual([]);
	});

	it('one page is halved too, on the order that it has', async () => {
		stage.simulator.settings.maxCells = 12 * 40;
		const rows = await rowsOf('Sim_SalesOrders', { returnAll: false, limit: 100 });
		expect(new Set(orderNumbers(rows)).size).toBe(100);
		for (const { query } of rowCalls()) expect(query.orderbyfieldids).toMatch(/OrderNumber/);
	});

	it.each([1, 3, 5, 8])('no more calls at once than %i', async (concurrency) => {
		// Long enough for all of them to be under way also on a busy machine.
		stage.simulator.settings.delayMs = 20 * concurrency;
		await rowsOf('Sim_SalesOrders', {
			keyFields: ['OrderNumber'],
			options: { concurrency, pageSize: 2500 },
		});
		expect(Math.max(...rowCalls().map(({ parallel }) => parallel))).toBe(concurrency);
	});

	it('8 at most, whatever is asked, and 5 without key fields', async () => {
		// So long that a busy machine begins all calls before the first ends.
		stage.simulator.settings.delayMs = 150;
		const most = async (keyFields: string[]) => {
			stage.simulator.reset();
			await rowsOf('Sim_SalesOrders', { keyFields, options: { concurrency: 50, pageSize: 2500 } });
			return Math.max(...rowCalls().map(({ parallel }) => parallel));
		};
		expect(await most(['OrderNumber'])).toBe(8);
		expect(await most([])).toBe(5);
	});

	it('not even when one read ends and the next begins', async () => {
		stage.simulator.settings.delayMs = 40;
		await download(
			'Sim_SalesOrders',
			{ keyFields: ['OrderNumber'], options: { pageSize: 10_000, outputFields: 'OrderNumber' } },
			{ items: [{}, {}, {}] },
		);
		expect(Math.max(...rowCalls().map(({ parallel }) => parallel))).toBeLessThanOrEqual(5);
	});

	it('a filter that is too long together with the key falls back to skip, with a hint', async () => {
		const long = 'x'.repeat(1900);
		const { items, error, hints } = await download('Sim_SalesOrders', {
			keyFields: ['OrderNumber'],
			filterMode: 'builder',
			filterGroups: {
				group: [
					{
						conditions: {
							condition: [{ field: 'OrderNumber', operator: 'notEqual', value: long }],
						},
					},
				],
			},
			options: { pageSize: 2500 },
		});
		expect(error).toBeUndefined();
		expectSame(orderNumbers(items[0].map(({ json }) => json)), storedOrders());
		expect(hints.map(({ message }) => message)).toContainEqual(
			expect.stringContaining('too long for AFAS'),
		);
		expect(Math.max(...skips())).toBeGreaterThan(40_000);
	});
});

describe('rule 5: reads are tried again where it does no harm', () => {
	const read = (fault: Fault, options: IDataObject = {}) => {
		stage.simulator.settings.faults = [{ path: '/connectors/', ...fault }];
		return download('Sim_Debtors', {
			keyFields: ['DebtorId'],
			options: { pageSize: 300, ...options },
		});
	};

	it.each<FaultKind>([
		'resetBeforeAnswer',
		'resetInAnswer',
		'cutOffWrongLength',
		'html400',
		'html502',
		'html503',
		'json503',
	])('%s', async (kind) => {
		const { items, error } = await read({ kind, after: 2 });
		expect(error).toBeUndefined();
		expect(new Set(items[0].map(({ json }) => json.DebtorId)).size).toBe(1000);
	});

	it('of metainfo too', async () => {
		stage.simulator.settings.faults = [{ kind: 'html502', path: '/metainfo/' }];
		expect(await rowsOf('Sim_Debtors')).toHaveLength(1000);
	});

	it('with growing waits, as often as the option says', async () => {
		const { error } = await read({ kind: 'html502', times: 9 }, { retries: 2 });
		expect(error?.message).toBe('A server in front of AFAS answered with HTTP 502');
		const started = rowCalls().map(({ startedAt }) => startedAt);
		expect(started).toHaveLength(3);
		expect(started[1] - started[0]).toBeGreaterThan(700);
		expect(started[2] - started[1]).toBeGreaterThan(1400);
	});

	it.each<FaultKind>([
		'functional500',
		'commandTimeout500',
		'unauthorized401',
		'forbidden403',
		'cutOff',
	])('but not %s', async (kind) => {
		const { error } = await read({ kind, times: 9 });
		expect(error).toBeDefined();
		expect(rowCalls()).toHaveLength(1);
	});

	it('nor a call that AFAS did not answer in time', async () => {
		const { error } = await read({ kind: 'hang', times: 9 }, { timeout: 1 });
		expect(error?.message).toBe('AFAS did not answer within 1 second');
		expect(rowCalls()).toHaveLength(1);
	});

	it('nor after a maintenance that lasts: the error tells n8n how long AFAS asks to wait', async () => {
		const { error } = await read({ kind: 'json503', retryAfter: 7200, times: 9 });
		expect(rowCalls()).toHaveLength(1);
		expect(error).toMatchObject({
			message: MAINTENANCE,
			failure: { cause: 'temporarily-unavailable', retryAfterMs: 7_200_000 },
		});
	});
});

describe('cancelling', () => {
	it('stops the calls', async () => {
		stage.simulator.settings.delayMs = 100;
		const stop = new AbortController();
		const watch = setInterval(() => {
			if (rowCalls().length > 3) stop.abort();
		}, 20);
		const { status } = await download(
			'Sim_SalesOrders',
			{ keyFields: ['OrderNumber'], options: { pageSize: 500 } },
			{ signal: stop.signal },
		);
		clearInterval(watch);
		expect(status).toBe('canceled');
		// What was sent when it was stopped may still arrive.
		await new Promise((done) => setTimeout(done, 200));
		const calls = rowCalls().length;
		await new Promise((done) => setTimeout(done, 500));
		expect(calls).toBeGreaterThan(1);
		expect(rowCalls().length - calls).toBe(0);
		expect(calls).toBeLessThan(50);
	});

	it('stops the waiting for another try', async () => {
		stage.simulator.settings.faults = [{ kind: 'json503', retryAfter: 25, times: 9 }];
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 300);
		const started = Date.now();
		const { status } = await download('Sim_Debtors', {}, { signal: stop.signal });
		expect(Date.now() - started).toBeLessThan(10_000);
		expect(status).toBe('canceled');
	});

	it.each([true, false])(
		'stops the other items too, with Continue On Fail %s',
		async (continueOnFail) => {
			stage.simulator.settings.faults = [
				{ kind: 'json503', retryAfter: 25, times: 9, path: '/connectors/' },
			];
			const stop = new AbortController();
			setTimeout(() => stop.abort(), 600);
			const { status } = await download(
				'Sim_Debtors',
				{},
				{ signal: stop.signal, items: Array.from({ length: 9 }, () => ({})), continueOnFail },
			);
			expect(status).toBe('canceled');
			await new Promise((done) => setTimeout(done, 500));
			// Those that went out at once before.
			expect(rowCalls()).toHaveLength(5);
		},
	);
});

describe('rule 7: what was read before something went wrong stays', () => {
	const failing = (options: IDataObject = {}, more: Partial<RunNodeOptions> = {}) => {
		stage.simulator.settings.faults = [
			{ kind: 'functional500', path: '/connectors/', after: 4, times: 99, message: 'Te zwaar' },
		];
		return download(
			'Sim_Debtors',
			{ keyFields: ['DebtorId'], options: { pageSize: 100, ...options } },
			more,
		);
	};
	const debtors = () =>
		stage.simulator
			.table('Sim_Debtors')
			.records()
			.map(({ DebtorId }) => DebtorId as string)
			.sort();

	it('under Continue On Fail, with an item that says from where to go on', async () => {
		const { items } = await failing({}, { continueOnFail: true });
		const last = items[0].at(-1);
		const read = items[0].slice(0, -1).map(({ json }) => json.DebtorId);
		expect(read.length).toBeGreaterThan(90);
		expect(read).toEqual(debtors().slice(0, read.length));
		expect(last).toMatchObject({
			json: {
				error: 'Te zwaar',
				details: {
					httpCode: 500,
					rowsRead: read.length,
					lastRow: { DebtorId: read.at(-1) },
					description: expect.stringContaining(`up to DebtorId = ${read.at(-1)}`),
				},
			},
			pairedItem: { item: 0 },
		});

		stage.simulator.settings.faults = [];
		const others = await rowsOf('Sim_Debtors', {
			keyFields: ['DebtorId'],
			options: { skip: read.length },
		});
		expect([...read, ...others.map(({ DebtorId }) => DebtorId)]).toEqual(debtors());
	});

	it('in files too', async () => {
		const result = await failing({ output: 'ndjson', rowsPerFile: 60 }, { continueOnFail: true });
		const items = result.items[0];
		const rows = items.slice(0, -1).reduce((sum, { json }) => sum + Number(json.rows), 0);
		expect(rows).toBeGreaterThan(90);
		expect(items.at(-1)?.json).toMatchObject({ details: { rowsRead: rows } });
	});

	it('goes to the error output without the rows', async () => {
		const { items } = await failing({}, { onError: 'continueErrorOutput' });
		expect(items[0].length).toBeGreaterThan(90);
		expect(items[1]).toHaveLength(1);
		expect(items[1][0].json.error).toBe('Te zwaar');
	});

	it('and without Continue On Fail the error says it', async () => {
		const { error } = await failing();
		expect(error?.message).toBe('Te zwaar');
		expect(error?.description).toMatch(
			/The first \d+ rows are complete and in order, up to DebtorId = \w+/,
		);
	});
});

describe('output', () => {
	const all = (options: IDataObject) =>
		download('Sim_Debtors', { keyFields: ['DebtorId'], options });

	it('of pages: an item for each page, its rows in a list', async () => {
		const { items } = await all({ output: 'pages', pageSize: 400 });
		const pages = items[0].map(({ json }) => json as { page: number; rows: IDataObject[] });
		expect(pages.map(({ page, rows }) => [page, rows.length])).toEqual([
			[1, 400],
			[2, 400],
			[3, 200],
		]);
		expect(pages.flatMap(({ rows }) => rows)).toEqual(
			await rowsOf('Sim_Debtors', { keyFields: ['DebtorId'] }),
		);
	});

	it('of NDJSON files: a row on each line, the next file after so many rows', async () => {
		const result = await all({ output: 'ndjson', rowsPerFile: 300, pageSize: 250 });
		expect(result.items[0].map(({ json }) => json)).toEqual([
			{ rows: 300, part: 1, fileName: 'Sim_Debtors-001.ndjson' },
			{ rows: 300, part: 2, fileName: 'Sim_Debtors-002.ndjson' },
			{ rows: 300, part: 3, fileName: 'Sim_Debtors-003.ndjson' },
			{ rows: 100, part: 4, fileName: 'Sim_Debtors-004.ndjson' },
		]);
		const lines = [0, 1, 2, 3].flatMap((index) => {
			const text = result.binary(index).toString('utf8');
			expect(text.endsWith('\n')).toBe(true);
			return text.slice(0, -1).split('\n');
		});
		expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
			await rowsOf('Sim_Debtors', { keyFields: ['DebtorId'] }),
		);
		expect(result.items[0][0].binary?.data).toMatchObject({
			mimeType: 'application/x-ndjson',
			fileName: 'Sim_Debtors-001.ndjson',
			fileExtension: 'ndjson',
		});
	});

	it.each([
		['international', ',', (value: unknown) => String(value)],
		['dutch', ';', (value: unknown) => dutchText(value)],
	] as const)('of CSV files: every value comes back, %s', async (csvStyle, separator, written) => {
		const rows = await rowsOf('Sim_Odd_Names', { keyFields: ['Key'] });
		const result = await download('Sim_Odd_Names', {
			keyFields: ['Key'],
			options: { output: 'csv', csvStyle, formulas: true },
		});
		const text = result.binary().toString('utf8');
		expect(text.startsWith('\uFEFF')).toBe(true);
		const [header, ...records] = readCsv(text.slice(1), separator);
		const fields = stage.simulator.table('Sim_Odd_Names').fields.map(({ id }) => id);
		expect(header).toEqual(fields);
		expect(records).toEqual(
			rows.map((row) =>
				fields.map((field) => {
					const value = Object.hasOwn(row, field) ? row[field] : null;
					return value === null ? '' : written(value);
				}),
			),
		);
	});

	it('of CSV files: text that Excel would run as a formula stays text unless the user keeps formulas', async () => {
		const { simulator } = stage;
		const row = simulator.table('Sim_Debtors').find({ DebtorId: '000010' })[0];
		const { DebtorName } = simulator.table('Sim_Debtors').record(row);
		simulator.table('Sim_Debtors').update(row, { DebtorName: '=HYPERLINK("http://x";"y")' });
		const cell = async (options: IDataObject) => {
			const result = await all({
				output: 'csv',
				outputFields: ['DebtorId', 'DebtorName'],
				...options,
			});
			const [, ...records] = readCsv(result.binary().toString('utf8').slice(1), ';');
			return records.find(([id]) => id === '000010')?.[1];
		};
		expect(await cell({})).toBe('\'=HYPERLINK("http://x";"y")');
		expect(await cell({ formulas: true })).toBe('=HYPERLINK("http://x";"y")');
		simulator.table('Sim_Debtors').update(row, { DebtorName });
	});

	it('of CSV files with the chosen columns, and with a header where there are no rows', async () => {
		const options = { output: 'csv', outputFields: ['Description', 'Id'] };
		const result = await download('Sim_Empty', { options });
		expect(result.items[0].map(({ json }) => json)).toEqual([
			{ rows: 0, part: 1, fileName: 'Sim_Empty-001.csv' },
		]);
		expect(result.binary().toString('utf8')).toBe('\uFEFFDescription;Id\r\n');
	});

	it('of files of several input items: each item has names of its own', async () => {
		const { items } = await stage.n8n.runNode({
			credential: stage.credential,
			parameters: {
				resource: 'getConnector',
				operation: 'getMany',
				connector: byId('Sim_Countries'),
				returnAll: true,
				options: { output: 'ndjson' },
			},
			items: [{}, {}],
		});
		expect(items[0].map(({ json, pairedItem }) => [json.fileName, pairedItem])).toEqual([
			['Sim_Countries-item-0-001.ndjson', { item: 0 }],
			['Sim_Countries-item-1-001.ndjson', { item: 1 }],
		]);
	});
});

/** Numbers and booleans as Excel writes them in Dutch. */
function dutchText(value: unknown): string {
	if (typeof value === 'boolean') return value ? 'WAAR' : 'ONWAAR';
	return typeof value === 'number' ? String(value).replace('.', ',') : String(value);
}

describe('hints', () => {
	it('come once, however many items there are', async () => {
		const { hints } = await download(
			'Sim_Wide',
			{
				filterMode: 'builder',
				filterGroups: {
					group: [
						{
							conditions: {
								condition: [{ field: 'Free_field_005', operator: 'contains', value: 'waarde' }],
							},
						},
					],
				},
			},
			{ items: [{}, {}, {}] },
		);
		const messages = hints.map(({ message }) => message);
		expect(new Set(messages).size).toBe(messages.length);
		expect(messages).toEqual(
			expect.arrayContaining([
				expect.stringContaining('searches for text'),
				expect.stringContaining('OldField'),
			]),
		);
		expect(hints[0]).toMatchObject({ location: 'outputPane' });
	});

	it('are not shown where there is nothing to say', async () => {
		const { hints } = await download('Sim_Debtors', { keyFields: ['DebtorId'] });
		expect(hints).toEqual([]);
	});
});
