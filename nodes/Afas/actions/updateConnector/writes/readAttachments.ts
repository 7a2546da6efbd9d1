import type { IExecuteFunctions } from 'n8n-workflow';
import type { FileToAttach } from '../../../profit/records/attachFile';
import { inputError } from '../../../profit/errors/profitError';
import { assertBodySize } from '../../../profit/records/batches';
import { chosenField } from '../../../parameters/connectorField';
import { entries } from '../../../parameters/kinds/collection';
import { text } from '../../../parameters/kinds/text';

/** The files of the input item to attach. */
export const attachments = entries({
	displayName: 'Attachments',
	name: 'attachments',
	placeholder: 'Add File',
	description: 'Files of the input item to attach, up to about 55 MB together',
	displayOptions: { show: { dataMode: ['fields', 'record'] } },
	entry: { displayName: 'File', name: 'file' },
	of: {
		binaryField: text({
			displayName: 'Input Data Field Name',
			name: 'binaryField',
			default: 'data',
			empty: 'refused',
			hint: 'The field of the input item that holds the file',
		}),
		object: chosenField('getSubObjects', 'connector', {
			displayName: 'Sub-Object Name or ID',
			name: 'object',
			restricts: true,
			hint: 'Where the file goes, for example KnSubjectAttachment. The node finds it when only one takes files.',
		}),
		nameField: text({
			displayName: 'File Name Field',
			name: 'nameField',
			restricts: true,
			default: 'FileName',
			description: 'AFAS field that takes the name of the file. Leave it empty to send no name.',
		}),
		dataField: text({
			displayName: 'File Content Field',
			name: 'dataField',
			empty: 'refused',
			default: 'FileStream',
			description: 'AFAS field that takes the content of the file',
		}),
	},
});

/**
 * Reads the files to attach to an item, as Base64.
 * @throws ProfitError `input` when they exceed what AFAS accepts; NodeOperationError when the item has no such file
 */
export async function readAttachments(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<FileToAttach[]> {
	const files: FileToAttach[] = [];
	let bytes = 0;
	for (const { binaryField: field, ...target } of attachments.read(context, itemIndex)) {
		const { fileName, fileExtension } = context.helpers.assertBinaryData(itemIndex, field);
		const content = await context.helpers.getBinaryDataBuffer(itemIndex, field);
		assertContent(field, content.length);
		bytes += base64Length(content.length);
		assertBodySize(bytes);
		files.push({
			...target,
			fileName: nameOfFile(field, fileName, fileExtension),
			base64: content.toString('base64'),
		});
	}
	return files;
}

/** An empty file would clear the field in AFAS. */
function assertContent(field: string, bytes: number): void {
	if (bytes > 0) return;
	throw inputError(
		`The file in '${field}' is empty`,
		'Leave it out, or check the node that makes it.',
	);
}

/** AFAS derives the type of a file from its name. */
function nameOfFile(field: string, name = '', extension = ''): string {
	if (name.trim() !== '') return name;
	if (extension !== '') return `${field}.${extension}`;
	throw inputError(
		`The file in '${field}' has no name`,
		'Give it a file name in the node that makes it, so that Profit knows what kind of file it is.',
	);
}

function base64Length(bytes: number): number {
	return Math.ceil(bytes / 3) * 4;
}
