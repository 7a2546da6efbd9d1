import { inputError } from '../errors/profitError';
import { encoded, pathPart } from '../values/encoded';
import { operatorNumber, type Filter } from '../query/filter';
import { toFilterJson } from '../query/filterJson';
import type { RowQuery, SortField } from '../query/rowQuery';

/** Maximum characters of a query string, including `?` and `&`; AFAS answers a longer one with a 404. docs/afas.md 2.5. */
export const MAX_QUERY_LENGTH = 2049;

/**
 * Makes the path and query string of `GET /connectors/{GetConnector}`.
 * @returns e.g. `/connectors/My_Debtors?skip=0&take=100&orderbyfieldids=DebtorId`
 * @throws ProfitError `input` when the query string is too long for AFAS, or holds a text that a URL cannot hold
 */
export function rowsPath(query: RowQuery): string {
	const queryString = restQueryString(query);
	if (queryString.length > MAX_QUERY_LENGTH) {
		throw inputError(
			`The query string is ${queryString.length} characters long; AFAS takes ${MAX_QUERY_LENGTH}`,
			"Set 'Protocol' to SOAP, where a query may have any length, or use fewer filter conditions and sort fields.",
		);
	}
	return `/connectors/${pathPart(query.connector, "'GetConnector'")}${queryString}`;
}

/** Whether a sort list can hold this name: a comma would split it, and a leading minus means descending. docs/afas.md 2.5. */
export function sortsOverRest(field: string): boolean {
	return !field.includes(',') && !field.startsWith('-');
}

/** Whether AFAS accepts this query over REST. */
export function fitsRest(query: RowQuery): boolean {
	return restQueryString(query).length <= MAX_QUERY_LENGTH;
}

/** Makes the query string of a call for rows, with its `?`. */
function restQueryString({ filter, sort, skip, take }: RowQuery): string {
	const parts = [`skip=${skip}`, `take=${take}`];
	if (sort.length > 0) parts.push(`orderbyfieldids=${orderList(sort)}`);
	if (filter.length > 0) parts.push(filterParameters(filter));
	return `?${parts.join('&')}`;
}

/** @throws ProfitError `input` for a name that the list cannot hold */
function orderList(sort: SortField[]): string {
	return sort
		.map(({ field, descending }) => {
			if (!sortsOverRest(field)) {
				throw inputError(
					`Over REST, AFAS cannot sort on the field '${field}', because of its comma or minus`,
					"Set 'Protocol' to SOAP, or ask a Profit administrator to rename the field in the GetConnector.",
				);
			}
			return `${descending ? '-' : ''}${encoded(field, 'A sort field')}`;
		})
		.join(',');
}

/** Writes a filter with at least one condition as query parameters, in the shorter of AFAS's two forms. */
export function filterParameters(filter: Filter): string {
	const json = `filterjson=${encoded(toFilterJson(filter), 'The filter')}`;
	const lists = filterLists(filter);
	return lists !== undefined && lists.length <= json.length ? lists : json;
}

/**
 * Writes the form with three lists, if it can: `,` is AND and `;` is OR. They cannot be escaped, so values with either,
 * and AND mixed with OR, need JSON. docs/afas.md 2.4.
 */
function filterLists(filter: Filter): string | undefined {
	const onlyAnd = filter.length === 1;
	const onlyOr = filter.every((group) => group.length === 1);
	if (!onlyAnd && !onlyOr) return undefined;

	const conditions = filter.flat();
	if (conditions.some(({ field, value }) => /[,;]/.test(field) || /[,;]/.test(value))) {
		return undefined;
	}
	const separator = onlyAnd ? ',' : ';';
	const list = (values: Array<string | number>) =>
		values.map((value) => encoded(String(value), 'The filter')).join(separator);
	return [
		`filterfieldids=${list(conditions.map(({ field }) => field))}`,
		`filtervalues=${list(conditions.map(({ value }) => value))}`,
		`operatortypes=${list(conditions.map(({ operator }) => operatorNumber(operator)))}`,
	].join('&');
}
