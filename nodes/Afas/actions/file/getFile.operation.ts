import { filePath } from '../../profit/rest/filePaths';
import { readRestFile } from '../../transport/files';
import type { Operation } from '../operation';
import { callOptions, sideBySideOptionsCollection } from '../../parameters/callOptions';
import { fileItem, outputField } from '../../parameters/fileOutput';
import { text } from '../../parameters/kinds/text';
import { fileId } from './files/fileIds';

const fileName = text({
	displayName: 'File Name',
	name: 'fileName',
	required: true,
	keepsBlanks: true,
	placeholder: 'e.g. report #1.pdf',
	description: 'The original name of the file. The node encodes it for AFAS.',
});

/** Gets a file by its ID and original name. AFAS: FileConnector. */
export const getFile: Operation = {
	name: 'Get File',
	value: 'getFile',
	action: 'Get file',
	description:
		'Download a file by its ID and its original name, with the FileConnector. For an attachment, Get Attachment needs no name.',
	properties: [
		fileId.property,
		fileName.property,
		outputField.property,
		sideBySideOptionsCollection,
	],
	async execute({ context, client, itemIndex }) {
		const id = fileId.read(context, itemIndex);
		const name = fileName.read(context, itemIndex);
		const field = outputField.read(context, itemIndex);
		const notFound = {
			message: `AFAS gives no file '${id}' with the name '${name}'`,
			nextStep:
				'The name is not exactly the original one, the file is not on disk in Profit any more, or the user of the credential may not see it. Compare ID and name with the row they come from, and check in Profit that the app connector may use the SubjectConnector.',
		};
		const file = await readRestFile(
			client,
			filePath(id, name),
			notFound,
			callOptions(context, itemIndex),
		);
		const named = { ...file, fileName: file.fileName || name };
		return [await fileItem(context, named, field, { fileId: id }, id)];
	},
};
