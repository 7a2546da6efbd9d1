import type { GetConnectorInfo } from '../profit/metainfo/types';
import { fitsRest, rowsPath } from '../profit/rest/restQuery';
import type { RowQuery } from '../profit/query/rowQuery';
import { readRestRows } from '../profit/rest/readRestRows';
import { getDataRequest } from '../profit/soap/requests';
import { readSoapRows } from '../profit/soap/rows';
import type { Row } from '../profit/values/cell';
import type { CallOptions, Profit } from './profit';

/** Where rows come from: one protocol, with the options of one input item. */
export interface RowSource {
	/**
	 * One call for rows, as AFAS wrote them.
	 * @returns up to `query.take` rows
	 * @throws ProfitError
	 */
	read(query: RowQuery): Promise<Row[]>;
	/** Whether AFAS takes this query over this protocol. */
	fits(query: RowQuery): boolean;
}

/**
 * Rows over REST. docs/afas.md 2.5.
 * @param dateFields ids of fields whose wrong `Z` is dropped on the way; the shape of the rows drops it otherwise
 */
export function restRows(
	profit: Profit,
	options: CallOptions,
	dateFields: string[] = [],
): RowSource {
	return {
		async read(query) {
			const call = { method: 'GET' as const, path: rowsPath(query) };
			return readRestRows(await profit.restBytes(call, options), dateFields);
		},
		fits: fitsRest,
	};
}

/** Rows over SOAP: the query travels in the body, so it may be of any length. docs/afas.md 3.3 to 3.5. */
export function soapRows(
	profit: Profit,
	{ fields }: GetConnectorInfo,
	options: CallOptions,
): RowSource {
	return {
		async read(query) {
			return readSoapRows(
				await profit.soap(getDataRequest(query, { metadata: false }), options),
				fields,
			);
		},
		fits: () => true,
	};
}
