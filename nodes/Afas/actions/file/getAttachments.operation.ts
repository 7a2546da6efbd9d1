import type { IExecuteFunctions } from 'n8n-workflow';
import { uniqueNames } from '../../profit/files/fileNames';
import { checkedId } from '../../profit/rest/filePaths';
import { limiter } from '../../transport/limiter';
import { errorItem, toNodeError } from '../../n8n/nodeError';
import { serviceOf } from '../../transport/service';
import { outcomeOf } from '../../transport/wait';
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

		const download = async (attachment: Attachment) => {
			const { fileId } = attachment;
			const file = await service.attachment(subject, fileId, calls);
			return await fileItem(context, file, field, { subjectId: subject, ...attachment }, fileId);
		};
		const ends = !context.continueOnFail();
		const outcomes = await downloadAll(attachments, calls.concurrency, ends, download);
		return outcomes.map((outcome) => {
			if ('answer' in outcome) return outcome.answer;
			if (ends) throw outcome.thrown;
			return errorItem(toNodeError(context.getNode(), outcome.thrown, itemIndex), itemIndex);
		});
	},
	inOrder({ context, itemIndex, items }) {
		const unique = namesOf(context);
		for (const item of items) {
			if (!item.binary) continue;
			const originalFileName = String(item.json.fileName);
			// The number after a name depends on the other files. The ID and this name together always stay the same.
			item.json.originalFileName = originalFileName;
			renameFile(item, outputField.read(context, itemIndex), unique(originalFileName));
		}
	},
};

// Names are unique in the whole execution, because the files of all items often end up in one folder.
const names = new WeakMap<IExecuteFunctions, (name: string) => string>();

function namesOf(context: IExecuteFunctions): (name: string) => string {
	const unique = names.get(context) ?? uniqueNames();
	names.set(context, unique);
	return unique;
}

type Outcome<T> = { answer: T } | { thrown: unknown };

/**
 * Downloads several files at the same time.
 * @param ends whether to request nothing more after a failure
 * @returns the outcome of each file in order; up to the first failure if it ends there
 */
async function downloadAll<T>(
	attachments: Attachment[],
	atOnce: number,
	ends: boolean,
	download: (attachment: Attachment) => Promise<T>,
): Promise<Array<Outcome<T>>> {
	const inTurn = limiter(atOnce);
	const outcomes: Array<Outcome<T>> = [];
	let isOver = false;
	const one = async (attachment: Attachment, at: number) => {
		if (isOver) return;
		outcomes[at] = await outcomeOf(async () => await download(attachment));
		if ('thrown' in outcomes[at]) isOver = ends;
	};
	await Promise.all(
		attachments.map(async (attachment, at) => await inTurn(async () => await one(attachment, at))),
	);
	const failed = ends ? outcomes.findIndex((is) => 'thrown' in is) : -1;
	return failed < 0 ? outcomes : outcomes.slice(0, failed + 1);
}
