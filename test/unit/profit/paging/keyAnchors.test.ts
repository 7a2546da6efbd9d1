import {
	bothFilters,
	filterText,
	KeyAnchors,
} from '../../../../nodes/Afas/profit/paging/keyAnchors';
import type { Condition, Filter, Operator } from '../../../../nodes/Afas/profit/query/filter';

const is = (field: string, operator: Operator, value: string): Condition => ({
	field,
	operator,
	value,
});
const asc = (field: string) => ({ field, descending: false });
const desc = (field: string) => ({ field, descending: true });

/** Anchors of a table without empty keys. */
function filledAnchors(filter: Filter, sort: Array<ReturnType<typeof asc>>): KeyAnchors {
	const anchors = new KeyAnchors(filter, sort);
	anchors.probed([]);
	return anchors;
}

describe('filterText', () => {
	it.each([
		['0012', '0012'],
		[' a,b;c ', ' a,b;c '],
		[0, '0'],
		[-12, '-12'],
		[999999999999999, '999999999999999'],
		[12.5, '12.5'],
		[-0.05, '-0.05'],
		['12345678901234567890.12', '12345678901234567890.12'],
		[true, '1'],
		[false, '0'],
	])('finds %j back by %j', (cell, text) => {
		expect(filterText(cell)).toBe(text);
	});

	it.each([[null], [''], [1e21], [1e-7], ['a\ud83d'], ['\ude00'], ['a\u0001b'], ['\u0000']])(
		'does not look for %j',
		(cell) => {
			expect(filterText(cell)).toBeUndefined();
		},
	);
});

describe('bothFilters', () => {
	it('repeats the groups of one in the groups of the other', () => {
		const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((field) => is(field, 'equal', '1'));
		expect(bothFilters([[a], [b]], [[c], [d]])).toEqual([
			[a, c],
			[a, d],
			[b, c],
			[b, d],
		]);
		expect(bothFilters([], [[c], [d]])).toEqual([[c], [d]]);
		expect(bothFilters([[a], [b]], [])).toEqual([[a], [b]]);
	});
});

describe('KeyAnchors', () => {
	it('asks for one key and what follows it', () => {
		expect(filledAnchors([], [asc('Id')]).from(['7'])).toEqual([[is('Id', 'greaterOrEqual', '7')]]);
		expect(filledAnchors([], [desc('Id')]).from(['7'])).toEqual([[is('Id', 'lessOrEqual', '7')]]);
	});

	it('asks for a key of several fields with its own direction each', () => {
		expect(filledAnchors([], [asc('A'), desc('B'), asc('C')]).from(['1', 'x', '3'])).toEqual([
			[is('A', 'greater', '1')],
			[is('A', 'equal', '1'), is('B', 'less', 'x')],
			[is('A', 'equal', '1'), is('B', 'equal', 'x'), is('C', 'greaterOrEqual', '3')],
		]);
	});

	it('stays within each group of the user’s filter', () => {
		const blue = is('Color', 'equal', 'blue');
		const red = is('Color', 'equal', 'red');
		const open = is('Open', 'equal', '1');
		expect(filledAnchors([[blue, open], [red]], [asc('A'), asc('B')]).from(['1', '2'])).toEqual([
			[blue, open, is('A', 'greater', '1')],
			[blue, open, is('A', 'equal', '1'), is('B', 'greaterOrEqual', '2')],
			[red, is('A', 'greater', '1')],
			[red, is('A', 'equal', '1'), is('B', 'greaterOrEqual', '2')],
		]);
	});

	it('asks for empty values too until it is known that there are none', () => {
		const anchors = new KeyAnchors([], [asc('A'), asc('B')]);
		const filled: Filter = [
			[is('A', 'greater', '1')],
			[is('A', 'equal', '1'), is('B', 'greaterOrEqual', '2')],
		];
		expect(anchors.from(['1', '2'])).toEqual([
			filled[0],
			[is('A', 'empty', '')],
			filled[1],
			[is('A', 'equal', '1'), is('B', 'empty', '')],
		]);
		anchors.probed([]);
		expect(anchors.from(['1', '2'])).toEqual(filled);
	});

	it('asks for empty values no more in a field where they come first', () => {
		const anchors = new KeyAnchors([], [asc('A'), desc('B')]);
		anchors.probed([{ A: null, B: 1 }]);
		anchors.learn([
			{ A: null, B: 1 },
			{ A: 1, B: 3 },
			{ A: 1, B: null },
		]);
		expect(anchors.from(['1', '2'])).toEqual([
			[is('A', 'greater', '1')],
			[is('A', 'equal', '1'), is('B', 'lessOrEqual', '2')],
			[is('A', 'equal', '1'), is('B', 'empty', '')],
		]);
	});

	it('looks for empty values within the user’s filter', () => {
		const open = is('Open', 'equal', '1');
		expect(new KeyAnchors([[open]], [asc('A'), asc('B')]).emptyProbe()).toEqual({
			filter: [
				[open, is('A', 'empty', '')],
				[open, is('B', 'empty', '')],
			],
			sort: [asc('A'), asc('B')],
			skip: 0,
			take: 1,
		});
	});

	it('has no anchor in a row with an empty key field', () => {
		const anchors = new KeyAnchors([], [asc('A'), asc('B')]);
		expect(anchors.anchorOf({ A: '0012', B: 5, C: null })).toEqual(['0012', '5']);
		expect(anchors.anchorOf({ A: '0012', B: null })).toBeUndefined();
		expect(anchors.anchorOf({ A: '0012' })).toBeUndefined();
	});
});
