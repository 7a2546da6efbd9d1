import { shuffle, type Random } from '../../support/random.ts';
import { cellComparator, cellTest, operand, type Condition, type Filter } from './conditions.mts';
import { decidingSort, type RowOrder, type RowStore, type SortKey } from './rowStore.mts';

/** One call for rows; `take` may be Infinity. */
export interface RowQuery {
	filter: Filter;
	sort: SortKey[];
	skip: number;
	take: number;
}

type Range = [from: number, to: number];

/** Operators whose rows lie next to each other in an order by the field: the comparisons, and "is empty". */
const NEIGHBOURS = [1, 2, 3, 4, 5, 8];

/** Positions of the rows that meet a condition with such an operator on the order's first field. */
function conditionRange(store: RowStore, order: RowOrder, first: SortKey, is: Condition): Range {
	const field = store.fields[first.field];
	const compare = cellComparator(field);
	const value = is.operator === 8 ? null : operand(field, is.value);
	const positionWhere = (reached: (comparison: number, empty: boolean) => boolean) => {
		let [low, high] = [0, order.length];
		while (low < high) {
			const middle = (low + high) >>> 1;
			const cell = store.cell(order.rowAt(middle), first.field);
			if (reached(compare(cell, value), cell === null)) high = middle;
			else low = middle + 1;
		}
		return low;
	};
	const all = order.length;
	if (first.descending) {
		const atOrBelow = () => positionWhere((comparison) => comparison <= 0);
		const below = () => positionWhere((comparison) => comparison < 0);
		const empty = () => positionWhere((_, isEmpty) => isEmpty);
		if (is.operator === 1) return [atOrBelow(), below()];
		if (is.operator === 2) return [0, below()];
		if (is.operator === 3) return [atOrBelow(), empty()];
		if (is.operator === 4) return [0, atOrBelow()];
		if (is.operator === 8) return [empty(), all];
		return [below(), empty()];
	}
	const atOrAbove = () => positionWhere((comparison) => comparison >= 0);
	const above = () => positionWhere((comparison) => comparison > 0);
	const filled = () => positionWhere((_, isEmpty) => !isEmpty);
	if (is.operator === 1) return [atOrAbove(), above()];
	if (is.operator === 2) return [atOrAbove(), all];
	if (is.operator === 3) return [filled(), above()];
	if (is.operator === 4) return [above(), all];
	if (is.operator === 8) return [0, filled()];
	return [filled(), atOrAbove()];
}

/** Positions outside of which no row meets the filter, and whether every row inside meets it. */
function filterRange(
	store: RowStore,
	order: RowOrder,
	sort: SortKey[],
	filter: Filter,
): { range: Range; exact: boolean } {
	if (filter.length === 0) return { range: [0, order.length], exact: true };
	if (sort.length === 0) return { range: [0, order.length], exact: false };
	const isBound = (is: Condition) => is.field === sort[0].field && NEIGHBOURS.includes(is.operator);
	const hull: Range = [order.length, 0];
	for (const group of filter) {
		const range: Range = [0, order.length];
		for (const condition of group.filter(isBound)) {
			const [from, to] = conditionRange(store, order, sort[0], condition);
			range[0] = Math.max(range[0], from);
			range[1] = Math.min(range[1], to);
		}
		if (range[0] >= range[1]) continue;
		hull[0] = Math.min(hull[0], range[0]);
		hull[1] = Math.max(hull[1], range[1]);
	}
	return { range: hull, exact: filter.length === 1 && filter[0].every(isBound) };
}

function rowTest(store: RowStore, filter: Filter): (row: number) => boolean {
	const groups = filter.map((group) =>
		group.map((is) => ({
			field: is.field,
			passes: cellTest(store.fields[is.field], is),
		})),
	);
	return (row) =>
		groups.some((group) => group.every(({ field, passes }) => passes(store.cell(row, field))));
}

function tieTest(store: RowStore, sort: SortKey[]): (left: number, right: number) => boolean {
	const keys = sort.map(({ field }) => ({ field, compare: cellComparator(store.fields[field]) }));
	return (left, right) =>
		keys.every(
			({ field, compare }) => compare(store.cell(left, field), store.cell(right, field)) === 0,
		);
}

/** Rows by a field's equal values are few enough to be sorted for one call. */
const FEW = 1000;

/** A field on which every group of the filter has a condition with one of the operators. */
function sharedField(filter: Filter, operators: number[]): number | undefined {
	const [first, ...others] = filter;
	return first?.find(
		({ field, operator }) =>
			operators.includes(operator) &&
			others.every((group) =>
				group.some((is) => is.field === field && operators.includes(is.operator)),
			),
	)?.field;
}

/**
 * Few rows found through the order of a field with an equality, when the sort's own order does not narrow the
 * search; undefined when that does not help.
 */
function fewRows(store: RowStore, sort: SortKey[], filter: Filter): number[] | undefined {
	if (sort.length > 0 && sharedField(filter, [1, 2, 3, 4, 5]) === sort[0].field) return undefined;
	const field = sharedField(filter, [1]);
	if (field === undefined) return undefined;
	const by = [{ field, descending: false }];
	const order = store.order(by);
	const { range } = filterRange(store, order, by, filter);
	if (range[1] - range[0] > FEW) return undefined;
	const passes = rowTest(store, filter);
	const rows: number[] = [];
	for (let at = range[0]; at < range[1]; at++) {
		if (passes(order.rowAt(at))) rows.push(order.rowAt(at));
	}
	const keys = sort.map((key) => ({ ...key, compare: cellComparator(store.fields[key.field]) }));
	return rows.sort((left, right) => {
		for (const { field: on, descending, compare } of keys) {
			const result = compare(store.cell(left, on), store.cell(right, on));
			if (result !== 0) return descending ? -result : result;
		}
		return left - right;
	});
}

/**
 * The row numbers that answer a call. Rows that the sort does not tell apart come in another order at every
 * call, and so do all rows when there is no sort (docs/afas.md 2.5: rows are lost or doubled).
 * @param random draws that order; without it ties keep the order in which they are stored
 * @throws ProfitFailure when a condition cannot be used
 */
export function selectRows(store: RowStore, query: RowQuery, random?: Random): number[] {
	const { sort, total } = decidingSort(query.sort, store.uniqueKeys);
	const passes = rowTest(store, query.filter);
	const few = fewRows(store, sort, query.filter);
	const order: RowOrder = few
		? { length: few.length, rowAt: (position) => few[position] }
		: store.order(sort);
	const { range, exact }: { range: Range; exact: boolean } = few
		? { range: [0, few.length], exact: true }
		: filterRange(store, order, sort, query.filter);
	const { skip } = query;
	const end = skip + query.take;
	const rows: number[] = [];
	if (exact && (total || !random)) {
		const last = Math.min(range[0] + end, range[1]);
		for (let at = range[0] + skip; at < last; at++) rows.push(order.rowAt(at));
		return rows;
	}
	const ties = total || !random ? () => false : tieTest(store, sort);
	let tied: number[] = [];
	let passed = 0;
	const close = () => {
		const from = Math.max(0, skip - passed);
		const to = Math.min(tied.length, end - passed);
		if (from < to) {
			const drawn = random ? shuffle(tied, random, to) : tied;
			for (let at = from; at < to; at++) rows.push(drawn[at]);
		}
		passed += tied.length;
		tied = [];
	};
	for (let at = range[0]; at < range[1] && passed < end; at++) {
		const row = order.rowAt(at);
		if (!exact && !passes(row)) continue;
		if (tied.length > 0 && !ties(tied[0], row)) close();
		tied.push(row);
	}
	close();
	return rows;
}
