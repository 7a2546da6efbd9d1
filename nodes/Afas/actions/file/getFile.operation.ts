import { filePath } from '../../profit/rest/filePaths';
import type { Operation } from '../operation';
import { sideBySideOptionsCollection } from '../../parameters/callOptions';
import { outputField } from '../../parameters/fileOutput';
import { text } from '../../parameters/kinds/text';
import { fileAt } from './files/fileAt';
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
	async execute(call) {
		const { context, itemIndex } = call;
		const id = fileId.read(context, itemIndex);
		const name = fileName.read(context, itemIndex);
		const notFound = {
			message: `AFAS gives no file '${id}' with the name '${name}'`,
			nextStep:
				'The name is not exactly the original one, the file is not on disk in Profit any more, or the user of the credential may not see it. Compare ID and name with the row they come from, and check in Profit that the app connector may use the SubjectConnector.',
		};
		return await fileAt(call, {
			path: filePath(id, name),
			notFound,
			ids: { fileId: id },
			id,
			name,
		});
	},
};
