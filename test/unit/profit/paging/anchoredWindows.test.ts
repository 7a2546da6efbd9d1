import { anchoredWindows } from '../../../../nodes/Afas/profit/paging/anchoredWindows';
import type { PageCall, PageQuery } from '../../../../nodes/Afas/profit/paging/pagePlan';
import type { SortField } from '../../../../nodes/Afas/profit/query/rowQuery';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';
import { FakeTable } from '../../../support/fakeTable.ts';
import { seededRandom, shuffled } from '../../../support/random.ts';
import { readPlan } from './readPlan';

const fields = [
	{ id: 'Id', dataType: 'int' },
	{ id: 'Code', dataType: 'string' },
	{ id: 'Line', dataType: 'int' },
	{ id: 'Changed', dataType: 'date' },
	{ id: 'Debtor.Id', dataType: 'int' },
];
const asc = (field: string): SortField => ({ field, descending: false });
const desc = (field: string): SortField => ({ field, descending: true });
const fits = () => true;
const byId = { filter: [], sort: [asc('Id')], keyFields: ['Id'], fields, pageSize: 100, fits };
const byCode = { ...byId, sort: [asc('Code'), asc('Line')], keyFields: ['Code', 'Line'] };

function tableOf(count: number, seed = 1): FakeTable {
	const random = seededRandom(seed);
	const rows = Array.from(
		{ length: count },
		(_, index): Row => ({
			Id: index * 3,
			Code: `c${index % 37}`,
			Line: index,
			Changed: `2026-01-${10 + (index % 9)}`,
		}),
	);
	return new FakeTable({ random, rows: shuffled(rows, random) });
}

function sameRows(pages: Row[][], expected: Row[]): void {
	expect(JSON.stringify(pages.flat())).toBe(JSON.stringify(expected));
}

/** Calls that ask for rows from a known row on. */
function anchored(table: FakeTable): PageQuery[] {
	return table.calls.filter(({ filter, take }) => filter.length > 0 && take > 1);
}

describe('anchoredWindows', () => {
	it('asks once when the first page is short', () => {
		const table = tableOf(99);
		const pages = readPlan(anchoredWindows(byId), seededRandom(1), (call) => table.answer(call));
		sameRows(pages, table.inOrder([asc('Id')]).flat());
		expect(table.calls).toEqual([{ id: 1, filter: [], sort: [asc('Id')], skip: 0, take: 100 }]);
	});

	it.each([
		[99, 1],
		[100, 3],
		[198, 3],
		[297, 3],
		[298, 6],
		[496, 6],
	])('reads a table of %i rows in %i calls', (size, calls) => {
		const table = tableOf(size);
		const pages = readPlan(anchoredWindows(byId), seededRandom(1), (call) => table.answer(call));
		sameRows(pages, table.inOrder([asc('Id')]).flat());
		expect(table.calls).toHaveLength(calls);
	});

	it.each([
		[29, undefined, 1],
		[30, undefined, 3],
		[227, undefined, 3],
		[228, undefined, 6],
		[228, 228, 4],
	])(
		'reads a table of %i rows, of which %s are expected, after a first page of 30 in %i calls',
		(size, expectedRows, calls) => {
			const table = tableOf(size);
			const plan = anchoredWindows({ ...byId, firstPageSize: 30, expectedRows });
			const pages = readPlan(plan, seededRandom(1), (call) => table.answer(call));
			sameRows(pages, table.inOrder([asc('Id')]).flat());
			expect(table.calls.find(({ skip }) => skip === 0)?.take).toBe(30);
			expect(table.calls).toHaveLength(calls);
		},
	);

	// With the call that asks for empty keys from the sixth page on.
	it.each([
		[99, 99, 1],
		[100, 100, 2],
		[198, 198, 2],
		[199, 199, 3],
		[400, 400, 5],
		[4000, 4000, 42],
		[99, 400, 5],
		[400, 250, 5],
	])('reads a table of %i rows, of which %i are expected, in %i calls', (size, expected, calls) => {
		const table = tableOf(size);
		const plan = anchoredWindows({ ...byId, expectedRows: expected });
		const pages = readPlan(plan, seededRandom(1), (call) => table.answer(call));
		sameRows(pages, table.inOrder([asc('Id')]).flat());
		expect(table.calls).toHaveLength(calls);
	});

	it.each([
		[1, 0],
		[2, 200],
		[3, 300],
		[5, 500],
		[8, 800],
	])('with %i calls at once skips at most %i rows', (concurrency, reach) => {
		for (let seed = 1; seed <= 5; seed++) {
			const table = tableOf(3000, seed);
			const plan = anchoredWindows({ ...byCode, concurrency });
			const pages = readPlan(plan, seededRandom(seed), (call) => table.answer(call));
			sameRows(pages, table.inOrder(byCode.sort).flat());
			const highest = Math.max(...table.calls.map(({ skip }) => skip));
			expect(highest).toBeLessThanOrEqual(reach);
			expect(table.calls.length).toBeLessThanOrEqual(Math.ceil(2900 / 99) + 2 + concurrency);
			expect(plan.hints).toEqual([]);
		}
	});

	it.each([
		[1, 1],
		[3, 4],
		[5, 6],
		[8, 9],
	])('with %i calls at once asks for %i pages before one is accepted', (concurrency, asked) => {
		const table = tableOf(5000);
		const plan = anchoredWindows({ ...byId, concurrency });
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
		expect(most).toBe(asked);
		expect(plan.callsAtOnce).toBe(concurrency);
	});

	it('holds a bounded number of pages while an early one does not come', () => {
		const table = tableOf(20_000);
		const plan = anchoredWindows(byId);
		let late: PageCall | undefined;
		let answered = 0;
		for (let round = 0; round < 1000; round++) {
			for (const call of plan.next(5)) {
				if (late === undefined && round > 10) {
					late = call;
				} else {
					plan.accept(call, table.answer(call));
					if (late !== undefined) answered++;
				}
			}
		}
		expect(plan.done).toBe(false);
		expect(answered).toBeLessThan(10);
	});

	it.each([
		['ascending', [asc('Code'), asc('Line')]],
		['descending', [desc('Code'), desc('Line')]],
		['up and down', [asc('Code'), desc('Line')]],
	])('stays within the user’s filter, %s', (_, sort) => {
		const table = tableOf(3000);
		const filter = [
			[{ field: 'Id', operator: 'less' as const, value: '3000' }],
			[{ field: 'Id', operator: 'greater' as const, value: '6000' }],
		];
		const plan = anchoredWindows({ ...byCode, sort, filter });
		const pages = readPlan(plan, seededRandom(2), (call) => table.answer(call));
		const expected = table.inOrder(sort).flat();
		sameRows(
			pages,
			expected.filter(({ Id }) => Number(Id) < 3000 || Number(Id) > 6000),
		);
	});

	it.each([
		[0, 2500],
		[700, 1200],
		[2990, 50],
		[0, 1],
	])('gives the rows from skip %i, at most %i', (skip, limit) => {
		const table = tableOf(3000);
		const plan = anchoredWindows({ ...byCode, skip, limit });
		const pages = readPlan(plan, seededRandom(limit), (call) => table.answer(call));
		sameRows(
			pages,
			table
				.inOrder(byCode.sort)
				.flat()
				.slice(skip, skip + limit),
		);
	});

	it('says which key is not unique when there is more than one page', () => {
		const table = tableOf(500);
		const plan = () => anchoredWindows({ ...byId, sort: [asc('Code')], keyFields: ['Code'] });
		expect(() => readPlan(plan(), seededRandom(1), (call) => table.answer(call))).toThrow(
			"'Key Fields' do not identify a row: several rows have Code = c0",
		);
		expect(
			readPlan(plan(), seededRandom(1), (call) => table.answer(call).slice(0, 99)).flat(),
		).toHaveLength(99);
	});

	it('goes on with skip from where a filter gets too long', () => {
		const table = tableOf(3000);
		const plan = anchoredWindows({
			...byId,
			fits: ({ filter }) => filter.flat().every(({ value }) => value.length < 4),
		});
		const pages = readPlan(plan, seededRandom(3), (call) => table.answer(call));
		sameRows(pages, table.inOrder([asc('Id')]).flat());
		expect(plan.hints).toEqual([expect.stringContaining('too long for AFAS')]);
		const values = anchored(table).flatMap(({ filter }) => filter.flat());
		expect(values.every(({ value }) => value.length < 4)).toBe(true);
	});

	it.each([
		['Changed', 'Changed'],
		['Debtor.Id', 'Debtor.Id'],
	])('reads with skip when the order holds %s', (field) => {
		const table = tableOf(1000);
		for (const row of table.rows) row['Debtor.Id'] = Number(row.Id) % 5;
		const sort = [desc(field), asc('Id')];
		const plan = anchoredWindows({ ...byId, sort });
		const pages = readPlan(plan, seededRandom(3), (call) => table.answer(call));
		sameRows(pages, table.inOrder(sort).flat());
		expect(plan.hints).toEqual([expect.stringContaining(field)]);
		const values = anchored(table).flatMap(({ filter }) => filter.flat());
		expect(values.every(({ value }) => value.length < 4)).toBe(true);
	});

	it('reads with skip when AFAS does not find rows back by their key', () => {
		const table = tableOf(3000);
		const plan = anchoredWindows(byId);
		// Stored with more decimals than shown: the row is just below its own value.
		const pages = readPlan(plan, seededRandom(4), (call) =>
			table.answer({
				...call,
				filter: call.filter.map((group) =>
					group.map((is) => (is.operator === 'empty' ? is : { ...is, operator: 'greater' })),
				),
			}),
		);
		sameRows(pages, table.inOrder([asc('Id')]).flat());
		expect(plan.hints).toEqual([expect.stringContaining('does not find rows back')]);
	});

	it('stops when AFAS does not look at the filter', () => {
		const table = tableOf(3000);
		const plan = anchoredWindows({ ...byId, concurrency: 1 });
		expect(() =>
			readPlan(plan, seededRandom(4), (call) => table.answer({ ...call, filter: [], skip: 0 })),
		).toThrow('AFAS gave the same rows for two different pages; the first 100 rows are complete');
		expect(plan.stop()).toEqual(
			table
				.inOrder([asc('Id')])
				.flat()
				.slice(0, 100),
		);
	});

	it('halves pages anywhere in the read and remembers it', () => {
		for (let seed = 1; seed <= 8; seed++) {
			const table = tableOf(3000, seed);
			const random = seededRandom(seed);
			const plan = anchoredWindows({ ...byId, pageSize: 200 });
			let heavy = 200;
			const pages = readPlan(plan, random, (call) => {
				if (table.calls.length > 10 && random.next() < 0.2) heavy = Math.max(20, heavy / 1.5);
				return call.take > heavy ? 'tooMuchData' : table.answer(call);
			});
			sameRows(pages, table.inOrder([asc('Id')]).flat());
			expect(table.calls.at(-1)?.take).toBeLessThanOrEqual(heavy);
		}
	});

	it('reads past any number of rows that were deleted, and past the one it stood on', () => {
		for (let deleted = 1; deleted < 250; deleted += 8) {
			const table = tableOf(1500);
			const plan = anchoredWindows(byId);
			const before = table.inOrder([asc('Id')]).flat();
			let done = false;
			const pages = readPlan(plan, seededRandom(deleted), (call) => {
				const rows = table.answer(call);
				if (!done && table.calls.length === 9) {
					done = true;
					const last = rows.at(-1)?.Id as number;
					for (let at = table.rows.length - 1; at >= 0; at--) {
						const id = table.rows[at].Id as number;
						if (id <= last && id > last - 3 * deleted) table.delete(at);
					}
				}
				return rows;
			});
			const kept = new Set(table.rows.map(({ Id }) => Id));
			const given = pages.flat();
			expect(new Set(given.map(({ Id }) => Id)).size).toBe(given.length);
			sameRows(
				[given.filter(({ Id }) => kept.has(Id))],
				before.filter(({ Id }) => kept.has(Id)),
			);
		}
	});

	describe.each([true, false])('with empty keys, first in ascending order: %s', (emptyFirst) => {
		/** A is empty in some rows, B tells rows with the same A apart. */
		function tableWithEmpty(count: number, empty: number): FakeTable {
			const random = seededRandom(count);
			const rows = Array.from(
				{ length: count },
				(_, index): Row => ({
					A: index < empty ? null : `c${random.below(40)}`,
					B: index,
				}),
			);
			return new FakeTable({ random, rows: shuffled(rows, random), emptyFirst });
		}

		it.each([
			['ascending', asc('A')],
			['descending', desc('A')],
		])('gives the one row whose key is empty, %s', (_, order) => {
			const random = seededRandom(9);
			const rows = Array.from({ length: 1500 }, (_row, index): Row => ({ A: index || null }));
			const table = new FakeTable({ random, rows: shuffled(rows, random), emptyFirst });
			const plan = anchoredWindows({ ...byId, sort: [order], keyFields: ['A'] });
			sameRows(
				readPlan(plan, random, (call) => table.answer(call)),
				table.inOrder([order]).flat(),
			);
			expect(Math.max(...table.calls.map(({ skip }) => skip))).toBeLessThanOrEqual(500);
			expect(table.calls.length).toBeLessThanOrEqual(Math.ceil(1500 / 99) + 2 + 5);
		});

		it.each([
			['ascending', [asc('A'), asc('B')], 3],
			['descending', [desc('A'), desc('B')], 3],
			['ascending', [asc('A'), asc('B')], 1300],
			['descending', [desc('A'), asc('B')], 1300],
			['ascending', [asc('A'), desc('B')], 2000],
		])('gives all rows, %s %j, %i empty', (_, sort, empty) => {
			const table = tableWithEmpty(2000, empty);
			const plan = anchoredWindows({ ...byId, sort, keyFields: ['A', 'B'] });
			const pages = readPlan(plan, seededRandom(empty), (call) => table.answer(call));
			sameRows(pages, table.inOrder(sort).flat());
			// Calls under way when it shows that keys are empty, and beyond the end.
			expect(table.calls.length).toBeLessThanOrEqual(Math.ceil(2000 / 99) + 2 + 2 * 5);
		});
	});

	it('says which rows the read stopped at', () => {
		const table = tableOf(1000);
		const plan = anchoredWindows(byCode);
		const [first] = plan.next(1);
		expect(plan.lastProven).toBeUndefined();
		expect(plan.accept(first, table.answer(first))).toEqual([]);
		const rows = table.inOrder(byCode.sort).flat().slice(0, 100);
		expect(plan.provenRows).toBe(100);
		expect(plan.stop()).toEqual(rows);
		expect(plan.done).toBe(true);
		expect(plan.provenRows).toBe(100);
		expect(plan.lastProven).toEqual(
			new Map([
				['Code', rows[99].Code],
				['Line', rows[99].Line],
			]),
		);
		expect(plan.next(5)).toEqual([]);
	});
});
