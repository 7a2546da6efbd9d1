import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { fieldFinder } from '../../profit/metainfo/knownFields';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import { pageSizeFor } from '../../profit/paging/pageSize';
import { totalOrder } from '../../profit/paging/totalOrder';
import type { Filter } from '../../profit/query/filter';
import { withAfasDates } from '../../profit/query/filterValues';
import type { SortField } from '../../profit/query/rowQuery';
import { rowShaper, type DateTimes } from '../../profit/rows/rowShape';
import { readGetConnectorInfo } from '../../transport/metainfo';
import { readPages, type PagedRead } from '../../transport/pages';
import { restRows, type RowSource } from '../../transport/rows';
import type { Operation } from '../operation';
import { callOptions, languageOption, timeoutOption } from '../shared/callOptions';
import { connectorId, getConnectorLocator } from '../shared/connectorLocator';
import { filterProperties, readFilter } from '../shared/filterParameters';
import { parameterList } from '../shared/textParameter';
import { rowItems, rowLimit, toolProperties } from '../shared/toolRows';
import { readSort, sortProperty } from './sortParameter';

const fieldList = (property: Pick<INodeProperties, 'displayName' | 'name' | 'hint'>) =>
	({
		...property,
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: 'getConnectorFields',
			loadOptionsDependsOn: ['connector.value'],
		},
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	}) satisfies INodeProperties;

const properties: INodeProperties[] = [
	getConnectorLocator,
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	...filterProperties,
	sortProperty,
	fieldList({
		displayName: 'Key Field Names or IDs',
		name: 'keyFields',
		hint: 'The fields that together identify a row, such as the number of a debtor. They keep large reads complete and make them faster.',
	}),
	...toolProperties,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Date Times',
				name: 'dateTimes',
				type: 'options',
				default: 'local',
				description: 'How dates and times leave the node. AFAS knows only the time of Amsterdam.',
				options: [
					{
						name: 'Amsterdam Time',
						value: 'local',
						description: 'For example 2026-01-26T16:57:43, the time that Profit shows',
					},
					{
						name: 'Amsterdam Time with Offset',
						value: 'offset',
						description: 'For example 2026-01-26T16:57:43+01:00, an exact moment in any time zone',
					},
					{
						name: 'As AFAS Returns Them',
						value: 'asReturned',
						description: 'For example 2026-01-26T16:57:43Z, where AFAS says to ignore the Z',
					},
				],
			},
			languageOption,
			fieldList({ displayName: 'Output Field Names or IDs', name: 'outputFields' }),
			{
				displayName: 'Page Size',
				name: 'pageSize',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1000,
				description:
					'Rows per call at most. Left out, it is 150,000 divided by the number of fields, as AFAS advises.',
			},
			{
				displayName: 'Skip',
				name: 'skip',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Number of rows to pass over before the first row is returned',
			},
			timeoutOption,
		],
	},
];

interface Options {
	dateTimes?: DateTimes;
	outputFields?: unknown;
	pageSize?: number;
	skip?: number;
}

/** Reads rows of a GetConnector, one output item per row. */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many rows of GetConnector',
	description: 'Get rows of a GetConnector, filtered and sorted',
	properties,
	async execute({ context, profit, itemIndex }) {
		const connector = connectorId(context, itemIndex);
		const calls = callOptions(context, itemIndex);
		const info = await readGetConnectorInfo(profit, connector, calls);
		const { dateTimes = 'local', outputFields } = options(context, itemIndex);
		const known = fieldFinder(connector, info);
		const shape = rowShaper(info.fields, {
			dateTimes,
			outputFields: parameterList(outputFields).map((name) => known(name, 'Output Fields')),
		});

		const items = [];
		const source = restRows(profit, calls);
		const read = plannedRead(context, itemIndex, connector, info, source);
		for await (const rows of readPages(source, read)) {
			for (const row of shape(rows)) items.push({ json: row as IDataObject });
		}
		return rowItems(context, itemIndex, items);
	},
};

function options(context: IExecuteFunctions, itemIndex: number): Options {
	return context.getNodeParameter('options', itemIndex, {}) as Options;
}

/** What to read for an item, checked against the connector's fields. */
function plannedRead(
	context: IExecuteFunctions,
	itemIndex: number,
	connector: string,
	info: GetConnectorInfo,
	source: RowSource,
): PagedRead {
	const known = fieldFinder(connector, info);
	const filter: Filter = withAfasDates(
		readFilter(context, itemIndex).map((group) =>
			group.map((condition) => ({ ...condition, field: known(condition.field, 'Filters') })),
		),
		info.fields,
	);
	const sort = readSort(context, itemIndex).map((by) => ({
		...by,
		field: known(by.field, 'Sort'),
	}));
	const keyFields = parameterList(context.getNodeParameter('keyFields', itemIndex, [])).map(
		(name) => known(name, 'Key Fields'),
	);

	const { pageSize: userPageSize, skip = 0 } = options(context, itemIndex);
	const pageSize = pageSizeFor(info.fields.length, userPageSize);
	const limit = rowLimit(context, itemIndex);

	// Only a single call from the start may leave the order to AFAS. DESIGN rule 4.
	const oneCall = skip === 0 && limit <= pageSize;
	const fits = (order: SortField[]) =>
		source.fits({ connector, filter, sort: order, skip: 9_999_999, take: pageSize });
	return {
		connector,
		filter,
		sort: oneCall ? sort : totalOrder({ sort, keyFields, fields: info.fields, fits }).sort,
		skip,
		limit,
		pageSize,
	};
}
