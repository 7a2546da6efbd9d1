import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { inputError } from '../profit/errors/profitError';
import { asNumber, asText } from '../profit/values/read';

const DEFAULT_ROWS = 100;

const DEFAULT_LIMIT = 50;

/** How many rows go to a model, and how; shown when the node is a tool of an AI agent. */
export const toolProperties: INodeProperties[] = [
	{
		displayName: 'Max Rows for the Model',
		name: 'toolRows',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_ROWS,
		description:
			'How many rows the model gets at most, whatever it asks for. It is told when there are more. Many rows cost many tokens.',
		displayOptions: { show: { '@tool': [true] } },
	},
	{
		displayName: 'Output for the Model',
		name: 'toolOutput',
		type: 'options',
		default: 'table',
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
		displayOptions: { show: { '@tool': [true] } },
	},
];

/** Whether an AI agent uses the node as a tool: n8n then runs it under a type of its own, `afasTool`. */
function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

function rowsForModel(context: IExecuteFunctions, itemIndex: number): number {
	const rows = asNumber(context.getNodeParameter('toolRows', itemIndex, DEFAULT_ROWS)) ?? 0;
	return rows >= 1 ? Math.floor(rows) : DEFAULT_ROWS;
}

/** @throws ProfitError `input` for anything but a number of 1 or more: to AFAS a negative one means all rows */
function readLimit(given: unknown): number {
	const limit = Math.floor(asNumber(given) ?? 0);
	if (limit >= 1) return limit;
	throw inputError(
		`'Limit' is '${asText(given)}', which is no number of rows`,
		"Use a whole number of 1 or more, or switch 'Return All' on.",
	);
}

/** Rows to read at most, by Return All and Limit; for a model never more than needed to tell that there are more. */
export function rowLimit(context: IExecuteFunctions, itemIndex: number): number {
	const returnAll = context.getNodeParameter('returnAll', itemIndex, false) as boolean;
	const limit = returnAll
		? Number.POSITIVE_INFINITY
		: readLimit(context.getNodeParameter('limit', itemIndex, DEFAULT_LIMIT));
	return isTool(context) ? Math.min(limit, rowsForModel(context, itemIndex) + 1) : limit;
}

/** The items as they leave the node: all of them, or for a model the first ones in a form that takes few tokens. */
export function forModel(
	context: IExecuteFunctions,
	itemIndex: number,
	items: INodeExecutionData[],
): INodeExecutionData[] {
	if (!isTool(context)) return items;
	const most = rowsForModel(context, itemIndex);
	const rows = items.slice(0, most).map(({ json }) => json);
	const note =
		items.length > most
			? { note: `There are more rows than these ${most}. Use a narrower filter to see others.` }
			: {};
	if (context.getNodeParameter('toolOutput', itemIndex, 'table') === 'table') {
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
