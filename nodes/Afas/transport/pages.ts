import type { RowQuery } from '../profit/query/rowQuery';
import type { Row } from '../profit/values/cell';
import type { RowSource } from './rows';

/** A read of many rows: a query without its window, and how much of it to read. */
export interface PagedRead extends Omit<RowQuery, 'skip' | 'take'> {
	/** Rows to pass over at the start. */
	skip: number;
	/** Rows to read at most. */
	limit: number;
	/** Rows per call. */
	pageSize: number;
}

/**
 * Reads page after page until the limit, or until a page is not full.
 * @throws ProfitError
 */
export async function* readPages(
	source: RowSource,
	{ skip, limit, pageSize, ...query }: PagedRead,
): AsyncGenerator<Row[]> {
	for (let read = 0; read < limit; ) {
		const take = Math.min(pageSize, limit - read);
		const rows = await source.read({ ...query, skip: skip + read, take });
		yield rows;
		read += rows.length;
		if (rows.length < take) return;
	}
}
