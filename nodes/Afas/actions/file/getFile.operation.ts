import { filePath } from '../../profit/rest/filePaths';
import { readRestFile } from '../../transport/files';
import type { Operation } from '../operation';
import { callOptions, callOptionsCollection } from '../../parameters/callOptions';
import { fileItem, outputFieldProperty, readOutputField } from '../../parameters/fileOutput';
import { parameterText } from '../../parameters/textParameter';
import { fileIdProperty } from './files/fileIds';

/** Gets a file by its ID and original name. AFAS: FileConnector. */
export const getFile: Operation = {
	name: 'Get File',
	value: 'getFile',
	action: 'Get file',
	description:
		'Download a file by its ID and its original name, with the FileConnector. For an attachment, Get Attachment needs no name.',
	properties: [
		fileIdProperty,
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. report #1.pdf',
			description: 'The original name of the file, as it is; the node encodes it as AFAS wants it',
		},
		outputFieldProperty,
		callOptionsCollection,
	],
	async execute({ context, client, itemIndex }) {
		const fileId = parameterText(
			context.getNodeParameter('fileId', itemIndex, ''),
			"'File ID'",
		).trim();
		const fileName = parameterText(
			context.getNodeParameter('fileName', itemIndex, ''),
			"'File Name'",
		);
		const outputField = readOutputField(context, itemIndex);
		const notFound = {
			message: `AFAS gives no file '${fileId}' with the name '${fileName}'`,
			nextStep:
				'The name is not exactly the original one, the file is not on disk in Profit any more, or the user of the credential may not see it. Compare ID and name with the row they come from, and check in Profit that the app connector may use the SubjectConnector.',
		};
		const file = await readRestFile(
			client,
			filePath(fileId, fileName),
			notFound,
			callOptions(context, itemIndex),
		);
		const named = { ...file, fileName: file.fileName || fileName };
		return [await fileItem(context, named, outputField, { fileId }, fileId)];
	},
};
