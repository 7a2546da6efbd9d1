import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readBiRows } from '../../transport/biRows';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';
import { limitProperties } from '../../parameters/limit';
import { parameterList, parameterText } from '../../parameters/textParameter';
import { forModel, rowLimit, toolProperties } from '../../parameters/toolRows';

/** Reads rows of a BI model, one output item per row. */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many rows of BI model',
	description: 'Get rows of a BI model: data that Profit has calculated before, for analysis',
	properties: [
		{
			displayName: 'BI Model',
			name: 'model',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Financial_Mutations',
			description: 'The name at the end of the address of the BI model',
		},
		...limitProperties,
		{
			displayName: 'Columns',
			name: 'select',
			type: 'string',
			default: '',
			placeholder: 'e.g. Year, Amount',
			description:
				'The columns to return, with commas between them. All of them when you leave it empty.',
		},
		{
			displayName: 'Filter',
			name: 'filter',
			type: 'string',
			default: '',
			placeholder: "e.g. Year eq 2026 and Unit eq '1'",
			description: 'An OData condition. All rows when you leave it empty.',
		},
		...toolProperties,
		callOptionsCollection,
	],
	async execute({ context, client, itemIndex }) {
		const limit = rowLimit(context, itemIndex);
		const query = {
			model: parameterText(context.getNodeParameter('model', itemIndex, ''), "'BI Model'"),
			select: parameterList(context.getNodeParameter('select', itemIndex, ''), "'Columns'"),
			filter: parameterText(context.getNodeParameter('filter', itemIndex, ''), "'Filter'"),
			top: Number.isFinite(limit) ? limit : undefined,
		};
		const items: INodeExecutionData[] = [];
		for await (const rows of readBiRows(client, query, callOptions(context, itemIndex))) {
			for (const row of rows) items.push({ json: row as IDataObject });
		}
		return forModel(context, itemIndex, items);
	},
};
