import type { IDataObject } from 'n8n-workflow';
import type { FaultKind } from '../simulator/faults.mts';
import { byId, openStage, type Stage } from './support/profit.mts';
import { bodiesOf, keys, record, runWrite, stored, writesOf } from './support/writes.mts';
import './support/quickSleep.mts';

// The first write makes the simulator's rows.
jest.setTimeout(30_000);

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
	Object.assign(stage.simulator.settings, { faults: [], resultShape: 'documented', delayMs: 0 });
});
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

let run = 0;

/** docs/afas.md 2.7, UpdateConnector errors. */
const NO_DEBTOR = "The entered value for 'Sales contact' does not exist.";

/** Items for orders; those at `bad` name a debtor that does not exist. */
function orders(count: number, bad: number[] = []) {
	run += 1;
	return Array.from({ length: count }, (_, index) => ({
		debtor: bad.includes(index) ? `none-${index}` : '000010',
		reference: `run ${run} item ${index}`,
	}));
}

const orderOf = (options: IDataObject) =>
	record('={{ { DbId: $json.debtor, RfCs: $json.reference } }}', options);

function create(
	items: ReturnType<typeof orders>,
	options: IDataObject,
	more: Parameters<typeof runWrite>[4] = {},
) {
	return runWrite(stage, 'create', 'FbSales', orderOf(options), { items, ...more });
}

const keyOf = (json: IDataObject) => (json.key as IDataObject | undefined)?.OrNu;
const times = (reference: string) =>
	stored(stage, 'Sim_SalesOrders', 'CustomerReference', reference).length;
const recordsPerCall = () =>
	bodiesOf(stage).map((body) => {
		const { Element } = (body as any).FbSales;
		return Array.isArray(Element) ? Element.length : 1;
	});

describe('a batch', () => {
	it('is one call, and each item gets its own key', async () => {
		const items = orders(5);
		const { items: output, error } = await create(items, { batchSize: 3 });
		expect(error).toBeUndefined();
		expect(recordsPerCall()).toEqual([3, 2]);
		output[0].forEach(({ json, pairedItem }, index) => {
			expect(pairedItem).toEqual({ item: index });
			const [row] = stored(stage, 'Sim_SalesOrders', 'CustomerReference', items[index].reference);
			expect(keyOf(json)).toBe(String(row.OrderNumber));
			expect(json.results).toEqual({ FbSales: { OrNu: keyOf(json) } });
		});
	});

	it.each(['empty', 'list'] as const)('no key is invented from %s results', async (shape) => {
		stage.simulator.settings.resultShape = shape;
		const { items: output } = await create(orders(3), { batchSize: 3 });
		const outcome = output[0].map(({ json }) => [keyOf(json), json.results]);
		if (shape === 'empty') expect(outcome).toEqual(Array(3).fill([undefined, null]));
		else expect(new Set(outcome.map(([key]) => key)).size).toBe(3);
	});

	it('never mixes connectors, and keeps the order of the items', async () => {
		const { items: output, error } = await runWrite(
			stage,
			'create',
			'',
			{
				connector: { __rl: true, mode: 'id', value: '={{ $json.connector }}' },
				...record('={{ $json.record }}', { batchSize: 10 }),
			},
			{
				items: ['FbSales', 'FbSales', 'KnSubject', 'KnSubject'].map((connector) => ({
					connector,
					record: connector === 'FbSales' ? { DbId: '000010' } : { StId: 11, Ds: 'x' },
				})),
			},
		);
		expect(error).toBeUndefined();
		expect(writesOf(stage)).toHaveLength(2);
		expect(output[0].map(({ json }) => Object.keys(json.key as object)[0])).toEqual([
			'OrNu',
			'OrNu',
			'SbId',
			'SbId',
		]);
	});
});

describe('rule 7: one bad item never takes the good ones with it', () => {
	it.each([1, 4, 50])('under Continue On Fail, batch size %i', async (batchSize) => {
		const bad = [0, 7, 8, 19];
		const items = orders(20, bad);
		const { items: output, error } = await create(items, { batchSize }, { continueOnFail: true });
		expect(error).toBeUndefined();
		expect(output[0].map(({ pairedItem }) => pairedItem)).toEqual(
			items.map((_, item) => ({ item })),
		);
		output[0].forEach(({ json }, index) => {
			if (bad.includes(index)) {
				expect(json).toMatchObject({
					error: NO_DEBTOR,
					details: { httpCode: 500, profitLogReference: expect.any(String) },
				});
				expect(times(items[index].reference)).toBe(0);
			} else {
				expect(json.error).toBeUndefined();
				expect(times(items[index].reference)).toBe(1);
			}
		});
	});

	it('an item that does not pass the checks does not spoil its batch', async () => {
		const items = orders(4);
		const { items: output } = await runWrite(
			stage,
			'create',
			'FbSales',
			record(
				'={{ $itemIndex === 2 ? { DBID: 1 } : { DbId: $json.debtor, RfCs: $json.reference } }}',
				{
					batchSize: 4,
				},
			),
			{ items, continueOnFail: true },
		);
		expect(recordsPerCall()).toEqual([3]);
		expect(output[0].map(({ json }) => 'error' in json)).toEqual([false, false, true, false]);
		expect(output[0][2].json.error).toContain('did you mean DbId?');
	});

	it('deletes go on after a record that is not there', async () => {
		const { items: made } = await create(orders(2), {});
		const numbers = [keyOf(made[0][0].json), 'gone', keyOf(made[0][1].json)];
		const { items: output } = await runWrite(
			stage,
			'delete',
			'FbSales',
			keys({ OrNu: '={{ $json.number }}' }, { concurrency: 3 }),
			{ items: numbers.map((number) => ({ number })), continueOnFail: true },
		);
		expect(output[0].map(({ json }) => json.deleted ?? 'failed')).toEqual([true, 'failed', true]);
	});
});

describe('without Continue On Fail', () => {
	it('the run stops at the first item that fails, and says how far it came', async () => {
		const items = orders(6, [3]);
		const { error } = await create(items, {});
		expect(error?.message).toBe(NO_DEBTOR);
		expect(error?.context).toMatchObject({ itemIndex: 3 });
		expect(error?.description).toContain(
			'Of 6 items, counted from 0: Written: 3 (0-2); Refused: 1 (3); Not sent: 2 (4-5).',
		);
		expect(writesOf(stage)).toHaveLength(4);
		expect(items.map(({ reference }) => times(reference))).toEqual([1, 1, 1, 0, 0, 0]);
	});

	it('a divided batch is finished, and the next one is not sent', async () => {
		const items = orders(9, [1]);
		const { error } = await create(items, { batchSize: 4 });
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(error?.description).toContain('Written: 3 (0, 2-3); Refused: 1 (1); Not sent: 5 (4-8)');
		expect(items.map(({ reference }) => times(reference))).toEqual([1, 0, 1, 1, 0, 0, 0, 0, 0]);
	});

	it('the first refusal stops new batches at once, also while its batch is being divided', async () => {
		stage.simulator.settings.delayMs = 20;
		const items = orders(320, [5]);
		const { error } = await create(items, { batchSize: 16, concurrency: 3 });
		expect(error?.context).toMatchObject({ itemIndex: 5 });
		// The three batches that were under way, without the item that was refused.
		expect(items.filter(({ reference }) => times(reference) > 0).length).toBeLessThan(48);
	});

	it('an item that does not pass the checks stops its whole batch before it is sent', async () => {
		const { error } = await runWrite(
			stage,
			'create',
			'FbSales',
			record('={{ $itemIndex === 3 ? { DBID: 1 } : { DbId: $json.debtor } }}', { batchSize: 2 }),
			{ items: orders(6) },
		);
		expect(error?.description).toContain('Written: 2 (0-1); Refused: 1 (3); Not sent: 3 (2, 4-5)');
		expect(recordsPerCall()).toEqual([2]);
	});
});

describe('the order of the items', () => {
	it('is kept where connectors and protocols alternate within a batch', async () => {
		const connectors = ['FbSales', 'KnSubject', 'FbSales', 'FbSales', 'KnSubject'];
		const protocols = ['rest', 'rest', 'soap', 'rest', 'rest'];
		const { error } = await runWrite(
			stage,
			'create',
			'',
			{
				connector: byId('={{ $json.connector }}'),
				protocol: '={{ $json.protocol }}',
				...record(
					'={{ $json.connector === "FbSales" ? { DbId: "000010" } : { StId: 1, Ds: "x" } }}',
					{ batchSize: 10 },
				),
			},
			{ items: connectors.map((connector, index) => ({ connector, protocol: protocols[index] })) },
		);
		expect(error).toBeUndefined();
		const sent = writesOf(stage).map(({ path, body }) =>
			path.includes('asmx')
				? `soap ${/connectorType>(\w+)</.exec(String(body))?.[1]}`
				: `rest ${path.split('/').pop()}`,
		);
		expect(sent).toEqual(connectors.map((name, index) => `${protocols[index]} ${name}`));
	});
});

describe('an environment that is out of reach', () => {
	it.each(['rest', 'soap'])('is not asked for every item over %s', async (protocol) => {
		const lost = await openStage();
		await lost.simulator.close();
		const start = Date.now();
		const { items: output } = await runWrite(
			lost,
			'create',
			'FbSales',
			{ ...orderOf({}), protocol },
			{ items: orders(200), continueOnFail: true },
		);
		expect(output[0].every(({ json }) => 'error' in json)).toBe(true);
		expect((output[0][199].json.details as IDataObject).outcome).toBe('notSent');
		// The first item waits for AFAS to come back; the other 199 know that it did not.
		expect(Date.now() - start).toBeLessThan(15_000);
	});

	it('a connector that AFAS refuses is asked for once', async () => {
		const { items: output } = await runWrite(stage, 'create', 'NoSuch', orderOf({}), {
			items: orders(50),
			continueOnFail: true,
		});
		expect(output[0].every(({ json }) => 'error' in json)).toBe(true);
		expect(stage.simulator.requests.map(({ path }) => path.split('/').slice(2).join('/'))).toEqual([
			'metainfo/update/NoSuch',
			'metainfo',
		]);
	});

	it('a refused login is asked for once', async () => {
		stage.simulator.settings.faults = [{ kind: 'unauthorized401', times: 1000 }];
		const { items: output } = await create(orders(50), {}, { continueOnFail: true });
		expect(output[0].every(({ json }) => 'error' in json)).toBe(true);
		expect(stage.simulator.requests.length).toBeLessThan(5);
	});
});

describe('concurrency', () => {
	it.each([
		[undefined, 1],
		[3, 3],
		[50, 8],
	])('%s gives at most %i calls at once, in the order of the items', async (concurrency, most) => {
		stage.simulator.settings.delayMs = 30;
		const items = orders(20);
		const { items: output } = await create(items, concurrency ? { concurrency } : {});
		expect(Math.max(...writesOf(stage).map(({ parallel }) => parallel))).toBe(most);
		const numbers = output[0].map(({ json }) => keyOf(json));
		expect(numbers).toEqual(
			items.map(({ reference }) =>
				String(stored(stage, 'Sim_SalesOrders', 'CustomerReference', reference)[0].OrderNumber),
			),
		);
	});
});

describe('rule 5: a write is never repeated blindly', () => {
	const faulty = (kind: FaultKind, processed: boolean, times = 1) => {
		stage.simulator.settings.faults = [{ kind, processed, times, method: 'POST' }];
	};

	it.each([
		['functional500', false],
		['commandTimeout500', true],
		['html502', true],
		['html503', true],
		['html400', true],
		['resetBeforeAnswer', true],
		['resetInAnswer', true],
		['cutOff', true],
		['unauthorized401', false],
		['forbidden403', false],
		['redirect', false],
	] as const)('%s reaches AFAS once', async (kind, processed) => {
		const items = orders(1);
		faulty(kind, processed);
		const { error } = await create(items, {});
		expect(error).toBeDefined();
		expect(writesOf(stage)).toHaveLength(1);
		expect(times(items[0].reference)).toBe(processed ? 1 : 0);
		if (processed) expect(error?.description).toMatch(/look in Profit/i);
	});

	it.each([
		['commandTimeout500', true],
		['resetBeforeAnswer', true],
		['cutOff', true],
		['html502', true],
	] as const)('%s of a batch is not divided', async (kind, processed) => {
		const items = orders(4);
		faulty(kind, processed);
		const { items: output } = await create(items, { batchSize: 4 }, { continueOnFail: true });
		expect(writesOf(stage)).toHaveLength(1);
		expect(output[0].every(({ json }) => 'error' in json)).toBe(true);
		expect(items.map(({ reference }) => times(reference))).toEqual([1, 1, 1, 1]);
	});

	it('no answer in time: once, and the user is told to look first', async () => {
		const items = orders(2);
		faulty('hang', true);
		const { error } = await create(items, { timeout: 1 });
		expect(writesOf(stage)).toHaveLength(1);
		expect(error?.message).toContain('AFAS did not answer within 1 second');
		expect(error?.description).toMatch(
			/may still be working.*look in Profit.*Perhaps written: 1 \(0\)/,
		);
		expect(times(items[0].reference)).toBe(1);
	});

	it("AFAS's own 503 is tried again, a bounded number of times", async () => {
		const items = orders(1);
		faulty('json503', false);
		const { error } = await create(items, {});
		expect(error).toBeUndefined();
		expect(times(items[0].reference)).toBe(1);
		expect(writesOf(stage)).toHaveLength(2);

		stage.simulator.reset();
		faulty('json503', false, 99);
		const { items: output } = await create(orders(3), {}, { continueOnFail: true });
		expect(output[0].every(({ json }) => 'error' in json)).toBe(true);
		// Three tries for the first item; the others do not wait for what is known to be away.
		expect(writesOf(stage)).toHaveLength(5);
	}, 30_000);

	it('a long maintenance is not waited for', async () => {
		stage.simulator.settings.faults = [{ kind: 'json503', method: 'POST', retryAfter: 7200 }];
		const { error } = await create(orders(1), {});
		expect(error).toBeDefined();
		expect(writesOf(stage)).toHaveLength(1);
	});

	it('a lock is tried again as often as the user allows', async () => {
		faulty('lock500', false, 1);
		const { error } = await create(orders(1), {});
		expect(error).toBeDefined();
		expect(writesOf(stage)).toHaveLength(1);

		stage.simulator.reset();
		faulty('lock500', false, 1);
		const items = orders(1);
		expect((await create(items, { retryLocks: 1 })).error).toBeUndefined();
		expect(writesOf(stage)).toHaveLength(2);
		expect(times(items[0].reference)).toBe(1);
	});
});

describe('rule 10: AFAS can be wrong', () => {
	it.each([
		['wrongShape', undefined],
		['emptyBody', undefined],
		['html502', /HTTP 502/],
		['cutOff', /cut off/],
	] as const)('%s: nothing is lost or invented', async (kind, message) => {
		stage.simulator.settings.faults = [{ kind, method: 'POST', processed: true }];
		const { items: output, error } = await create(orders(1), {});
		if (message) expect(error?.message).toMatch(message);
		else {
			expect(error).toBeUndefined();
			expect(output[0][0].json).toMatchObject({ action: 'create', key: {} });
		}
	});
});

it('a cancelled execution sends nothing more', async () => {
	stage.simulator.settings.delayMs = 100;
	const stop = new AbortController();
	setTimeout(() => stop.abort(), 350);
	const { status } = await create(orders(20), {}, { signal: stop.signal });
	expect(status).toBe('canceled');
	const sent = writesOf(stage).length;
	expect(sent).toBeLessThan(8);
	await new Promise((resolve) => setTimeout(resolve, 400));
	expect(writesOf(stage)).toHaveLength(sent);
});
