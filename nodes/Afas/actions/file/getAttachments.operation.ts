import type { IExecuteFunctions, INodeExecutionData, NodeError } from 'n8n-workflow';
import { ProfitError } from '../../profit/errors/profitError';
import { uniqueNames } from '../../profit/files/fileNames';
import { checkedId } from '../../profit/rest/filePaths';
import { fieldFinder } from '../../profit/metainfo/knownFields';
import { pageSizeFor } from '../../profit/paging/pageSize';
import { cellOf } from '../../profit/values/cell';
import { limiter } from '../../transport/limiter';
import { errorItem, toNodeError } from '../../n8n/nodeError';
import type { CallOptions } from '../../transport/calls';
import type { ProfitService } from '../../transport/profitService';
import { serviceOf } from '../../transport/service';
import type { Operation } from '../operation';
import { callOptions, languageOption, timeoutOption } from '../../parameters/callOptions';
import { getConnectorChoice } from '../../parameters/connectorLocator';
import { fileItem, outputField, renameFile } from '../../parameters/fileOutput';
import { options } from '../../parameters/kinds/collection';
import { text } from '../../parameters/kinds/text';
import { subjectId } from './files/fileIds';

/** Downloads at once: AFAS advises at most five calls. */
const DOWNLOADS_AT_ONCE = 5;

const attachmentsConnector = getConnectorChoice({
	displayName: 'GetConnector of Attachments',
	name: 'attachmentsConnector',
	default: 'Profit_Subject_Attachments',
	description:
		'Lists which attachments a dossier item has. AFAS supplies Profit_Subject_Attachments; the app connector must have it.',
});

/** Fields of the GetConnector of attachments; the defaults are those of the one that AFAS supplies. */
const attachmentOptions = options({
	subjectField: text({
		displayName: 'Dossier Item Field',
		name: 'subjectField',
		default: 'subject_id',
		empty: 'default',
		description: 'Field of the GetConnector of attachments with the number of the dossier item',
	}),
	fileIdField: text({
		displayName: 'File ID Field',
		name: 'fileIdField',
		default: 'file_id',
		empty: 'default',
		description: 'Field of the GetConnector of attachments with the ID of the file',
	}),
	language: languageOption,
	timeout: timeoutOption,
});

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
		const fileIds = await attachmentsOf(context, service, itemIndex, subject, calls);

		const items = await downloadAll(context, itemIndex, fileIds, async (fileId) => {
			const file = await service.attachment(subject, fileId, calls);
			return await fileItem(context, file, field, { subjectId: subject, fileId }, fileId);
		});
		const unique = namesOf(context);
		for (const item of items) {
			const { fileName } = item.json;
			if (item.binary) renameFile(item, field, unique(String(fileName)));
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

/** The IDs of the files of a dossier item, each once. */
async function attachmentsOf(
	context: IExecuteFunctions,
	service: ProfitService,
	itemIndex: number,
	subject: string,
	calls: CallOptions,
): Promise<string[]> {
	const connector = attachmentsConnector.read(context, itemIndex);
	const info = await service.info(connector, calls);
	const given = attachmentOptions.read(context, itemIndex);
	const known = fieldFinder(connector, info);
	const fileIdField = known(given.fileIdField, 'File ID Field');
	const subjectField = known(given.subjectField, 'Dossier Item Field');

	const take = pageSizeFor(info.fields.length);
	const rows = await service.rows(info, calls).read({
		connector,
		filter: [[{ field: subjectField, operator: 'equal', value: subject }]],
		sort: [{ field: fileIdField, descending: false }],
		skip: 0,
		take,
	});
	if (rows.length >= take) {
		throw new ProfitError(
			'tooMuchData',
			`Dossier item ${subject} has ${take} attachments or more`,
			{
				description: `Check 'Dossier Item Field' and the GetConnector '${connector}': it seems to give more than the attachments of one dossier item.`,
			},
		);
	}
	const fileIds = rows.map((row) => String(cellOf(row, fileIdField) ?? '').trim());
	return [...new Set(fileIds.filter((fileId) => fileId !== ''))];
}

/**
 * Downloads files, some at once, and gives their items in order. Under Continue On Fail an error item stands for one
 * that went wrong, so that the others stay; else nothing more is asked for after it.
 */
async function downloadAll(
	context: IExecuteFunctions,
	itemIndex: number,
	fileIds: string[],
	download: (fileId: string) => Promise<INodeExecutionData>,
): Promise<INodeExecutionData[]> {
	const inTurn = limiter(DOWNLOADS_AT_ONCE);
	let failure: NodeError | undefined;
	const one = async (fileId: string): Promise<INodeExecutionData | undefined> => {
		if (failure) return undefined;
		try {
			return await download(fileId);
		} catch (thrown) {
			const error = toNodeError(context.getNode(), thrown, itemIndex);
			if (context.continueOnFail()) return errorItem(error, itemIndex);
			failure ??= error;
			return undefined;
		}
	};
	const items = await Promise.all(
		fileIds.map(async (fileId) => await inTurn(async () => await one(fileId))),
	);
	if (failure) throw failure;
	return items.filter((item) => item !== undefined);
}
