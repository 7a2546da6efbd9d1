import type { PageCall, PagePlan } from '../../../../nodes/Afas/profit/paging/pagePlan';
import { anchoredWindows } from '../../../../nodes/Afas/profit/paging/anchoredWindows';
import { sortedWindows } from '../../../../nodes/Afas/profit/paging/sortedWindows';
import type { Filter } from '../../../../nodes/Afas/profit/query/filter';
import type { SortField } from '../../../../nodes/Afas/profit/query/rowQuery';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';
import { FakeTable } from '../../../support/fakeTable.ts';
import { seededRandom, shuffled, type Random } from '../../../support/random.ts';
import { readPlan } from './readPlan';

const SEEDS = 100;

interface Scene {
	random: Random;
	sort: SortField[];
	filter: Filter;
	limit: number;
	table: FakeTable;
	/** A row with a key that never was there before. */
	newRow: () => Row;
	key: (row: Row) => string;
}

/** A condition that leaves some rows out, several groups, or nothing. */
function someFilter(random: Random): Filter {
	const b = { field: 'B', operator: 'greater' as const, value: '1' };
	const d = { field: 'D', operator: 'notEqual' as const, value: '2' };
	return [[], [[d]], [[b], [d]], [[b, d]]][random.below(4)];
}

/** Reads while the table changes, and looks whether the rows that stayed are all there, once and in order. */
function readChanging(scene: Scene, plan: PagePlan): boolean {
	const { random, sort, filter, limit, table, newRow, key } = scene;
	const stayed = new Map(
		table.rows.filter((row) => table.passes(filter, row)).map((row) => [key(row), row]),
	);
	const changes = random.next() * 0.7;
	const heavy = random.next() < 0.3 ? 0.05 : 0;
	const change = () => {
		while (random.next() < changes) {
			if (random.next() < 0.5) {
				table.insert(newRow());
			} else if (table.rows.length > 0) {
				stayed.delete(key(table.delete(random.below(table.rows.length))));
			}
		}
	};
	let complete = true;
	const pages: Row[][] = [];
	const answer = (call: PageCall) =>
		call.take > 4 && random.next() < heavy ? 'tooMuchData' : table.answer(call);
	try {
		readPlan(plan, random, answer, { pages, between: change });
	} catch (error) {
		expect((error as Error).message).toMatch(/rows are complete and in order$/);
		complete = false;
		const { provenRows } = plan;
		pages.push(plan.stop());
		expect(pages.flat()).toHaveLength(provenRows);
	}

	const rows = pages.flat();
	expect(rows.length).toBeLessThanOrEqual(limit);
	const keys = rows.map(key);
	expect(new Set(keys).size).toBe(keys.length);
	const misplaced = rows.filter(
		(row, at) => at > 0 && table.compareRows(sort, rows[at - 1], row) >= 0,
	);
	expect(misplaced).toEqual([]);
	const last = rows.at(-1);
	const isAll = complete && rows.length < limit;
	const expected = [...stayed.values()].filter(
		(row) => isAll || (last !== undefined && table.compareRows(sort, row, last) <= 0),
	);
	const found = new Set(keys);
	expect(expected.filter((row) => !found.has(key(row)))).toEqual([]);
	return complete;
}

describe('a table that changes while it is read', () => {
	it('without key fields gives every row that stayed once and in order', () => {
		let completed = 0;
		for (let seed = 1; seed <= SEEDS; seed++) {
			const random = seededRandom(seed);
			let next = 0;
			const newRow = (): Row => ({
				A: random.next() < 0.1 ? null : random.below(5),
				B: random.below(1000),
				C: next++,
				D: random.below(3),
			});
			const rows = Array.from({ length: random.below(400) }, newRow);
			const table = new FakeTable({
				random,
				rows: shuffled(rows, random),
				emptyFirst: random.next() < 0.5,
			});
			const sort = ['A', 'B', 'C'].map((field) => ({ field, descending: random.next() < 0.5 }));
			const filter = someFilter(random);
			const limit = random.next() < 0.2 ? random.below(300) : Number.POSITIVE_INFINITY;
			const plan = sortedWindows({
				filter,
				sort,
				limit,
				pageSize: 10 + random.below(30),
				concurrency: 1 + random.below(5),
			});
			const key = (row: Row) => String(row.C);
			const scene = { random, sort, filter, limit, table, newRow, key };
			if (readChanging(scene, plan)) completed++;
		}
		expect(completed).toBeGreaterThan(SEEDS * 0.9);
	});

	it('with key fields gives every row that stayed once and in order', () => {
		let completed = 0;
		for (let seed = 1; seed <= SEEDS; seed++) {
			const random = seededRandom(seed);
			const letters = 'abcdefgh';
			let next = 0;
			const empty = random.next() < 0.5 ? random.next() * 0.5 : 0;
			const textOf = (number: number) => {
				const text = [...String(number)].map((digit) => letters[Number(digit) % 8]).join('');
				return random.next() < 0.5 ? text : text.toUpperCase();
			};
			// A is empty or not, B with many ties, C different in every row whatever the case of its letters.
			const newRow = (): Row => {
				const number = next++;
				return {
					A: random.next() < empty ? null : textOf(random.below(8)),
					B: random.next() < empty ? null : random.below(6),
					C: textOf(parseInt(number.toString(8), 10)),
					D: random.below(3),
				};
			};
			const rows = Array.from({ length: random.below(400) }, newRow);
			const table = new FakeTable({
				random,
				rows: shuffled(rows, random),
				alphabet: shuffled([...letters], random).join(''),
				emptyFirst: random.next() < 0.5,
			});
			const keyFields = [['C'], ['A', 'C'], ['A', 'B', 'C']][random.below(3)];
			const sort = keyFields.map((field) => ({ field, descending: random.next() < 0.5 }));
			const filter = someFilter(random);
			const limit = random.next() < 0.2 ? random.below(300) : Number.POSITIVE_INFINITY;
			const plan = anchoredWindows({
				filter,
				sort,
				limit,
				keyFields,
				fields: [],
				pageSize: 3 + random.below(20),
				concurrency: 1 + random.below(8),
				fits: () => true,
			});
			const key = (row: Row) => String(row.C).toLowerCase();
			const scene = { random, sort, filter, limit, table, newRow, key };
			if (readChanging(scene, plan)) completed++;
		}
		expect(completed).toBeGreaterThan(SEEDS * 0.9);
	});
});

/** Rows of a table that is read while its rows change places. */
interface Moving {
	random: Random;
	table: FakeTable;
	/** One change of the table at a random place. */
	change: () => void;
	/** Numbers of the rows that have been there all the time, in their places. */
	stayed: Set<number>;
}

/** Reads, and gives the numbers of the rows that came; undefined when the read says that it is not complete. */
function numbersRead({ random, table, change }: Moving, plan: PagePlan): number[] | undefined {
	const changes = random.next() * 0.6;
	const between = () => {
		while (random.next() < changes) change();
	};
	const pages: Row[][] = [];
	try {
		readPlan(plan, random, (call) => table.answer(call), { pages, between });
	} catch (error) {
		expect((error as Error).message).toMatch(/complete and in order$|do not identify a row/);
		return undefined;
	}
	return pages.flat().map(({ Number: number }) => number as number);
}

describe('rule 4: a row that stays where it is comes once, whatever else moves', () => {
	const MOVING_SEEDS = 500;

	it(`with key fields, while the field of the sort changes (seeds 1 to ${MOVING_SEEDS})`, () => {
		let completed = 0;
		for (let seed = 1; seed <= MOVING_SEEDS; seed++) {
			const random = seededRandom(seed);
			let next = 0;
			const newRow = (): Row => {
				const number = next++;
				return {
					Status: random.below(4),
					Modified: random.below(30),
					Id: (number * 7919) % 10_007,
					Number: number,
				};
			};
			const rows = Array.from({ length: random.below(400) }, newRow);
			const table = new FakeTable({ random, rows: shuffled(rows, random) });
			const stayed = new Set(rows.map(({ Number: number }) => number as number));
			const change = () => {
				const at = random.below(Math.max(1, table.rows.length));
				const what = random.next();
				if (what < 0.15 || table.rows.length === 0) return table.insert(newRow());
				stayed.delete(table.rows[at].Number as number);
				if (what < 0.3) table.delete(at);
				else table.update(at, { Status: random.below(4), Modified: 30 + seed });
			};
			const by = [['Status'], ['Modified'], ['Status', 'Modified']][random.below(3)];
			const sort = [...by, 'Id'].map((field) => ({ field, descending: random.next() < 0.5 }));
			// A date is shown rounded, so its rows are found by skip.
			const dataType = random.next() < 0.3 ? 'date' : 'int';
			const plan = anchoredWindows({
				filter: [],
				sort,
				keyFields: ['Id'],
				fields: [{ id: 'Modified', dataType }],
				pageSize: 3 + random.below(30),
				concurrency: 1 + random.below(8),
				fits: () => true,
			});
			const numbers = numbersRead({ random, table, change, stayed }, plan);
			if (numbers === undefined) continue;
			completed += 1;
			const counts = new Map<number, number>();
			for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
			const wrong = [...stayed].filter((number) => counts.get(number) !== 1);
			expect({ seed, wrong }).toEqual({ seed, wrong: [] });
		}
		expect(completed).toBeGreaterThan(MOVING_SEEDS * 0.8);
	});

	it(`with keys that a few rows share, while rows are deleted (seeds 1 to ${MOVING_SEEDS})`, () => {
		let completed = 0;
		for (let seed = 1; seed <= MOVING_SEEDS; seed++) {
			const random = seededRandom(seed);
			const count = 40 + random.below(160);
			// A few pairs of rows share a key; a calculated field is different at every call.
			const keys = Array.from({ length: count }, (_, index) => index);
			for (let pair = random.below(8); pair > 0; pair--) {
				const at = random.below(count - 1);
				keys[at + 1] = keys[at];
			}
			const rows = keys.map((Id, index): Row => ({ Day: Id % 3, Id, Number: index, Calls: 0 }));
			const table = new FakeTable({ random, rows: shuffled(rows, random) });
			const answer = table.answer.bind(table);
			const calculates = random.next() < 0.3;
			table.answer = (query) =>
				answer(query).map((row) => (calculates ? { ...row, Calls: table.calls.length } : row));
			const stayed = new Set(rows.map(({ Number: number }) => number as number));
			const change = () => {
				if (table.rows.length === 0) return;
				stayed.delete(table.delete(random.below(table.rows.length)).Number as number);
			};
			const plan = anchoredWindows({
				filter: [],
				// A date is shown rounded, so its rows are found by skip.
				sort: (random.next() < 0.7 ? ['Day', 'Id'] : ['Id']).map((field) => ({
					field,
					descending: random.next() < 0.5,
				})),
				keyFields: ['Id'],
				fields: [{ id: 'Day', dataType: 'date' }],
				pageSize: 3 + random.below(20),
				concurrency: 1 + random.below(8),
				fits: () => true,
			});
			const numbers = numbersRead({ random, table, change, stayed }, plan);
			if (numbers === undefined) continue;
			completed += 1;
			const read = new Set(numbers);
			const missing = [...stayed].filter((number) => !read.has(number));
			expect({ seed, missing }).toEqual({ seed, missing: [] });
		}
		expect(completed).toBeGreaterThan(MOVING_SEEDS * 0.1);
	});
});

describe('a table in which rows come and go at every call', () => {
	it.each([
		['sorted', ['48', '287']],
		['anchored', ['82', '23', '6']],
	])('is not read for ever: %s', (kind, tables) => {
		const by = {
			filter: [],
			sort: [{ field: 'C', descending: false }],
			pageSize: 2,
			concurrency: 1,
		};
		const plan =
			kind === 'sorted'
				? sortedWindows(by)
				: anchoredWindows({ ...by, keyFields: ['C'], fields: [], fits: () => true });
		const read = () => {
			for (let calls = 0; !plan.done && calls < 1_000; calls++) {
				const [call] = plan.next(1);
				const rows = [...tables[calls % tables.length]].map((C) => ({ C }));
				plan.accept(call, rows.slice(call.skip, call.skip + call.take));
			}
		};
		expect(read).toThrow('Rows were added or deleted faster than they could be read');
	});
});
