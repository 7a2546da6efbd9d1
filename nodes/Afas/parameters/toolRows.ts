import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { choice } from './kinds/choice';
import { whole } from './kinds/whole';
import { readLimit } from './limit';

const forTools = { show: { '@tool': [true] } };

const maxRows = whole({
	displayName: 'Max Rows for the Model',
	name: 'toolRows',
	min: 1,
	default: 100,
	restricts: true,
	description:
		'How many rows the model gets at most, whatever it asks for. It is told when there are more. Many rows cost many tokens.',
	displayOptions: forTools,
});

const output = choice({
	displayName: 'Output for the Model',
	name: 'toolOutput',
	default: 'table',
	optional: true,
	options: [
		{
			name: 'Compact Table',
			value: 'table',
			description: 'The field names once, then the values of each row. It takes fewer tokens.',
		},
		{
			name: 'Rows',
			value: 'rows',
			description: 'Each row with its field names',
		},
	],
	displayOptions: forTools,
});

/** How many rows go to a model, and how; shown when the node is a tool of an AI agent. */
export const toolProperties: INodeProperties[] = [maxRows.property, output.property];

/** Whether an AI agent uses the node as a tool: n8n then runs it under a type of its own, `afasTool`. */
function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * Rows to read at most, by Return All and Limit; for a model never more than needed to tell that there are more.
 * @throws ProfitError `input` for what is no number of rows
 */
export function rowLimit(context: IExecuteFunctions, itemIndex: number): number {
	const limit = readLimit(context, itemIndex);
	return isTool(context) ? Math.min(limit, maxRows.read(context, itemIndex) + 1) : limit;
}

/** The items as they leave the node: all of them, or for a model the first ones in a form that takes few tokens. */
export function forModel(
	context: IExecuteFunctions,
	itemIndex: number,
	items: INodeExecutionData[],
): INodeExecutionData[] {
	if (!isTool(context)) return items;
	const most = maxRows.read(context, itemIndex);
	const rows = items.slice(0, most).map(({ json }) => json);
	const note =
		items.length > most
			? { note: `There are more rows than these ${most}. Use a narrower filter to see others.` }
			: {};
	if (output.read(context, itemIndex) === 'table') {
		return [{ json: { ...table(rows), ...note } }];
	}
	return [...rows, ...('note' in note ? [note] : [])].map((json) => ({ json }));
}

function table(rows: IDataObject[]) {
	const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	return {
		fields,
		rows: rows.map((row) => fields.map((field) => (Object.hasOwn(row, field) ? row[field] : null))),
	} as IDataObject;
}
