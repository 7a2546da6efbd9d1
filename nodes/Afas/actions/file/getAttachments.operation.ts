import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	NodeError,
} from 'n8n-workflow';
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
import { readCollection } from '../../parameters/collection';
import { connectorId, getConnectorLocator } from '../../parameters/connectorLocator';
import {
	fileItem,
	outputFieldProperty,
	readOutputField,
	renameFile,
} from '../../parameters/fileOutput';
import { parameterText } from '../../parameters/textParameter';
import { subjectIdProperty } from './files/fileIds';

/** Downloads at once: AFAS advises at most five calls. */
const DOWNLOADS_AT_ONCE = 5;

const attachmentsLocator: INodeProperties = {
	...getConnectorLocator,
	displayName: 'GetConnector of Attachments',
	name: 'attachmentsConnector',
	default: { mode: 'list', value: 'Profit_Subject_Attachments' },
	description:
		'Lists which attachments a dossier item has. AFAS supplies Profit_Subject_Attachments; the app connector must have it.',
};

/** Fields of the GetConnector of attachments; the defaults are those of the one that AFAS supplies. */
const SUBJECT_FIELD: INodeProperties = {
	displayName: 'Dossier Item Field',
	name: 'subjectField',
	type: 'string',
	default: 'subject_id',
	description: 'Field of the GetConnector of attachments with the number of the dossier item',
};
const FILE_ID_FIELD: INodeProperties = {
	displayName: 'File ID Field',
	name: 'fileIdField',
	type: 'string',
	default: 'file_id',
	description: 'Field of the GetConnector of attachments with the ID of the file',
};

/** Gets all attachments of a dossier item, one output item per file. */
export const getAttachments: Operation = {
	name: 'Get Attachments',
	value: 'getAttachments',
	action: 'Get all attachments of dossier item',
	description: 'Download all attachments of a dossier item, one item per file',
	properties: [
		subjectIdProperty,
		attachmentsLocator,
		outputFieldProperty,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [SUBJECT_FIELD, FILE_ID_FIELD, languageOption, timeoutOption],
		},
	],
	async execute({ context, client, itemIndex }) {
		const given = context.getNodeParameter('subjectId', itemIndex, '');
		const subjectId = checkedId(parameterText(given, "'Dossier Item ID'"), 'Dossier Item ID');
		const outputField = readOutputField(context, itemIndex);
		const calls = callOptions(context, itemIndex);
		const service = serviceOf(client, 'rest');
		const fileIds = await attachmentsOf(context, service, itemIndex, subjectId, calls);

		const items = await downloadAll(context, itemIndex, fileIds, async (fileId) => {
			const file = await service.attachment(subjectId, fileId, calls);
			return await fileItem(context, file, outputField, { subjectId, fileId }, fileId);
		});
		const unique = namesOf(context);
		for (const item of items) {
			const { fileName } = item.json;
			if (item.binary) renameFile(item, outputField, unique(String(fileName)));
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
	subjectId: string,
	calls: CallOptions,
): Promise<string[]> {
	const connector = connectorId(context, itemIndex, attachmentsLocator);
	const info = await service.info(connector, calls);
	const options = readCollection(context, 'options', itemIndex);
	const field = ({ name, displayName, default: usual }: INodeProperties) =>
		fieldFinder(connector, info)(
			parameterText(options[name] || usual, `'${displayName}'`),
			displayName,
		);
	const fileIdField = field(FILE_ID_FIELD);

	const take = pageSizeFor(info.fields.length);
	const rows = await service.rows(info, calls).read({
		connector,
		filter: [[{ field: field(SUBJECT_FIELD), operator: 'equal', value: subjectId }]],
		sort: [{ field: fileIdField, descending: false }],
		skip: 0,
		take,
	});
	if (rows.length >= take) {
		throw new ProfitError(
			'tooMuchData',
			`Dossier item ${subjectId} has ${take} attachments or more`,
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
