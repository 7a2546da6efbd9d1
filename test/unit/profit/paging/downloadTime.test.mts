import { anchoredWindows } from '../../../../nodes/Afas/profit/paging/anchoredWindows';
import type { PageCall } from '../../../../nodes/Afas/profit/paging/pagePlan';
import { pageSizeFor } from '../../../../nodes/Afas/profit/paging/pageSize';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';
import { seededRandom } from '../../../support/random.ts';

const ROWS = 1_000_000;
const FIELDS = 20;
const CONCURRENCY = 5;
const CALL_MS = 200;

/** Answers for the keys 0 to 999,999 without keeping them. */
function answer({ filter, skip, take }: PageCall): Row[] {
	if (filter.some(([{ operator }]) => operator === 'empty') && take === 1) return [];
	const from = filter.length === 0 ? 0 : Number(filter[0][0].value);
	const rows: Row[] = [];
	for (let id = from + skip; id < ROWS && rows.length < take; id++) rows.push({ Id: id });
	return rows;
}

/** Reads everything on a simulated clock: each call takes `callMs()`. */
function read(concurrency: number, callMs: () => number, expectedRows?: number) {
	const plan = anchoredWindows({
		filter: [],
		sort: [{ field: 'Id', descending: false }],
		keyFields: ['Id'],
		fields: [{ id: 'Id', dataType: 'int' }],
		pageSize: pageSizeFor(FIELDS),
		concurrency,
		expectedRows,
		fits: () => true,
	});
	let now = 0;
	let calls = 0;
	let highestSkip = 0;
	let next = 0;
	let inOrder = true;
	let running: Array<{ call: PageCall; ends: number }> = [];
	while (!plan.done) {
		for (const call of plan.next(concurrency - running.length)) {
			running.push({ call, ends: now + callMs() });
			calls += 1;
			highestSkip = Math.max(highestSkip, call.skip);
		}
		const first = running.reduce((early, other) => (other.ends < early.ends ? other : early));
		running = running.filter((other) => other !== first);
		now = first.ends;
		for (const page of plan.accept(first.call, answer(first.call))) {
			for (const { Id } of page) inOrder &&= Id === next++;
		}
	}
	return { seconds: now / 1000, calls, highestSkip, rows: next, inOrder };
}

function report(name: string, one: number, many: ReturnType<typeof read>): number {
	const speedUp = one / many.seconds;
	const { calls, highestSkip, seconds } = many;
	process.stdout.write(
		`${name}: ${calls} calls, skip up to ${highestSkip}, ${seconds.toFixed(1)} s instead of ${one.toFixed(1)} s; ` +
			`${speedUp.toFixed(2)} times as fast, ${CONCURRENCY} in theory\n`,
	);
	return speedUp;
}

describe('1,000,000 rows of 20 fields', () => {
	const pages = Math.ceil((ROWS - 7500) / 7499) + 1;

	it('takes the pages, a call for empty keys and the few beyond the end, within reach', () => {
		const { calls, highestSkip, rows, inOrder } = read(CONCURRENCY, () => CALL_MS);
		expect({ rows, inOrder }).toEqual({ rows: ROWS, inOrder: true });
		expect(pages).toBe(134);
		expect(calls).toBeLessThanOrEqual(pages + CONCURRENCY);
		expect(highestSkip).toBeLessThanOrEqual(30_000);
	});

	it.each([
		['for the first time', undefined, 4.4],
		['when the number of rows is known', ROWS, 4.9],
	])('is many times as fast as one page after another %s', (name, expectedRows, least) => {
		const one = (pages * CALL_MS) / 1000;
		const many = read(CONCURRENCY, () => CALL_MS, expectedRows);
		expect(report(`200 ms a call, ${name}`, one, many)).toBeGreaterThan(least);
	});

	it.each([1, 2, 3])('is fast too when calls last 100 to 300 ms (seed %i)', (seed) => {
		const random = seededRandom(seed);
		const many = read(CONCURRENCY, () => CALL_MS * (0.5 + random.next()));
		const one = (pages * CALL_MS) / 1000;
		expect(report('100 to 300 ms a call', one, many)).toBeGreaterThan(4.2);
		expect(many.highestSkip).toBeLessThanOrEqual(30_000);
	});
});
