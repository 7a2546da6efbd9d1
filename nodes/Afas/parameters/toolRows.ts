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
		'Maximum number of rows that the model gets, whatever it asks for. It is told if there are more. Many rows cost many tokens.',
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

/** How many rows a model gets, and in which form; shown when the node is a tool of an AI agent. */
export const toolProperties: INodeProperties[] = [maxRows.property, output.property];

/** Whether an AI agent uses the node as a tool: n8n then runs it under the type `afasTool`. */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * Maximum rows to read, by Return All and Limit; for a model at most one more than it gets.
 * @throws ProfitError `input` for what is no number of rows
 */
export function rowLimit(context: IExecuteFunctions, itemIndex: number): number {
	const limit = readLimit(context, itemIndex);
	return isTool(context) ? Math.min(limit, maxRows.read(context, itemIndex) + 1) : limit;
}

/** Maximum characters of a text for a model: a blob such as a file would fill its context. */
const LONGEST_TEXT = 1_000;

/**
 * Gives the output items: all of them, or for a model the first ones in a form that takes few tokens, with long texts
 * cut.
 * @param items one per row
 */
export function forModel(
	context: IExecuteFunctions,
	itemIndex: number,
	items: INodeExecutionData[],
): INodeExecutionData[] {
	if (!isTool(context)) return items;
	const most = maxRows.read(context, itemIndex);
	const whole = items.slice(0, most).map(({ json }) => json);
	const rows = whole.map(withShortTexts);
	const notes: string[] = [];
	if (items.length > most) {
		notes.push(`There are more rows than these ${most}. Use a narrower filter to see others.`);
	}
	if (rows.some((row, index) => row !== whole[index])) {
		notes.push(`Texts that end in … are longer than the ${LONGEST_TEXT} characters shown.`);
	}
	const note = notes.length > 0 ? [{ note: notes.join(' ') }] : [];
	if (output.read(context, itemIndex) === 'table') {
		return [{ json: { ...table(rows), ...note[0] } }];
	}
	return [...rows, ...note].map((json) => ({ json }));
}

/** Gives a row for an item of its own; for a model, its long texts are cut. */
export function rowForModel(context: IExecuteFunctions, row: IDataObject): IDataObject {
	return isTool(context) ? withShortTexts(row) : row;
}

/** Gives the row itself if none of its texts is too long. */
function withShortTexts(row: IDataObject): IDataObject {
	const isLong = (value: unknown) => shortText(value) !== value;
	if (!Object.values(row).some(isLong)) return row;
	const cells = Object.entries(row).map(([name, value]) => [name, shortText(value)]);
	return Object.fromEntries(cells) as IDataObject;
}

/** A text, or a list or object as text, that is too long is cut between two characters. */
function shortText(value: unknown): unknown {
	const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
	if (typeof text !== 'string' || text.length <= LONGEST_TEXT) return value;
	return `${text.slice(0, LONGEST_TEXT).replace(/[\ud800-\udbff]$/, '')}…`;
}

function table(rows: IDataObject[]) {
	const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	return {
		fields,
		rows: rows.map((row) => fields.map((field) => (Object.hasOwn(row, field) ? row[field] : null))),
	} as IDataObject;
}
