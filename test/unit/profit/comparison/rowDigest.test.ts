import {
	adoptColumns,
	digestComparer,
	rowDigester,
	type Columns,
} from '../../../../nodes/Afas/profit/comparison/rowDigest';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';

const NAMES = Array.from({ length: 12 }, (_, at) => `Column${at}`);
const columns = adoptColumns([], NAMES);
const row: Row = Object.fromEntries(NAMES.map((name, at) => [name, `value ${at}`]));
const digest = rowDigester(columns);

describe('the digest of a row', () => {
	it('is 40 characters, and the same for the same values in any order of columns', () => {
		expect(digest(row)).toMatch(/^[\w-]{40}$/);
		expect(digest(Object.fromEntries(Object.entries(row).reverse()))).toBe(digest(row));
		expect(rowDigester([...columns].reverse())(row)).toBe(digest(row));
	});

	it.each([
		['letter case', 'a', 'A'],
		['a blank at the end', 'a', 'a '],
		['a number and its text', 5, '5'],
		['a boolean and its text', true, 'true'],
		['nothing and zero', null, 0],
		['swapped letters', 'ab', 'ba'],
	])('is another one for %s', (_, left, right) => {
		for (const name of NAMES) {
			expect(digest({ ...row, [name]: left })).not.toBe(digest({ ...row, [name]: right }));
		}
	});

	it('is another one for values that changed columns', () => {
		const { Column1, Column2 } = row;
		expect(digest({ ...row, Column1: Column2, Column2: Column1 })).not.toBe(digest(row));
	});

	it('is the same for null and empty text, which the protocols may write differently', () => {
		expect(digest({ ...row, Column3: null })).toBe(digest({ ...row, Column3: '' }));
	});

	it('is different for each of 200,000 values', () => {
		const one = rowDigester([['A', 0]]);
		const digests = new Set<string>();
		for (let value = 0; value < 200_000; value++) digests.add(one({ A: `row ${value}` }));
		expect(digests.size).toBe(200_000);
	});
});

describe('a column that is gone', () => {
	const names = (gone: string[]) => NAMES.filter((name) => !gone.includes(name));
	const after = (gone: string[]) => {
		const left = adoptColumns(columns, names(gone));
		return { compare: digestComparer(columns.filter(([name]) => gone.includes(name))), left };
	};

	it.each(NAMES)('is no change, and a change of any other column still is (%s)', (gone) => {
		const { compare, left } = after([gone]);
		expect(compare(digest(row), rowDigester(left)(row))).toBe(true);
		for (const name of names([gone])) {
			const changed = rowDigester(left)({ ...row, [name]: 'other' });
			expect([name, compare(digest(row), changed)]).toEqual([name, false]);
		}
	});

	it('leaves its place to a new one, and all keep theirs', () => {
		const adopted = adoptColumns(columns, [...names(['Column4']), 'New']);
		expect(adopted).toEqual([
			...columns.filter(([name]) => name !== 'Column4'),
			['New', columns[4][1]],
		]);
	});

	it('with more columns than places is still no change', () => {
		const many: Columns = adoptColumns(
			[],
			Array.from({ length: 300 }, (_, at) => `C${at}`),
		);
		const wide: Row = Object.fromEntries(many.map(([name], at) => [name, at]));
		const left = many.slice(1);
		const compare = digestComparer([many[0]]);
		expect(compare(rowDigester(many)(wide), rowDigester(left)(wide))).toBe(true);
	});
});
