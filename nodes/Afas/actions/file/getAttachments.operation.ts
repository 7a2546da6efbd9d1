import type { IExecuteFunctions, INodeExecutionData, NodeError } from 'n8n-workflow';
import { uniqueNames } from '../../profit/files/fileNames';
import { checkedId } from '../../profit/rest/filePaths';
import { limiter } from '../../transport/limiter';
import { errorItem, toNodeError } from '../../n8n/nodeError';
import { serviceOf } from '../../transport/service';
import type { Operation } from '../operation';
import { callOptions } from '../../parameters/callOptions';
import { fileItem, outputField, renameFile } from '../../parameters/fileOutput';
import {
	attachmentOptions,
	attachmentsConnector,
	attachmentsOf,
	type Attachment,
} from './files/attachmentList';
import { subjectId } from './files/fileIds';

/** Downloads at once: AFAS advises at most five calls. */
const DOWNLOADS_AT_ONCE = 5;

/** Gets all attachments of a dossier item, one output item per file. */
export const getAttachments: Operation = {
	name: 'Get Attachments',
	value: 'getAttachments',
	action: 'Get all attachments of dossier item',
	description: 'Download all attachments of a dossier item, one item per file',
	properties: [
		subjectId.property,
		attachmentsConnector.property,
		outputField.property,
		attachmentOptions.property,
	],
	async execute({ context, client, itemIndex }) {
		const subject = checkedId(subjectId.read(context, itemIndex), 'Dossier Item ID');
		const field = outputField.read(context, itemIndex);
		const calls = callOptions(context, itemIndex);
		const service = serviceOf(client, 'rest');
		const attachments = await attachmentsOf(context, service, itemIndex, subject, calls);

		const items = await downloadAll(context, itemIndex, attachments, async (attachment) => {
			const { fileId } = attachment;
			const file = await service.attachment(subject, fileId, calls);
			return await fileItem(context, file, field, { subjectId: subject, ...attachment }, fileId);
		});
		const unique = namesOf(context);
		for (const item of items) {
			if (!item.binary) continue;
			const originalFileName = String(item.json.fileName);
			// A number behind the name depends on the other files; with the ID, this gives a name that stays.
			item.json.originalFileName = originalFileName;
			renameFile(item, field, unique(originalFileName));
		}
		return items;
	},
};

// The files of all input items often end up in one folder; the memory goes with the execution.
const names = new WeakMap<IExecuteFunctions, (name: string) => string>();

function namesOf(context: IExecuteFunctions): (name: string) => string {
	const unique = names.get(context) ?? uniqueNames();
	names.set(context, unique);
	return unique;
}

/**
 * Downloads files, some at once, and gives their items in order. Under Continue On Fail an error item stands for one
 * that went wrong, so that the others stay; else nothing more is asked for after it.
 */
async function downloadAll(
	context: IExecuteFunctions,
	itemIndex: number,
	attachments: Attachment[],
	download: (attachment: Attachment) => Promise<INodeExecutionData>,
): Promise<INodeExecutionData[]> {
	const inTurn = limiter(DOWNLOADS_AT_ONCE);
	let failure: NodeError | undefined;
	const one = async (attachment: Attachment): Promise<INodeExecutionData | undefined> => {
		if (failure) return undefined;
		try {
			return await download(attachment);
		} catch (thrown) {
			const error = toNodeError(context.getNode(), thrown, itemIndex);
			if (context.continueOnFail()) return errorItem(error, itemIndex);
			failure ??= error;
			return undefined;
		}
	};
	const items = await Promise.all(
		attachments.map(async (attachment) => await inTurn(async () => await one(attachment))),
	);
	if (failure) throw failure;
	return items.filter((item) => item !== undefined);
}
