import { choice } from '../../../parameters/kinds/choice';
import { whole } from '../../../parameters/kinds/whole';

/** How rows leave the node: an item each, an item per page, or as files of a kind. */
export type OutputKind = 'items' | 'pages' | 'csv' | 'ndjson';

const FILES: OutputKind[] = ['csv', 'ndjson'];

/** Option: how rows leave the node. */
export const outputOption = choice<OutputKind>({
	displayName: 'Output',
	name: 'output',
	default: 'items',
	optional: true,
	description: 'How the rows leave the node. Many rows take less memory as pages or files.',
	options: [
		{ name: 'One Item per Row', value: 'items', description: 'What most nodes work with' },
		{
			name: 'One Item per Page',
			value: 'pages',
			description: 'Each item holds the rows of one page in a list named rows',
		},
		{
			name: 'CSV Files',
			value: 'csv',
			description:
				'For Excel: each item holds a file in its field data, with a header, commas, and the mark by which Excel knows the accents',
		},
		{
			name: 'NDJSON Files',
			value: 'ndjson',
			description:
				'For databases and scripts: each item holds a file in its field data, with one JSON object on each line',
		},
	],
});

/** Option, with files only: where a file ends and the next begins. */
export const rowsPerFileOption = whole({
	displayName: 'Rows per File',
	name: 'rowsPerFile',
	min: 1,
	default: 100_000,
	description: 'After this many rows a new file begins, so that the memory in use stays small',
	displayOptions: { show: { output: FILES } },
});
