import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { inputError, ProfitError } from '../../profit/errors/profitError';
import { fieldFinder } from '../../profit/metainfo/knownFields';
import { asObject, asText } from '../../profit/values/read';
import { rowShaper } from '../../profit/rows/rowShape';
import type { CallOptions } from '../../transport/calls';
import { openProfit } from '../../transport/customers';
import { serviceOf } from '../../transport/service';
import { outcomeOf } from '../../transport/wait';

const CALL_OPTIONS: CallOptions = { timeoutMs: 60_000 };

/** Where the record of an event is. */
export interface RecordPlace {
	connector: string;
	/** The field with the number of the dossier item. */
	field: string;
}

/** Where the user says that records are; undefined when the event alone will do. */
export function recordPlace(context: IWebhookFunctions): RecordPlace | undefined {
	const { recordConnector, recordField } = asObject(context.getNodeParameter('options', {}));
	const chosen = asText(recordConnector) || asText(asObject(recordConnector).value);
	const connector = chosen.trim();
	return connector === '' ? undefined : { connector, field: asText(recordField).trim() };
}

/** The record of a dossier item, or why there is none. AFAS does not send an event again for that. */
export async function readRecord(
	context: IWebhookFunctions,
	place: RecordPlace,
	subjectId: string,
): Promise<{ record: IDataObject } | { record: null; recordMissing: string }> {
	const outcome = await outcomeOf(async () => await findRecord(context, place, subjectId));
	if ('answer' in outcome) return { record: outcome.answer };
	const { thrown } = outcome;
	const recordMissing = thrown instanceof ProfitError ? thrown.message : 'It could not be read';
	return { record: null, recordMissing };
}

async function findRecord(
	context: IWebhookFunctions,
	{ connector, field }: RecordPlace,
	subjectId: string,
): Promise<IDataObject> {
	if (field === '') throw inputError("'Record Field' is empty");
	const service = serviceOf(await openProfit(context), 'rest');
	const info = await service.info(connector, CALL_OPTIONS);
	const known = fieldFinder(connector, info)(field, 'Record Field');
	const rows = await service.rows(info, CALL_OPTIONS).read({
		connector,
		filter: [[{ field: known, operator: 'equal', value: subjectId }]],
		sort: [{ field: known, descending: false }],
		skip: 0,
		take: 1,
	});
	const [row] = rowShaper(info.fields, { dateTimes: 'local', outputFields: [] })(rows);
	if (row !== undefined) return row as IDataObject;
	throw new ProfitError(
		'notFound',
		`GetConnector '${connector}' has no row with ${known} ${subjectId}`,
	);
}
