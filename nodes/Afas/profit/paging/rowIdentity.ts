import type { Cell, Row } from '../values/cell';

/** The value of a field, `null` when the row lacks it; names like `constructor` are ordinary fields. */
export function cellOf(row: Row, field: string): Cell {
	return Object.hasOwn(row, field) ? (row[field] ?? null) : null;
}

/** How rows of different answers are told apart. */
export interface RowIdentity {
	fields: string[];
	/** No two rows have the same values in these fields. */
	unique: boolean;
}

/** Whether two rows are the same one, as far as the identity tells. Compares for equality only. */
export function sameRow({ fields }: RowIdentity, left: Row, right: Row): boolean {
	return fields.every((field) => cellOf(left, field) === cellOf(right, field));
}

/** The identity of a row as text; equal for the same row only. */
export function rowKey({ fields }: RowIdentity, row: Row): string {
	return JSON.stringify(fields.map((field) => cellOf(row, field)));
}
