import type { Cell, Field } from './fields.mts';

/** One field of an order. */
export interface SortKey {
	field: number;
	descending: boolean;
}

/** Rows in an order: position to row number. */
export interface RowOrder {
	length: number;
	rowAt(position: number): number;
}

/** Rows of a GetConnector, however they are kept. */
export interface RowStore {
	readonly fields: Field[];
	/** Lists of fields that together identify a row. */
	readonly uniqueKeys: number[][];
	/** The value of a field of a row. */
	cell(row: number, field: number): Cell;
	/** All rows in an order; with no sort fields in any order. */
	order(sort: SortKey[]): RowOrder;
	/** The rows as JSON, one after another with commas between. */
	json(rows: number[]): Buffer[];
}

/** The part of a sort that counts: nothing after a unique key changes the order. */
export function decidingSort(
	sort: SortKey[],
	uniqueKeys: number[][],
): { sort: SortKey[]; total: boolean } {
	const seen = new Set<number>();
	const deciding: SortKey[] = [];
	for (const key of sort) {
		if (seen.has(key.field)) continue;
		seen.add(key.field);
		deciding.push(key);
		if (uniqueKeys.some((unique) => unique.every((field) => seen.has(field)))) {
			return { sort: deciding, total: true };
		}
	}
	return { sort: deciding, total: false };
}
