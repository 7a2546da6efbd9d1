/** A value of a row as the node gives it out: the same over REST and SOAP, `null` for empty. */
export type Cell = string | number | boolean | null;

/** A row of a GetConnector: field id to value, in the connector's order of fields. */
export type Row = Record<string, Cell>;
