import { anchoredWindows } from '../../../../nodes/Afas/profit/paging/anchoredWindows';
import type { PageCall, PagePlan } from '../../../../nodes/Afas/profit/paging/pagePlan';
import { pageSizeFor } from '../../../../nodes/Afas/profit/paging/pageSize';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';
import { seededRandom } from '../../../support/random.ts';

const FIELDS = 20;
const CONCURRENCY = 5;
const CALL_MS = 200;
/** What it takes to read the rows of a full page; one page after another, since there is one process. */
const READ_MS = 30;
const PAGE_SIZE = pageSizeFor(FIELDS);

/** Pages that overlap by one row. */
const pagesOf = (rows: number) => Math.ceil((rows - PAGE_SIZE) / (PAGE_SIZE - 1)) + 1;

/** Answers for the keys from 0 up without keeping them. */
function answer({ filter, skip, take }: PageCall, size: number): Row[] {
	if (filter.some(([{ operator }]) => operator === 'empty') && take === 1) return [];
	const from = filter.length === 0 ? 0 : Number(filter[0][0].value);
	const rows: Row[] = [];
	for (let id = from + skip; id < size && rows.length < take; id++) rows.push({ Id: id });
	return rows;
}

interface Asked {
	call: PageCall;
	answeredAt: number;
}

/** The calls of a plan on a simulated clock. */
class Clock {
	now = 0;

	calls = 0;

	highestSkip = 0;

	mostAtOnce = 0;

	/** AFAS works on these. */
	private readonly asked: Asked[] = [];

	/** Answers of which no rows were read yet. */
	private readonly arrived: PageCall[] = [];

	constructor(
		private readonly plan: PagePlan,
		private readonly callMs: () => number,
	) {}

	/** The next answer that is read, and the time when it is. */
	next(rowsOf: (call: PageCall) => Row[]): { call: PageCall; rows: Row[] } {
		this.ask();
		if (this.arrived.length === 0) {
			this.now = Math.max(this.now, Math.min(...this.asked.map(({ answeredAt }) => answeredAt)));
			this.arrive();
		}
		const call = this.arrived.shift() as PageCall;
		const rows = rowsOf(call);
		this.now += (READ_MS * rows.length) / PAGE_SIZE;
		this.arrive();
		return { call, rows };
	}

	private arrive(): void {
		for (const asked of [...this.asked].sort((a, b) => a.answeredAt - b.answeredAt)) {
			if (asked.answeredAt > this.now) break;
			this.asked.splice(this.asked.indexOf(asked), 1);
			this.arrived.push(asked.call);
			this.ask();
		}
	}

	private ask(): void {
		for (const call of this.plan.next(this.plan.callsAtOnce - this.asked.length)) {
			this.asked.push({ call, answeredAt: this.now + this.callMs() });
			this.calls += 1;
			this.highestSkip = Math.max(this.highestSkip, call.skip);
			this.mostAtOnce = Math.max(this.mostAtOnce, this.asked.length);
		}
	}
}

/** Reads everything on a simulated clock. */
function read(size: number, concurrency: number, callMs: () => number, expectedRows?: number) {
	const plan = anchoredWindows({
		filter: [],
		sort: [{ field: 'Id', descending: false }],
		keyFields: ['Id'],
		fields: [{ id: 'Id', dataType: 'int' }],
		pageSize: PAGE_SIZE,
		concurrency,
		expectedRows,
		fits: () => true,
	});
	const clock = new Clock(plan, callMs);
	let next = 0;
	let inOrder = true;
	while (!plan.done) {
		const { call, rows } = clock.next((asked) => answer(asked, size));
		for (const page of plan.accept(call, rows)) {
			for (const { Id } of page) inOrder &&= Id === next++;
		}
	}
	const { now, calls, highestSkip, mostAtOnce } = clock;
	return { seconds: now / 1000, calls, highestSkip, mostAtOnce, rows: next, inOrder };
}

/** How many times as fast as one call at a time, with the call for the metainfo before both. */
function speedUp(name: string, size: number, many: ReturnType<typeof read>): number {
	const one = read(size, 1, () => CALL_MS);
	const metainfo = CALL_MS / 1000;
	const times = (one.seconds + metainfo) / (many.seconds + metainfo);
	const { calls, highestSkip, seconds } = many;
	process.stdout.write(
		`${name}: ${calls} calls, skip up to ${highestSkip}, ${seconds.toFixed(1)} s instead of ${one.seconds.toFixed(1)} s; ` +
			`${times.toFixed(2)} times as fast\n`,
	);
	return times;
}

describe.each([
	[300_000, 41, 3.5, 4.6],
	[1_000_000, 134, 4.5, 5],
])('%i rows of 20 fields', (size, pages, firstTime, again) => {
	it('takes the pages, a call for empty keys and the few beyond the end, within reach', () => {
		const { calls, highestSkip, mostAtOnce, rows, inOrder } = read(
			size,
			CONCURRENCY,
			() => CALL_MS,
		);
		expect({ rows, inOrder }).toEqual({ rows: size, inOrder: true });
		expect(pagesOf(size)).toBe(pages);
		expect(calls).toBeLessThanOrEqual(pages + 1 + CONCURRENCY);
		expect(highestSkip).toBeLessThanOrEqual(CONCURRENCY * PAGE_SIZE);
		expect(mostAtOnce).toBe(CONCURRENCY);
	});

	it.each([
		['for the first time', undefined, firstTime],
		['when the number of rows is known', size, again],
	])('is many times as fast as one page after another %s', (name, expectedRows, least) => {
		const many = read(size, CONCURRENCY, () => CALL_MS, expectedRows);
		expect(speedUp(`200 ms a call, ${name}`, size, many)).toBeGreaterThan(least);
	});

	it.each([1, 2, 3])('is fast too when calls last 100 to 300 ms (seed %i)', (seed) => {
		const random = seededRandom(seed);
		const many = read(size, CONCURRENCY, () => CALL_MS * (0.5 + random.next()));
		expect(speedUp('100 to 300 ms a call', size, many)).toBeGreaterThan(firstTime - 0.3);
		expect(many.highestSkip).toBeLessThanOrEqual(CONCURRENCY * PAGE_SIZE);
	});
});
