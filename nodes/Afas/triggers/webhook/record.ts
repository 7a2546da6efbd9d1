import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { inputError, ProfitError } from '../../profit/errors/profitError';
import { fieldFinder } from '../../profit/metainfo/knownFields';
import { rowShaper } from '../../profit/rows/rowShape';
import type { CallOptions } from '../../transport/calls';
import { openProfit } from '../../transport/customers';
import { serviceOf } from '../../transport/service';
import { outcomeOf } from '../../transport/wait';
import { triggerParameters } from '../../parameters/kinds/parameterReader';
import { recordOptions } from './properties';

const CALL_OPTIONS: CallOptions = { timeoutMs: 60_000 };

/** The addition to an event: the record of its dossier item, or why there is none. */
export type AddedRecord = { record: IDataObject } | { record: null; recordMissing: string };

/**
 * Makes a function that reads the record of an event; undefined if only the event is wanted. The function gives a
 * reason instead of throwing, because AFAS would not resend the event.
 */
export function recordReader(
	context: IWebhookFunctions,
): ((subjectId: string) => Promise<AddedRecord>) | undefined {
	let place: RecordPlace | undefined;
	try {
		place = recordPlace(context);
	} catch (thrown) {
		return async () => missing(thrown);
	}
	if (place === undefined) return undefined;
	const { connector, field } = place;
	return async (subjectId) => {
		const find = async () => await findRecord(context, connector, field, subjectId);
		const outcome = await outcomeOf(find);
		return 'answer' in outcome ? { record: outcome.answer } : missing(outcome.thrown);
	};
}

interface RecordPlace {
	connector: string;
	/** The field with the number of the dossier item. */
	field: string;
}

function recordPlace(context: IWebhookFunctions): RecordPlace | undefined {
	const { recordConnector, recordField } = recordOptions.read(triggerParameters(context), 0);
	if (recordConnector === undefined) return undefined;
	if (recordConnector === '') throw inputError("'Record GetConnector' is empty");
	if (recordField === '') throw inputError("'Record Field' is empty");
	return { connector: recordConnector, field: recordField };
}

function missing(thrown: unknown): AddedRecord {
	const recordMissing = thrown instanceof ProfitError ? thrown.message : 'It could not be read';
	return { record: null, recordMissing };
}

async function findRecord(
	context: IWebhookFunctions,
	connector: string,
	field: string,
	subjectId: string,
): Promise<IDataObject> {
	const service = serviceOf(await openProfit(context, 'trigger'), 'rest');
	return await service.withInfo(connector, CALL_OPTIONS, async (info) => {
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
	});
}
