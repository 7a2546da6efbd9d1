import type { IExecuteFunctions } from 'n8n-workflow';
import { totalOrder } from '../../../profit/paging/totalOrder';
import type { Filter } from '../../../profit/query/filter';
import type { RowQuery, SortField } from '../../../profit/query/rowQuery';
import { readFilter } from '../../../parameters/filterParameters';
import { DEFAULT_LIMIT } from '../../../parameters/limit';
import { readSort } from '../../../parameters/sortParameter';
import { rowLimit } from '../../../parameters/toolRows';
import { outcomeOf } from '../../../transport/wait';
import type { GetManyOptions } from './getManyOptions';
import { keyFields as keyFieldsParameter } from './getManyProperties';

/** Values that stay as they are whatever the type of their field; others may be a decimal comma or a moment with its zone. */
const PLAIN_VALUE = /^[\w .-]*$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T/;

/** Rows of a first page whose width is not known yet: within AFAS's 150,000 values for up to 150 fields. docs/afas.md 2.5. */
const FIRST_ROWS = 1_000;

/**
 * The first call of a read, where it does not depend on the connector's fields: the first rows by their key fields, or a row that
 * is looked for by its number. Otherwise the order of the rows depends on all fields.
 * @returns undefined where it does, or the parameters cannot be used
 */
export async function queryAhead(
	context: IExecuteFunctions,
	itemIndex: number,
	connector: string,
	{ skip, pageSize, concurrency }: GetManyOptions,
): Promise<RowQuery | undefined> {
	const given = await outcomeOf(async () => ({
		limit: rowLimit(context, itemIndex),
		filter: readFilter(context, itemIndex),
		sort: readSort(context, itemIndex),
		keyFields: keyFieldsParameter.read(context, itemIndex),
	}));
	if ('thrown' in given || concurrency === 1 || skip > 0) return undefined;
	const { limit, filter, sort, keyFields } = given.answer;
	if (!filter.flat().every(({ value }) => isPlain(value))) return undefined;
	const ask = (by: SortField[], take: number) => ({ connector, filter, sort: by, skip, take });

	if (keyFields.length > 0) {
		const order = orderByKey(sort, keyFields);
		const take = Math.min(limit, FIRST_ROWS, pageSize ?? FIRST_ROWS);
		return order && ask(order, take);
	}
	const isSmall = limit <= DEFAULT_LIMIT && pageSize === undefined;
	// One more than may be found, to know whether that is all.
	return isSmall && isByNumber(filter) ? ask([], Math.max(limit, 2)) : undefined;
}

function isPlain(value: string): boolean {
	return PLAIN_VALUE.test(value) && !MOMENT.test(value);
}

function isByNumber(filter: Filter): boolean {
	return filter.length === 1 && filter[0].every(({ operator }) => operator === 'equal');
}

/** The order of a read with key fields, when their names are spelled as in the connector. */
function orderByKey(sort: SortField[], keyFields: string[]): SortField[] | undefined {
	const order = totalOrder({
		sort,
		keyFields,
		fields: [],
		fits: () => true,
		sorts: () => true,
	});
	return order.cut === undefined ? order.sort : undefined;
}
