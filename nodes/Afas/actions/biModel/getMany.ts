import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readBiRows } from '../../transport/biRows';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../shared/callOptions';
import { limitProperties } from '../shared/limit';
import { parameterList, parameterText } from '../shared/textParameter';
import { forModel, rowLimit, toolProperties } from '../shared/toolRows';

/** Reads rows of a BI model, one output item per row. */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many rows of BI model',
	description: 'Get rows of a BI model: data that Profit has calculated before, for analysis',
	properties: [
		{
			displayName: 'Model',
			name: 'model',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Financial_Mutations',
			description: 'The name of the BI model, as in its address',
		},
		...limitProperties,
		{
			displayName: 'Select',
			name: 'select',
			type: 'string',
			default: '',
			placeholder: 'e.g. Year, Amount',
			description: 'Columns to return, with commas between them. Left empty, all are returned.',
		},
		{
			displayName: 'Filter',
			name: 'filter',
			type: 'string',
			default: '',
			placeholder: "e.g. Year eq 2026 and Unit eq '1'",
			description: 'An OData condition. Left empty, every row is returned.',
		},
		...toolProperties,
		callOptionsCollection,
	],
	async execute({ context, profit, itemIndex }) {
		const limit = rowLimit(context, itemIndex);
		const query = {
			model: parameterText(context.getNodeParameter('model', itemIndex, ''), "'Model'"),
			select: parameterList(context.getNodeParameter('select', itemIndex, ''), "'Select'"),
			filter: parameterText(context.getNodeParameter('filter', itemIndex, ''), "'Filter'"),
			top: Number.isFinite(limit) ? limit : undefined,
		};
		const items: INodeExecutionData[] = [];
		for await (const rows of readBiRows(profit, query, callOptions(context, itemIndex))) {
			for (const row of rows) items.push({ json: row as IDataObject });
		}
		return forModel(context, itemIndex, items);
	},
};
