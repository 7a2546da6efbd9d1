import type { IExecuteFunctions } from 'n8n-workflow';
import { factsOfThrown, type ProfitError } from '../../../profit/errors/profitError';
import { fieldFinder } from '../../../profit/metainfo/knownFields';
import type { GetConnectorInfo } from '../../../profit/metainfo/types';
import { anchoredWindows } from '../../../profit/paging/anchoredWindows';
import { onePage } from '../../../profit/paging/onePage';
import type { PagePlan, PagePlanOptions, PageQuery } from '../../../profit/paging/pagePlan';
import { pageSizeFor } from '../../../profit/paging/pageSize';
import { sortedWindows } from '../../../profit/paging/sortedWindows';
import { cutOrderError, totalOrder } from '../../../profit/paging/totalOrder';
import type { AdvisedQuery } from '../../../profit/query/advice';
import type { Filter } from '../../../profit/query/filter';
import { isRewritten, withAfasValues } from '../../../profit/query/filterValues';
import type { SortField } from '../../../profit/query/rowQuery';
import type { Row } from '../../../profit/values/cell';
import type { PageReading } from '../../../transport/pageCalls';
import { readPages } from '../../../transport/pages';
import type { ReadAhead } from '../../../transport/readAhead';
import type { RowSource } from '../../../transport/rows';
import { readFilter } from '../../../parameters/filterParameters';
import { rowLimit } from '../../../parameters/toolRows';
import type { GetManyOptions } from './getManyOptions';
import { keyFields as keyFieldsParameter } from './getManyProperties';
import { readSort } from '../../../parameters/sortParameter';

/** Rows that a call may have to pass over at most, to leave room for in the query string. */
const HIGHEST_SKIP = 9_999_999;

/** What to read for an item, and how. */
export interface ReadPlan {
	plan: PagePlan;
	query: AdvisedQuery;
	/** Whether the type of a field decided how a value of the filter is written. */
	isFilterRewritten: boolean;
	/** Whether there is no limit, so that the rows at the end are all there are. */
	isAll: boolean;
	/**
	 * The plan for when AFAS refuses to sort on fields that the user did not choose; undefined when there are none.
	 * @throws ProfitError when one page is not enough
	 */
	withoutAddedOrder?: () => PagePlan;
}

/** Where rows are read from. */
interface ReadPlace {
	connector: string;
	info: GetConnectorInfo;
	source: RowSource;
	rowsOf: (filter: Filter) => number | undefined;
	/** The call that went out before the fields were known. */
	ahead: ReadAhead | undefined;
}

/**
 * Plans the read of an item, checked against the connector's fields.
 * @param place.rowsOf how many rows a filter may leave
 * @throws ProfitError `input` for parameters that cannot be used
 */
export function planRead(
	context: IExecuteFunctions,
	itemIndex: number,
	{ connector, info, source, rowsOf, ahead }: ReadPlace,
	options: GetManyOptions,
): ReadPlan {
	const { fields } = info;
	const known = fieldFinder(connector, info);
	const given = readFilter(context, itemIndex).map((group) =>
		group.map((condition) => ({ ...condition, field: known(condition.field, 'Filters') })),
	);
	const filter = withAfasValues(given, fields);
	const sort = readSort(context, itemIndex).map((by) => ({
		...by,
		field: known(by.field, 'Sort'),
	}));
	const keyFields = keyFieldsParameter
		.read(context, itemIndex)
		.map((name) => known(name, 'Key Fields'));
	const limit = rowLimit(context, itemIndex);
	const { skip, concurrency } = options;
	const pageSize = pageSizeFor(fields.length, options.pageSize);

	const fits = (query: PageQuery) => source.fits({ connector, ...query });
	// The same for every portion of the rows, however many are asked for. docs/afas.md rule 4.
	const order = totalOrder({
		sort,
		keyFields,
		fields,
		fits: (by: SortField[]) => fits({ filter, sort: by, skip: HIGHEST_SKIP, take: pageSize }),
		sorts: source.sorts,
	});
	const expectedRows = rowsOf(filter);
	const read = {
		filter,
		sort: order.sort,
		pageSize,
		firstPageSize: ahead?.firstRowsOf({ connector, filter, sort: order.sort, skip }),
		concurrency,
		skip,
		limit,
		expectedRows,
	};
	const plan =
		order.cut !== undefined
			? firstPageOnly({ ...read, sort }, cutOrderError(order.cut, keyFields.length > 0))
			: keyFields.length > 0
				? anchoredWindows({ ...read, keyFields, fields, fits })
				: sortedWindows(read);
	const addsToOrder = keyFields.length === 0 && order.sort.length > sort.length && !order.cut;
	return {
		plan,
		query: { connector, fields, filter, sort },
		isAll: limit === Number.POSITIVE_INFINITY,
		isFilterRewritten: isRewritten(given, filter),
		...(addsToOrder && {
			withoutAddedOrder: () =>
				firstPageOnly({ ...read, sort }, cutOrderError({ unsortable: [] }, false)),
		}),
	};
}

/**
 * Makes the calls of a plan, and gives its pages in order. An order that AFAS refuses is left out where it was added.
 * @throws ProfitError as `readPages` does
 */
export async function* pagesOf(
	source: RowSource,
	{ plan, withoutAddedOrder }: ReadPlan,
	reading: PageReading,
): AsyncGenerator<Row[]> {
	let failure: { thrown: unknown } | undefined;
	try {
		yield* readPages(source, plan, reading);
	} catch (thrown) {
		failure = { thrown };
	}
	if (failure === undefined) return;
	const isRefused = factsOfThrown(failure.thrown)?.fewerSortFields && plan.provenRows === 0;
	if (!isRefused || withoutAddedOrder === undefined) throw failure.thrown;
	yield* readPages(source, withoutAddedOrder(), reading);
}

/** @throws the refusal when more than the first page is asked for */
function firstPageOnly(
	{ filter, sort, pageSize, skip, limit }: PagePlanOptions & { skip: number; limit: number },
	refusal: ProfitError,
): PagePlan {
	if (skip > 0) throw refusal;
	return onePage({ filter, sort, skip, take: Math.min(limit, pageSize) }, limit, refusal);
}
