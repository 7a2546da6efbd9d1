import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import { savableName } from '../profit/files/fileNames';
import type { ProfitFile } from '../profit/files/fileAnswer';
import { extensionFor } from '../profit/files/mimeType';
import { inputError } from '../profit/errors/profitError';
import { parameterText } from './textParameter';

/** Where in the output item the file goes. */
export const outputFieldProperty: INodeProperties = {
	displayName: 'Output Data Field Name',
	name: 'outputField',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The field of the output item that the file goes in',
};

/**
 * The field of the output item that the file goes to.
 * @throws ProfitError `input` when it is empty
 */
export function readOutputField(context: IExecuteFunctions, itemIndex: number): string {
	const given = context.getNodeParameter('outputField', itemIndex, 'data');
	const field = parameterText(given, "'Output Data Field Name'").trim();
	if (field === '') throw inputError("'Output Data Field Name' is empty", 'Use for example data.');
	return field;
}

/**
 * An output item with a file: its bytes as binary data, and what is known of it as JSON.
 * @param ids what the file was asked by
 * @param fallback the name of a file that AFAS gives no name, without an extension
 */
export async function fileItem(
	context: IExecuteFunctions,
	{ fileName, mimeType, data }: ProfitFile,
	outputField: string,
	ids: IDataObject,
	fallback: string,
): Promise<INodeExecutionData> {
	const name = savableName(fileName, `${fallback}${extensionFor(mimeType)}`);
	const binary = await context.helpers.prepareBinaryData(data, name, mimeType);
	const item = {
		json: { ...ids, fileName: name, mimeType, fileSize: data.length },
		binary: { [outputField]: binary },
	};
	renameFile(item, outputField, name);
	return item;
}

/** Gives the file of an item another name; n8n itself takes a name with `?` for a part of an address. */
export function renameFile(
	{ json, binary }: INodeExecutionData,
	outputField: string,
	name: string,
): void {
	json.fileName = name;
	if (binary) binary[outputField].fileName = name;
}
