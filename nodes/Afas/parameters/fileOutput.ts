import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { savableName } from '../profit/files/fileNames';
import type { ProfitFile } from '../profit/files/fileAnswer';
import { extensionFor } from '../profit/files/mimeType';
import { text } from './kinds/text';

/** Where in the output item the file goes. */
export const outputField = text({
	displayName: 'Output Data Field Name',
	name: 'outputField',
	default: 'data',
	required: true,
	hint: 'The name of the output field to put the file in',
});

/**
 * An output item with a file: its bytes as binary data, and what is known of it as JSON.
 * @param ids what the file was asked by
 * @param fallback the name of a file that AFAS gives no name, without an extension
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

/** Gives the file of an item another name; n8n itself takes a name with `?` for a part of an address. */
export function renameFile(
	{ json, binary }: INodeExecutionData,
	field: string,
	name: string,
): void {
	json.fileName = name;
	if (binary) binary[field].fileName = name;
}
