import { choice } from '../../../parameters/kinds/choice';
import type { CsvStyle } from '../../../profit/rows/csvCell';
import { toggle } from '../../../parameters/kinds/toggle';
import { whole } from '../../../parameters/kinds/whole';

/** The form of the output: an item per row, an item per page, or files. */
export type OutputKind = 'items' | 'pages' | 'csv' | 'ndjson';

const FILES: OutputKind[] = ['csv', 'ndjson'];

/** Option: the form of the output. */
export const outputOption = choice<OutputKind>({
	displayName: 'Output',
	name: 'output',
	default: 'items',
	optional: true,
	builderHint: {
		propertyHint:
			"For more than some ten thousand rows use 'csv' or 'ndjson' (files in little memory) instead of items.",
	},
	description: 'How to return the rows. Many rows take less memory as pages or files.',
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
				'For Excel: each item holds a file in its field data. The option CSV Style chooses semicolons or commas.',
		},
		{
			name: 'NDJSON Files',
			value: 'ndjson',
			description:
				'For databases and scripts: each item holds a file in its field data, with one JSON object on each line',
		},
	],
});

/** Option, for files only: when to start the next file. */
export const rowsPerFileOption = whole({
	displayName: 'Rows per File',
	name: 'rowsPerFile',
	min: 1,
	default: 100_000,
	description: 'Starts a new file after this many rows, or 256 MB, to use little memory',
	displayOptions: { show: { output: FILES } },
});

/** Option, for CSV files only: the program to write them for. */
export const csvStyleOption = choice<CsvStyle>({
	displayName: 'CSV Style',
	name: 'csvStyle',
	default: 'dutch',
	optional: true,
	options: [
		{
			name: 'Excel in the Netherlands and Belgium',
			value: 'dutch',
			description:
				'Semicolons, decimal commas, WAAR and ONWAAR, and dates that Excel recognises, such as 2026-01-26 16:57:43',
		},
		{
			name: 'International',
			value: 'international',
			description: 'Commas, decimal points, true and false, and dates as the node gives them',
		},
	],
	displayOptions: { show: { output: ['csv'] } },
});

/** Option, for CSV files only: whether to let text be a formula. */
export const formulasOption = toggle({
	displayName: 'Keep Formulas',
	name: 'formulas',
	default: false,
	description:
		'Whether to leave text that Excel would run as a formula. Otherwise an apostrophe is put in front of it; numbers never get one.',
	displayOptions: { show: { output: ['csv'] } },
});
