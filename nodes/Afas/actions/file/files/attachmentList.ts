import type { IExecuteFunctions } from 'n8n-workflow';
import { ProfitError } from '../../../profit/errors/profitError';
import { fieldFinder } from '../../../profit/metainfo/knownFields';
import type { GetConnectorInfo } from '../../../profit/metainfo/types';
import { pageSizeFor } from '../../../profit/paging/pageSize';
import { cellOf, type Row } from '../../../profit/values/cell';
import type { CallOptions } from '../../../transport/calls';
import type { ProfitService } from '../../../transport/profitService';
import { outcomeOf } from '../../../transport/wait';
import { concurrencyOption, languageOption, timeoutOption } from '../../../parameters/callOptions';
import { getConnectorChoice } from '../../../parameters/connectorLocator';
import { options } from '../../../parameters/kinds/collection';
import type { Parameter } from '../../../parameters/kinds/parameter';
import { text } from '../../../parameters/kinds/text';
import { toggle } from '../../../parameters/kinds/toggle';

/** The GetConnector with attachments of dossier items. docs/afas.md 6.3. */
export const attachmentsConnector = getConnectorChoice({
	displayName: 'GetConnector of Attachments',
	name: 'attachmentsConnector',
	default: 'Profit_Subject_Attachments',
	description:
		'Lists which attachments a dossier item has. AFAS supplies Profit_Subject_Attachments; the app connector must have it.',
});

/** The GetConnector with attachments of reactions. docs/afas.md 6.3. */
const ofReactions = getConnectorChoice({
	displayName: 'GetConnector of Attachments of Reactions',
	name: 'reactionAttachmentsConnector',
	default: 'Profit_Subject_Reaction_Attachments',
	description:
		'Lists which attachments the reactions to a dossier item have. AFAS supplies Profit_Subject_Reaction_Attachments; the app connector must have it.',
});

/** n8n demands a value for a required option even if it was not added. */
function asOption<T>(original: Parameter<T>): Parameter<T> {
	const property = { ...original.property };
	delete property.required;
	return { ...original, property };
}

/** The Options of Get Attachments; the field names are those of AFAS's supplied GetConnectors. */
export const attachmentOptions = options({
	subjectField: text({
		displayName: 'Dossier Item Field',
		name: 'subjectField',
		default: 'subject_id',
		empty: 'default',
		description: 'Field of the GetConnectors of attachments with the number of the dossier item',
	}),
	fileIdField: text({
		displayName: 'File ID Field',
		name: 'fileIdField',
		default: 'file_id',
		empty: 'default',
		description: 'Field of the GetConnectors of attachments with the ID of the file',
	}),
	reactionAttachmentsConnector: asOption(ofReactions),
	concurrency: concurrencyOption,
	includeReactions: toggle({
		displayName: 'Include Reactions',
		name: 'includeReactions',
		default: true,
		description: 'Whether to download the attachments of reactions to the dossier item too',
	}),
	language: languageOption,
	timeout: timeoutOption,
});

/** A file of a dossier item. */
export interface Attachment {
	fileId: string;
	/** Its reaction; null for a file of the dossier item itself. */
	reactionId: string | null;
}

/** Lists the files of a dossier item and, unless the user excludes them, of its reactions, each once. */
export async function attachmentsOf(
	context: IExecuteFunctions,
	service: ProfitService,
	itemIndex: number,
	subject: string,
	calls: CallOptions,
): Promise<Attachment[]> {
	const given = attachmentOptions.read(context, itemIndex);
	const list = async (connector: string) =>
		await listed(service, connector, { ...given, subject }, calls);
	const own = await list(attachmentsConnector.read(context, itemIndex));
	const more = given.includeReactions
		? await orLeftOut(async () => await list(given.reactionAttachmentsConnector))
		: [];
	const files = new Map<string, Attachment>();
	for (const attachment of [...own, ...more]) {
		const { fileId } = attachment;
		if (fileId !== '' && !files.has(fileId)) files.set(fileId, attachment);
	}
	return [...files.values()];
}

/** Reactions are optional: the app connector need not have their GetConnector. */
async function orLeftOut<T>(list: () => Promise<T>): Promise<T> {
	const outcome = await outcomeOf(list);
	if ('answer' in outcome) return outcome.answer;
	const { thrown } = outcome;
	if (!(thrown instanceof ProfitError)) throw thrown;
	const { kind, message, details } = thrown;
	const leaveOut =
		"If you do not need the attachments of reactions, switch off 'Include Reactions'.";
	const description = [details.description, leaveOut].filter(Boolean).join(' ');
	throw new ProfitError(kind, message, { ...details, description });
}

interface Wanted {
	subject: string;
	subjectField: string;
	fileIdField: string;
}

async function listed(
	service: ProfitService,
	connector: string,
	wanted: Wanted,
	calls: CallOptions,
): Promise<Attachment[]> {
	return await service.withInfo(
		connector,
		calls,
		async (info) => await listedWith(info, service, connector, wanted, calls),
	);
}

async function listedWith(
	info: GetConnectorInfo,
	service: ProfitService,
	connector: string,
	{ subject, ...names }: Wanted,
	calls: CallOptions,
): Promise<Attachment[]> {
	const known = fieldFinder(connector, info);
	const fileIdField = known(names.fileIdField, 'File ID Field');
	const subjectField = known(names.subjectField, 'Dossier Item Field');
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
	return rows.map((row) => ({
		fileId: textOf(row, fileIdField),
		reactionId: textOf(row, 'reaction_id') || null,
	}));
}

function textOf(row: Row, field: string): string {
	return String(cellOf(row, field) ?? '').trim();
}
