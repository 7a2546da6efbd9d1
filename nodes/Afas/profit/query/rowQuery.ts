import type { Filter } from './filter';

/** One field of an order. */
export interface SortField {
	field: string;
	descending: boolean;
}

/** One call for rows of a GetConnector, the same over REST and SOAP. */
export interface RowQuery {
	connector: string;
	filter: Filter;
	sort: SortField[];
	/** Rows to skip, 0 or more. */
	skip: number;
	/** Maximum rows to return, 1 or more. */
	take: number;
}
