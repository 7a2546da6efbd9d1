import { inputError } from '../errors/profitError';
import { encoded } from '../values/encoded';
import { MAX_QUERY_LENGTH } from './restQuery';

/** A query on a BI model. */
export interface BiQuery {
	/** Its name, e.g. `Financial_Mutations`; a version may follow, e.g. `Financial_Mutations/v2`. */
	model: string;
	/** Columns; empty for all. */
	select: string[];
	/** An OData condition; empty for every row. */
	filter: string;
	/** Maximum rows; undefined for all. */
	top?: number;
}

/**
 * Makes the path and query string of `GET /bi/{Model}`, an OData service. docs/afas.md 7.1.
 * @returns e.g. `/bi/Financial_Mutations?$select=Year,Amount&$top=50`
 * @throws ProfitError `input` for an invalid model name, or a query that is too long for AFAS
 */
export function biPath({ model, select, filter, top }: BiQuery): string {
	const name = model.trim().replace(/\/+$/, '');
	if (!/^\w[\w.-]*(\/v\d+)?$/i.test(name)) {
		throw inputError(
			name === ''
				? "'BI Model' is empty"
				: `'BI Model' is '${name}', which is not the name of a BI model`,
			'Use the name from the address of the BI model, for example Financial_Mutations.',
		);
	}
	const parts: string[] = [];
	if (select.length > 0) {
		parts.push(`$select=${select.map((column) => encoded(column, "'Columns'")).join(',')}`);
	}
	if (filter.trim() !== '') parts.push(`$filter=${encoded(filter.trim(), "'Filter'")}`);
	if (top !== undefined) parts.push(`$top=${top}`);
	const query = parts.length > 0 ? `?${parts.join('&')}` : '';
	if (query.length > MAX_QUERY_LENGTH) {
		throw inputError(
			`The query string is ${query.length} characters long; AFAS takes ${MAX_QUERY_LENGTH}`,
			"Name fewer 'Columns', or use a shorter 'Filter'.",
		);
	}
	return `/bi/${name}${query}`;
}
