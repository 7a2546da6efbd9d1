import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { factsOfThrown, inputError, type ProfitError } from '../../profit/errors/profitError';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import { pageSizeFor } from '../../profit/paging/pageSize';
import { ChangeReader } from '../../profit/changes/changeReader';
import type { Filter } from '../../profit/query/filter';
import { rowShaper } from '../../profit/rows/rowShape';
import type { Protocol } from '../../profit/credential/baseUrls';
import type { Row } from '../../profit/values/cell';
import type { CallOptions } from '../../transport/calls';
import type { ProfitClient } from '../../transport/client';
import type { RowSource } from '../../transport/rows';
import { serviceOf } from '../../transport/service';
import { outcomeOf } from '../../transport/wait';
import {
	columnsDigest,
	keep,
	keptInfo,
	keysDigest,
	readKept,
	watchedDigest,
	type Kept,
} from './kept';
import { PollBudget } from './pollBudget';
import { readChangeParameters, withKnownFields, type ChangeParameters } from './parameters';

/** Rows that a test in the editor shows at most. */
export const SAMPLE_ROWS = 3;

/**
 * One poll: the rows that were created or changed since the last one, or null. The static data is written as the
 * last step, so that a poll that ends otherwise is done again.
 * @throws ProfitError
 */
export async function pollChanges(
	context: IPollFunctions,
	client: ProfitClient,
): Promise<INodeExecutionData[][] | null> {
	const budget = new PollBudget(context);
	const polled = await outcomeOf(async () => await pollWithin(budget, context, client));
	if ('thrown' in polled) throw budget.explained(polled.thrown);
	return polled.answer;
}

async function pollWithin(
	budget: PollBudget,
	context: IPollFunctions,
	client: ProfitClient,
): Promise<INodeExecutionData[][] | null> {
	const given = readChangeParameters(context);
	const { deadline } = budget;
	// What is not tried again now is tried by the next poll.
	const isOver = () => budget.isHalfOver;
	const parameters = { ...given, calls: { ...given.calls, deadline, isOver } };

	const staticData = context.getWorkflowStaticData('node');
	const kept = readKept(staticData, parameters);
	let info = kept && keptInfo(parameters.connector, kept);
	if (info === undefined || !hasFields(info, parameters)) info = await readInfo(client, parameters);
	let poll = await readChanges(client, parameters, info, kept, isOver);
	while (poll === 'otherColumns') {
		// Their types must be asked for again, and a field that is gone is missed by name.
		info = await readInfo(client, parameters);
		poll = await readChanges(client, parameters, info, kept && { ...kept, columns: '' }, isOver);
	}
	const { reader, columns, cutShort } = poll;
	if (cutShort !== undefined) tellOfRest(context, reader, cutShort.thrown);
	const items = toItems(reader.changes, info);
	keep(staticData, {
		watched: watchedDigest(parameters),
		keys: keysDigest(parameters),
		fields: info.fields.map(({ id, dataType }) => [id, dataType]),
		columns: columns || (kept?.columns ?? ''),
		...reader.state,
	});
	return items.length === 0 ? null : [items];
}

/**
 * A few of the latest rows, for a test in the editor. Nothing is kept.
 * @throws ProfitError; `input` when there are no rows
 */
export async function sampleRows(
	context: IPollFunctions,
	client: ProfitClient,
): Promise<INodeExecutionData[][]> {
	const given = readChangeParameters(context);
	const info = await readInfo(client, given);
	const { connector, timeField, keyFields, filter } = withKnownFields(given, info);
	const keySort = keyFields.filter((field) => field !== timeField);
	const rows = await rowSource(client, given, info).read({
		connector,
		filter,
		sort: [
			{ field: timeField, descending: true },
			...keySort.map((field) => ({ field, descending: false })),
		],
		skip: 0,
		take: SAMPLE_ROWS,
	});
	if (rows.length === 0) throw nothingToShow(connector, filter);
	return [toItems(rows, info)];
}

/** The error of a test in the editor that finds no rows. */
export function nothingToShow(connector: string, filter: Filter): ProfitError {
	return inputError(
		`GetConnector '${connector}' has no rows to show${filter.length > 0 ? ' for this filter' : ''}`,
		'Add or change a record in Profit and test again. AFAS leaves rows out that the user of the token may not see.',
	);
}

interface ChangesRead {
	reader: ChangeReader;
	/** A digest of the names in the rows that came; empty when none came. */
	columns: string;
	/** Why the poll ended before it had read everything, if it did. */
	cutShort?: { thrown: unknown };
}

/**
 * Reads what changed, in smaller pages where AFAS runs out of memory. What came before a call that fails is kept.
 * @returns `otherColumns` when the rows do not have the columns that the last poll saw, or other types; nothing was looked at then
 */
async function readChanges(
	client: ProfitClient,
	given: ChangeParameters,
	info: GetConnectorInfo,
	kept: Kept | undefined,
	isOver: () => boolean,
): Promise<ChangesRead | 'otherColumns'> {
	const parameters = withKnownFields(given, info);
	const { connector } = parameters;
	const source = rowSource(client, parameters, info);
	const reader = new ChangeReader(
		{
			...parameters,
			pageSize: pageSizeFor(info.fields.length),
			fits: (query) => source.fits({ connector, ...query }),
			now: Date.now(),
		},
		kept,
	);
	let columns = '';
	for (let query = reader.next(); query !== undefined; query = reader.next()) {
		const asked = query;
		const outcome = await outcomeOf(async () => await source.read({ connector, ...asked }));
		if ('answer' in outcome) {
			const rows = outcome.answer;
			if (rows.length > 0) columns = columnsDigest(rows[0]);
			if (kept?.columns && columns && kept.columns !== columns) return 'otherColumns';
			reader.accept(rows);
			if (isOver()) reader.stop();
			continue;
		}
		const { thrown } = outcome;
		if (factsOfThrown(thrown)?.isOutdated) return 'otherColumns';
		const isTooMuch = factsOfThrown(thrown)?.fewerRows === true;
		if (isTooMuch && !isOver() && reader.tooMuchData()) continue;
		reader.stop();
		if (reader.next() !== undefined || reader.changes.length === 0) throw thrown;
		return { reader, columns, cutShort: outcome };
	}
	return { reader, columns };
}

/** The rest comes with the next poll, which fails if AFAS does not give it then either; the log tells why. */
function tellOfRest(context: IPollFunctions, { changes }: ChangeReader, thrown: unknown): void {
	const { message } = thrown as Error;
	context.logger.info(
		`AFAS Profit Trigger: ${changes.length} rows start the workflow, and the next poll goes on after them. ${message}`,
	);
}

/** Whether the chosen fields are among these. */
function hasFields(info: GetConnectorInfo, parameters: ChangeParameters): boolean {
	try {
		withKnownFields(parameters, info);
		return true;
	} catch {
		return false;
	}
}

async function readInfo(
	client: ProfitClient,
	{ connector, protocol, calls }: ChangeParameters,
): Promise<GetConnectorInfo> {
	return await serviceOf(client, protocol).info(connector, calls);
}

function rowSource(
	client: ProfitClient,
	{ protocol, calls }: { protocol: Protocol; calls: CallOptions },
	info: GetConnectorInfo,
): RowSource {
	return serviceOf(client, protocol).rows(info, calls);
}

function toItems(rows: Row[], { fields }: GetConnectorInfo): INodeExecutionData[] {
	const shape = rowShaper(fields, { dateTimes: 'local', outputFields: [] });
	return shape(rows).map((row) => ({ json: row as IDataObject }));
}
