import type { IExecuteFunctions } from 'n8n-workflow';
import type { FileToAttach } from '../../../profit/records/attachFile';
import { assertBodySize } from '../../../profit/records/batches';
import { readEntries } from '../../../parameters/collection';
import { parameterText } from '../../../parameters/textParameter';

const ATTACHMENTS = "'Attachments'";

/**
 * The files of an item that go along, as Base64.
 * @throws ProfitError `input` when they are more than AFAS takes; NodeOperationError when the item has no such file
 */
export async function readAttachments(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<FileToAttach[]> {
	const entries = readEntries(context.getNodeParameter('attachments', itemIndex, {}), 'file');
	const files: FileToAttach[] = [];
	let bytes = 0;
	for (const { binaryField = 'data', object, nameField, dataField } of entries) {
		const field = parameterText(binaryField, ATTACHMENTS).trim();
		const { fileName = field } = context.helpers.assertBinaryData(itemIndex, field);
		const content = await context.helpers.getBinaryDataBuffer(itemIndex, field);
		bytes += base64Length(content.length);
		assertBodySize(bytes);
		files.push({
			object: parameterText(object, ATTACHMENTS).trim(),
			nameField: parameterText(nameField, ATTACHMENTS).trim(),
			dataField: parameterText(dataField, ATTACHMENTS).trim(),
			fileName,
			base64: content.toString('base64'),
		});
	}
	return files;
}

function base64Length(bytes: number): number {
	return Math.ceil(bytes / 3) * 4;
}
