import { sortedWindows } from '../../../../nodes/Afas/profit/paging/sortedWindows';
import type { PageCall } from '../../../../nodes/Afas/profit/paging/pagePlan';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';
import { FakeTable } from '../../../support/fakeTable.ts';
import { seededRandom, shuffled } from '../../../support/random.ts';
import { readPlan } from './readPlan';

const sort = ['A', 'B'].map((field) => ({ field, descending: false }));

/** Rows with many ties in A. */
function tableOf(count: number, seed = 1): FakeTable {
	const random = seededRandom(seed);
	const rows = Array.from({ length: count }, (_, index): Row => ({ A: index % 7, B: index }));
	return new FakeTable({ random, rows: shuffled(rows, random) });
}

function inOrder(table: FakeTable): Row[] {
	return table.inOrder(sort).flat();
}

describe('sortedWindows', () => {
	it('asks once when the first page is short', () => {
		const table = tableOf(99);
		const plan = sortedWindows({ filter: [], sort, pageSize: 100 });
		const pages = readPlan(plan, seededRandom(1), (call) => table.answer(call));
		expect(pages).toEqual([inOrder(table)]);
		expect(table.calls).toEqual([{ id: 1, filter: [], sort, skip: 0, take: 100 }]);
		expect(plan.hints).toEqual([]);
	});

	it('asks once when there are no rows', () => {
		const table = tableOf(0);
		const plan = sortedWindows({ filter: [], sort, pageSize: 100 });
		expect(readPlan(plan, seededRandom(1), (call) => table.answer(call))).toEqual([]);
		expect(table.calls).toHaveLength(1);
	});

	it.each([1, 2, 3, 4, 5, 6, 7, 8])(
		'reads four full pages in 5 calls when they are expected (seed %i)',
		(seed) => {
			const table = tableOf(400, seed);
			const plan = sortedWindows({ filter: [], sort, pageSize: 100, expectedRows: 400 });
			const pages = readPlan(plan, seededRandom(seed), (call) => table.answer(call));
			expect(pages.map(({ length }) => length)).toEqual([100, 100, 100, 100]);
			expect(pages.flat()).toEqual(inOrder(table));
			expect(table.calls).toHaveLength(5);
			expect(plan.hints).toEqual([expect.stringContaining("Choose 'Key Fields'")]);
		},
	);

	it.each([
		[1, 1, 1],
		[2, 2, 3],
		[5, 5, 6],
		[8, 5, 6],
		[20, 5, 6],
	])('with %i calls at once has %i, and asks for %i pages', (concurrency, atOnce, asked) => {
		const table = tableOf(2000);
		const plan = sortedWindows({ filter: [], sort, pageSize: 100, concurrency });
		let running: PageCall[] = [];
		let most = 0;
		while (!plan.done) {
			running.push(...plan.next(100));
			most = Math.max(most, running.length);
			running = running.filter((call, index) => {
				if (index === 0) plan.accept(call, table.answer(call));
				return index > 0;
			});
		}
		expect(plan.callsAtOnce).toBe(atOnce);
		expect(most).toBe(asked);
	});

	it.each([
		[0, 250],
		[30, 250],
		[390, 250],
		[0, 1],
		[0, 100],
		[0, 101],
		[500, 10],
	])('gives the rows from skip %i, at most %i, and asks for no more', (skip, limit) => {
		const table = tableOf(400);
		const plan = sortedWindows({ filter: [], sort, pageSize: 100, skip, limit });
		const pages = readPlan(plan, seededRandom(skip + limit), (call) => table.answer(call));
		expect(pages.flat()).toEqual(inOrder(table).slice(skip, skip + limit));
		for (const call of table.calls) expect(call.skip + call.take).toBeLessThanOrEqual(skip + limit);
		expect(table.calls.length).toBeLessThanOrEqual(Math.ceil(limit / 99));
	});

	it('gives rows that are equal in everything as often as they are there', () => {
		const rows = Array.from(
			{ length: 1000 },
			(_, index): Row => ({ A: seededRandom(index).below(3) }),
		);
		const table = new FakeTable({ random: seededRandom(3), rows });
		const order = [{ field: 'A', descending: true }];
		const plan = sortedWindows({ filter: [], sort: order, pageSize: 100 });
		const pages = readPlan(plan, seededRandom(3), (call) => table.answer(call));
		expect(pages.flat()).toEqual(table.inOrder(order).flat());
	});

	it('stops with the rows that are safe when a page repeats', () => {
		const table = tableOf(1000);
		const plan = sortedWindows({ filter: [], sort, pageSize: 100 });
		expect(() =>
			readPlan(plan, seededRandom(4), (call) =>
				table.answer(call.skip > 200 ? { ...call, skip: 198 } : call),
			),
		).toThrow(/AFAS gave the same rows for two different pages; the first \d+ rows are complete/);
		expect(plan.provenRows).toBe(298);
		expect(plan.lastProven).toEqual(new Map(Object.entries(inOrder(table)[297])));
		expect(table.calls.length).toBeLessThan(25);
	});

	it('stops when AFAS does not look at skip at all', () => {
		const table = tableOf(5000);
		const plan = sortedWindows({ filter: [], sort, pageSize: 1000 });
		expect(() =>
			readPlan(plan, seededRandom(5), (call) => table.answer({ ...call, skip: 0 })),
		).toThrow('AFAS gave the same rows for two different pages; the first 1000 rows are complete');
		expect(plan.stop()).toEqual(inOrder(table).slice(0, 1000));
		expect(table.calls.length).toBeLessThan(12);
	});

	it('does not believe a short page that is followed by rows', () => {
		const table = tableOf(1000);
		let cut = 0;
		const plan = sortedWindows({ filter: [], sort, pageSize: 100 });
		const pages = readPlan(plan, seededRandom(6), (call) => {
			const rows = table.answer(call);
			return call.skip === 99 && cut++ === 0 ? rows.slice(0, 60) : rows;
		});
		expect(pages.flat()).toEqual(inOrder(table));
	});

	it('stops when pages stay short and rows follow', () => {
		const table = tableOf(1000);
		const plan = sortedWindows({ filter: [], sort, pageSize: 100 });
		const pages: Row[][] = [];
		expect(() =>
			readPlan(
				plan,
				seededRandom(6),
				(call) => table.answer({ ...call, take: call.skip === 0 ? 100 : call.take - 1 }),
				{ pages },
			),
		).toThrow(/Rows were added or deleted faster than they could be read; the first \d+ rows/);
		const { provenRows } = plan;
		expect([...pages.flat(), ...plan.stop()]).toEqual(inOrder(table).slice(0, provenRows));
	});

	it('halves the page when AFAS runs out of memory and remembers it', () => {
		const table = tableOf(5000);
		const plan = sortedWindows({ filter: [], sort, pageSize: 1000 });
		const pages = readPlan(plan, seededRandom(7), (call) =>
			call.take > 300 ? 'tooMuchData' : table.answer(call),
		);
		expect(pages.flat()).toEqual(inOrder(table));
		expect(pages.map(({ length }) => length)).toEqual([1000, 1000, 1000, 1000, 1000]);
		expect(table.calls.every(({ take }) => take <= 250)).toBe(true);
		expect(table.calls.length).toBeLessThanOrEqual(Math.ceil(5000 / 249) + 5);
	});

	it('halves pages in the middle of the read without losing their place', () => {
		for (let seed = 1; seed <= 50; seed++) {
			const table = tableOf(3000, seed);
			const heavy = seededRandom(seed).below(3000);
			const plan = sortedWindows({ filter: [], sort, pageSize: 200 });
			const pages = readPlan(plan, seededRandom(seed), (call) =>
				call.skip <= heavy && heavy < call.skip + call.take && call.take > 30
					? 'tooMuchData'
					: table.answer(call),
			);
			expect(JSON.stringify(pages.flat())).toBe(JSON.stringify(inOrder(table)));
		}
	});

	it('needs no halved page beyond the end', () => {
		const table = tableOf(150);
		const plan = sortedWindows({ filter: [], sort, pageSize: 100 });
		const [first] = plan.next(5);
		plan.accept(first, table.answer(first));
		const [second, third] = plan.next(4);
		expect(plan.tooMuchData(third)).toBe(true);
		const pages = plan.accept(second, table.answer(second));
		expect(plan.done).toBe(true);
		expect(pages.flat()).toEqual(inOrder(table));
	});

	it('gives up when a page of two rows is still too much', () => {
		const plan = sortedWindows({ filter: [], sort, pageSize: 5 });
		const [five] = plan.next(5);
		expect(plan.tooMuchData(five)).toBe(true);
		const [two] = plan.next(5);
		expect(two.take).toBe(2);
		expect(plan.tooMuchData(two)).toBe(false);
	});
});
