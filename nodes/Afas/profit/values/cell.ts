/** A value of a row in the output: the same over REST and SOAP, `null` for empty. */
export type Cell = string | number | boolean | null;

/** A row of a GetConnector: field id to value, in the connector's order of fields. */
export type Row = Record<string, Cell>;

/** Gives the value of a field, `null` if the row lacks it. Inherited members, such as `constructor`, do not count. */
export function cellOf(row: Row, field: string): Cell {
	const cell: unknown = row[field];
	return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean'
		? cell
		: null;
}
