import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { csv, ndjson, type CsvColumn } from '../../../profit/rows/textRows';
import { FileOutput, type RowOutput } from './fileOutput';
import type { GetManyOptions } from './getManyOptions';

/**
 * Opens the output that the user chose.
 * @param name of the files, without extension; with several input items it gets the item's number, counted from 0 as
 *   n8n does
 * @param columns in their order
 * @param beforeFiles as for `FileOutput`
 */
export function rowOutput(
	context: IExecuteFunctions,
	itemIndex: number,
	{ output, rowsPerFile, csvStyle, formulas }: GetManyOptions,
	name: string,
	columns: CsvColumn[],
	beforeFiles: () => Promise<void>,
): RowOutput {
	switch (output) {
		case 'items':
			return rowItems();
		case 'pages':
			return pageItems();
		case 'csv':
		case 'ndjson':
			return new FileOutput({
				format: output === 'csv' ? csv(columns, { style: csvStyle, formulas }) : ndjson,
				name: context.getInputData().length > 1 ? `${name}-item-${itemIndex}` : name,
				rowsPerFile,
				beforeFiles,
				save: async (bytes, fileName, mimeType) =>
					await context.helpers.prepareBinaryData(bytes, fileName, mimeType),
			});
	}
}

function rowItems(): RowOutput {
	const items: INodeExecutionData[] = [];
	return {
		async add(rows) {
			// An item takes less memory if the property for the pairing exists from the start.
			for (const row of rows) items.push({ json: row as IDataObject, pairedItem: undefined });
		},
		end: async () => items,
	};
}

function pageItems(): RowOutput {
	const items: INodeExecutionData[] = [];
	return {
		async add(rows) {
			items.push({ json: { page: items.length + 1, rows: rows as IDataObject[] } });
		},
		end: async () => items,
	};
}
