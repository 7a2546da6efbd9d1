/** A value of a row as the node gives it out: the same over REST and SOAP, `null` for empty. */
export type Cell = string | number | boolean | null;

/** A row of a GetConnector: field id to value, in the connector's order of fields. */
export type Row = Record<string, Cell>;

/**
 * The value of a field, `null` when the row lacks it. Cells are text, numbers or booleans, so what a row inherits
 * under a name like `constructor` is none.
 */
export function cellOf(row: Row, field: string): Cell {
	const cell: unknown = row[field];
	return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
		? cell
		: null;
}
