import type { Row } from '../values/cell';
import { rowKey, sameRow, type RowIdentity } from './rowIdentity';

/** Where a page continues the rows before it. */
export interface Overlap {
	/** Rows before the page that stay: up to and including one that the page holds too. */
	keep: number;
	/** Index in the page of the first row that is new. */
	from: number;
}

/**
 * Finds the row that joins a page to the rows before it. Both are gapless pieces of the same order, so a row in
 * both proves that nothing is missing between them, whatever was added or deleted elsewhere; rows before the page
 * that follow that row were deleted since and are dropped.
 * @param before complete rows that have not been given out, at least one
 * @param expected index in `before` of the row with which the page should begin
 * @returns undefined when no row is in both
 */
export function findOverlap(
	identity: RowIdentity,
	before: Row[],
	page: Row[],
	expected: number,
): Overlap | undefined {
	if (page.length === 0) return undefined;
	if (expected === before.length - 1 && sameRow(identity, before[expected], page[0])) {
		return { keep: before.length, from: 1 };
	}
	return identity.unique
		? lastCommonRow(identity, before, page)
		: longestRun(identity, before, page, expected);
}

function lastCommonRow(identity: RowIdentity, before: Row[], page: Row[]): Overlap | undefined {
	const indexes = new Map(before.map((row, index) => [rowKey(identity, row), index]));
	let overlap: Overlap | undefined;
	page.forEach((row, index) => {
		const at = indexes.get(rowKey(identity, row));
		if (at !== undefined && at >= (overlap?.keep ?? 0)) overlap = { keep: at + 1, from: index + 1 };
	});
	return overlap;
}

/**
 * Equal rows may be different ones here, so the page must agree with the rows before it from its first row on.
 * Of several such places the one that reaches furthest counts, then the one nearest to where it was expected.
 */
function longestRun(
	identity: RowIdentity,
	before: Row[],
	page: Row[],
	expected: number,
): Overlap | undefined {
	const starts = before
		.map((_, index) => index)
		.filter((index) => sameRow(identity, before[index], page[0]))
		.sort((left, right) => Math.abs(left - expected) - Math.abs(right - expected));
	let overlap: Overlap | undefined;
	for (const start of starts) {
		let run = 1;
		while (
			run < page.length &&
			start + run < before.length &&
			sameRow(identity, before[start + run], page[run])
		) {
			run++;
		}
		if (start + run > (overlap?.keep ?? 0)) overlap = { keep: start + run, from: run };
		if (overlap?.keep === before.length) break;
	}
	return overlap;
}
