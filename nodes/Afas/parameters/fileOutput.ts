import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { savableName } from '../profit/files/fileNames';
import type { ProfitFile } from '../profit/files/fileAnswer';
import { extensionFor } from '../profit/files/mimeType';
import { text } from './kinds/text';

/** The output field for the file. */
export const outputField = text({
	displayName: 'Output Data Field Name',
	name: 'outputField',
	default: 'data',
	required: true,
	hint: 'The name of the output field to put the file in',
});

/**
 * Makes an output item of a file: its bytes as binary data, its details as JSON.
 * @param ids the IDs the file was requested by
 * @param fallback the name if AFAS gives none, without extension
 */
export async function fileItem(
	context: IExecuteFunctions,
	{ fileName, mimeType, data }: ProfitFile,
	field: string,
	ids: IDataObject,
	fallback: string,
): Promise<INodeExecutionData> {
	const name = savableName(fileName, `${fallback}${extensionFor(mimeType)}`);
	const binary = await context.helpers.prepareBinaryData(data, name, mimeType);
	const item = {
		json: { ...ids, fileName: name, mimeType, fileSize: data.length },
		binary: { [field]: binary },
	};
	renameFile(item, field, name);
	return item;
}

/** Renames the file of an item. n8n itself would cut a name at `?`, as in a URL. */
export function renameFile(
	{ json, binary }: INodeExecutionData,
	field: string,
	name: string,
): void {
	json.fileName = name;
	if (binary) binary[field].fileName = name;
}
