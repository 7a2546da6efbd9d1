import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readBiRows } from '../../transport/biRows';
import type { Operation } from '../operation';
import { callOptions, sideBySideOptionsCollection } from '../../parameters/callOptions';
import { list, text } from '../../parameters/kinds/text';
import { limitProperties } from '../../parameters/limit';
import { forModel, rowLimit, toolProperties } from '../../parameters/toolRows';

const model = text({
	displayName: 'BI Model',
	name: 'model',
	required: true,
	placeholder: 'e.g. Financial_Mutations',
	description: 'The name at the end of the BI model’s address',
});

const select = list({
	displayName: 'Columns',
	name: 'select',
	restricts: true,
	placeholder: 'e.g. Year, Amount',
	description: 'The columns to return, separated by commas. Leave empty to return all columns.',
});

const filter = text({
	displayName: 'Filter',
	name: 'filter',
	restricts: true,
	placeholder: "e.g. Year eq 2026 and Unit eq '1'",
	description: 'An OData condition. Leave empty to return all rows.',
});

/** Reads rows of a BI model, one output item per row. */
export const getMany: Operation = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many rows of BI model',
	description: 'Get rows of a BI model: precalculated data for analysis',
	properties: [
		model.property,
		...limitProperties,
		select.property,
		filter.property,
		...toolProperties,
		sideBySideOptionsCollection,
	],
	async execute({ context, client, itemIndex, turn }) {
		const limit = rowLimit(context, itemIndex);
		const query = {
			model: model.read(context, itemIndex),
			select: select.read(context, itemIndex),
			filter: filter.read(context, itemIndex),
			top: Number.isFinite(limit) ? limit : undefined,
		};
		const items: INodeExecutionData[] = [];
		const calls = callOptions(context, itemIndex);
		for await (const rows of readBiRows(client, query, calls, turn)) {
			for (const row of rows) items.push({ json: row as IDataObject });
		}
		return forModel(context, itemIndex, items);
	},
};
