import type { IExecuteFunctions } from 'n8n-workflow';
import { fieldFinder } from '../../../profit/metainfo/knownFields';
import type { GetConnectorInfo } from '../../../profit/metainfo/types';
import { anchoredWindows } from '../../../profit/paging/anchoredWindows';
import { onePage } from '../../../profit/paging/onePage';
import type { PagePlan, PageQuery } from '../../../profit/paging/pagePlan';
import { pageSizeFor } from '../../../profit/paging/pageSize';
import { sortedWindows } from '../../../profit/paging/sortedWindows';
import { totalOrder } from '../../../profit/paging/totalOrder';
import type { AdvisedQuery } from '../../../profit/query/advice';
import { withAfasValues } from '../../../profit/query/filterValues';
import type { SortField } from '../../../profit/query/rowQuery';
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
	/** What the user should know afterwards, each once. */
	hints(): string[];
}

/**
 * Plans the read of an item, checked against the connector's fields.
 * @throws ProfitError `input` for parameters that cannot be used
 */
export function planRead(
	context: IExecuteFunctions,
	itemIndex: number,
	connector: string,
	info: GetConnectorInfo,
	source: RowSource,
	options: GetManyOptions,
): ReadPlan {
	const { fields } = info;
	const known = fieldFinder(connector, info);
	const filter = withAfasValues(
		readFilter(context, itemIndex).map((group) =>
			group.map((condition) => ({ ...condition, field: known(condition.field, 'Filters') })),
		),
		fields,
	);
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
	const hints: string[] = [];

	const fits = (query: PageQuery) => source.fits({ connector, ...query });
	const pages = (size: number): PagePlan => {
		const order = totalOrder({
			sort,
			keyFields,
			fields,
			fits: (by: SortField[]) => fits({ filter, sort: by, skip: HIGHEST_SKIP, take: pageSize }),
		});
		if (order.cut) hints.push(ORDER_CUT);
		const read = { filter, sort: order.sort, pageSize: size, concurrency, skip, limit };
		return keyFields.length > 0
			? anchoredWindows({ ...read, keyFields, fields, fits })
			: sortedWindows(read);
	};
	// Only a single call from the start may leave the order to AFAS. docs/afas.md rule 4.
	const plan =
		skip === 0 && limit <= pageSize
			? onePage({ filter, sort, skip, take: limit }, pages)
			: pages(pageSize);
	return {
		plan,
		query: { connector, fields, filter, sort },
		hints: () => {
			const keyless = keyFields.length === 0 && plan.provenRows > pageSize;
			return [...hints, ...plan.hints, ...(keyless ? [CHOOSE_KEY_FIELDS] : [])];
		},
	};
}

const ORDER_CUT =
	"The sort leaves out some fields, because AFAS takes a query of limited length; rows that are the same in all other fields may be missed or come twice. Choose 'Key Fields' to be sure.";

const CHOOSE_KEY_FIELDS =
	"These rows took several calls, found by counting rows. Choose 'Key Fields', the fields that together identify a row: then large reads are faster, and safe while rows are added or deleted.";
