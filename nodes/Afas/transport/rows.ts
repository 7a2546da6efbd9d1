import { rowsPath } from '../profit/query/restQuery';
import type { RowQuery } from '../profit/query/rowQuery';
import { readRestRows } from '../profit/rows/readRestRows';
import type { Row } from '../profit/values/cell';
import type { CallOptions, Profit } from './profit';

/**
 * Rows of a GetConnector by one call over REST. AFAS: get-connector.
 * @returns up to `query.take` rows, as AFAS wrote them
 * @throws ProfitError
 */
export async function readRows(
	profit: Profit,
	query: RowQuery,
	options: CallOptions,
): Promise<Row[]> {
	const { body } = await profit.rest({ method: 'GET', path: rowsPath(query) }, options);
	return readRestRows(body);
}
