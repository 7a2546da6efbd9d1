import { sleep } from 'n8n-workflow';
import { ProfitError } from '../../../nodes/Afas/profit/errors/profitError';
import type { PageCall } from '../../../nodes/Afas/profit/paging/pagePlan';
import { sortedWindows } from '../../../nodes/Afas/profit/paging/sortedWindows';
import type { RowQuery } from '../../../nodes/Afas/profit/query/rowQuery';
import { readPages } from '../../../nodes/Afas/transport/pages';

const ROWS = 200;
const PAGE = 10;
const CALL_MS = 100;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const busy = () => new ProfitError('unavailable', 'Service Unavailable');

/** A table behind something that may turn calls away, and what is known of the calls. */
function table(isTurnedAway: (running: number) => boolean) {
	const began: number[] = [];
	const seen = { running: 0, most: 0, began };
	const source = {
		fits: () => true,
		sorts: () => true,
		async read({ skip, take }: RowQuery) {
			began.push(Date.now());
			if (isTurnedAway(seen.running)) throw busy();
			seen.running += 1;
			seen.most = Math.max(seen.most, seen.running);
			await sleep(CALL_MS);
			seen.running -= 1;
			const count = Math.max(0, Math.min(take, ROWS - skip));
			return Array.from({ length: count }, (_, at) => ({ Id: skip + at }));
		},
	};
	return { source, seen };
}

/** Reads the table, and gives how it ended and how long it took. */
async function read(source: ReturnType<typeof table>['source'], signal?: AbortSignal) {
	const plan = sortedWindows({
		filter: [],
		sort: [{ field: 'Id', descending: false }] as never,
		pageSize: PAGE,
		concurrency: 5,
	});
	const reading = { connector: 'Table', concurrency: 5, retries: 3, signal };
	const started = Date.now();
	const rows: unknown[] = [];
	const ended = (async () => {
		try {
			for await (const page of readPages(source, plan, reading)) {
				rows.push(...page.map(({ Id }) => Id));
			}
			return undefined;
		} catch (thrown) {
			return thrown as ProfitError;
		}
	})();
	let isOver = false;
	void ended.then(() => (isOver = true));
	while (!isOver) await jest.advanceTimersByTimeAsync(50);
	return { rows, error: await ended, milliseconds: Date.now() - started };
}

const ALL = Array.from({ length: ROWS }, (_, at) => at);

it('reads everything, five calls at once', async () => {
	const { source, seen } = table(() => false);
	const { rows, error } = await read(source);
	expect(error).toBeUndefined();
	expect(rows).toEqual(ALL);
	expect(seen.most).toBe(5);
});

it('gets along with others that leave room for two calls', async () => {
	const { source, seen } = table((running) => running >= 2);
	const { rows, error } = await read(source);
	expect(error).toBeUndefined();
	expect(rows).toEqual(ALL);
	expect(seen.most).toBe(2);
});

it('goes on while it gets answers, however often it is turned away', async () => {
	let calls = 0;
	const { source } = table(() => ++calls % 3 !== 0);
	const { rows, error } = await read(source);
	expect(error).toBeUndefined();
	expect(rows).toEqual(ALL);
});

it('ends after three more tries, within 40 seconds, when nothing is answered', async () => {
	const { source, seen } = table(() => true);
	const { rows, error, milliseconds } = await read(source);
	expect(error?.message).toBe('Service Unavailable');
	expect(rows).toEqual([]);
	expect(seen.began).toHaveLength(4);
	expect(milliseconds).toBeGreaterThan(23_000);
	expect(milliseconds).toBeLessThan(39_000);
});

it('ends so too after answers, with the rows that are complete', async () => {
	let calls = 0;
	const { source, seen } = table(() => ++calls > 6);
	const { rows, error, milliseconds } = await read(source);
	expect(error?.details.readUntil?.rows).toBe(rows.length);
	expect(rows).toEqual(ALL.slice(0, rows.length));
	expect(rows.length).toBeGreaterThan(PAGE);
	// Up to five that were turned away together, then one at a time.
	expect(seen.began.length).toBeLessThanOrEqual(6 + 5 + 3);
	expect(milliseconds).toBeLessThan(40_000);
});

it('makes no more calls and ends when the execution is cancelled during a wait', async () => {
	const stop = new AbortController();
	const { source, seen } = table(() => true);
	void sleep(300).then(() => stop.abort());
	const { error, milliseconds } = await read(source, stop.signal);
	expect(error).toBeDefined();
	expect(seen.began).toHaveLength(1);
	expect(milliseconds).toBeLessThan(1000);
});

it('ends with what the plan throws when it is asked for calls, also during a wait', async () => {
	const { source } = table((running) => running > 1);
	let asked = 0;
	const plan = {
		done: false,
		callsAtOnce: 5,
		provenRows: 0,
		hints: [],
		lastProven: undefined,
		stop: () => [],
		accept: () => [],
		tooMuchData: () => false,
		next(): PageCall[] {
			asked += 1;
			if (asked > 1) throw new ProfitError('input', 'No more');
			return [1, 2].map((id) => ({ id, filter: [], sort: [], skip: 0, take: PAGE }));
		},
	};
	const read = async () => {
		const reading = { connector: 'Table', concurrency: 5, retries: 3 };
		for await (const page of readPages(source, plan, reading)) expect(page).toEqual([]);
	};
	const ended = read().catch((thrown: unknown) => thrown);
	await jest.advanceTimersByTimeAsync(60_000);
	expect(await ended).toMatchObject({ message: 'No more' });
});
