import type { INodeProperties } from 'n8n-workflow';

/** How rows leave the node: an item each, an item per page, or as files. */
export type OutputKind = 'items' | 'pages' | 'file';

export type FileFormat = 'ndjson' | 'csv';

export const DEFAULT_ROWS_PER_FILE = 100_000;

const withFiles = { show: { output: ['file'] } };

/** Option: how rows leave the node. */
export const outputOption: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'items',
	description: 'How the rows leave the node. Many rows take less memory as pages or files.',
	options: [
		{ name: 'One Item per Row', value: 'items', description: 'What most nodes work with' },
		{
			name: 'One Item per Page',
			value: 'pages',
			description: 'Each item holds the rows of one page in a list named rows',
		},
		{
			name: 'Files',
			value: 'file',
			description: 'Each item holds a file with many rows, in its field data',
		},
	],
};

/** Option, with files only: what is in the files. */
export const fileFormatOption: INodeProperties = {
	displayName: 'File Format',
	name: 'fileFormat',
	type: 'options',
	default: 'ndjson',
	displayOptions: withFiles,
	options: [
		{
			name: 'CSV',
			value: 'csv',
			description: 'For Excel: a header, commas, and the mark by which Excel knows the accents',
		},
		{
			name: 'NDJSON',
			value: 'ndjson',
			description: 'For databases and scripts: one JSON object on each line',
		},
	],
};

/** Option, with files only: where a file ends and the next begins. */
export const rowsPerFileOption: INodeProperties = {
	displayName: 'Rows per File',
	name: 'rowsPerFile',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_ROWS_PER_FILE,
	description: 'After this many rows a new file begins, so that the memory in use stays small',
	displayOptions: withFiles,
};
