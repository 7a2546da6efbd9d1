import type { IExecuteFunctions } from 'n8n-workflow';
import type { FileToAttach } from '../../profit/update/attachFile';
import { assertBodySize } from '../../profit/update/batches';
import { parameterText } from '../shared/textParameter';

/**
 * The files of an item that go along, as Base64.
 * @throws ProfitError `input` when they are more than AFAS takes; NodeOperationError when the item has no such file
 */
export async function readAttachments(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<FileToAttach[]> {
	const { file: entries = [] } = context.getNodeParameter('attachments', itemIndex, {}) as {
		file?: Array<Record<string, unknown>>;
	};
	const files: FileToAttach[] = [];
	let bytes = 0;
	for (const { binaryField = 'data', object, nameField, dataField } of entries) {
		const field = parameterText(binaryField).trim();
		const { fileName = field } = context.helpers.assertBinaryData(itemIndex, field);
		const content = await context.helpers.getBinaryDataBuffer(itemIndex, field);
		bytes += base64Length(content.length);
		assertBodySize(bytes);
		files.push({
			object: parameterText(object).trim(),
			nameField: parameterText(nameField).trim(),
			dataField: parameterText(dataField).trim(),
			fileName,
			base64: content.toString('base64'),
		});
	}
	return files;
}

function base64Length(bytes: number): number {
	return Math.ceil(bytes / 3) * 4;
}
