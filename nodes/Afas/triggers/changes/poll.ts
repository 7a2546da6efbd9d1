import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { factsOfThrown, inputError, type ProfitError } from '../../profit/errors/profitError';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import { pageSizeFor } from '../../profit/paging/pageSize';
import { sameRow, sharedKeyError } from '../../profit/paging/rowIdentity';
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
	fieldsToKeep,
	keep,
	keptInfo,
	keysDigest,
	readKept,
	watchedDigest,
	type Kept,
} from './kept';
import { PollBudget } from './pollBudget';
import { readChangeParameters, withKnownFields, type ChangeParameters } from './parameters';

/** Maximum rows to show in a test in the editor. */
export const SAMPLE_ROWS = 3;

/**
 * Runs one poll. Gives the rows that were created or changed since the last one, or null. The static data is written as
 * the last step, so a poll that fails earlier is repeated.
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
	// Skip retries late in a poll, because the next poll tries again.
	const isOver = () => budget.isHalfOver;
	const parameters = { ...given, calls: { ...given.calls, deadline, isOver } };

	const staticData = context.getWorkflowStaticData('node');
	const kept = readKept(staticData, parameters);
	let info = kept && keptInfo(parameters.connector, kept);
	if (info === undefined || !hasFields(info, parameters)) info = await readInfo(client, parameters);
	let poll = await readChanges(client, parameters, info, kept, isOver);
	while (poll === 'otherColumns') {
		// Read the fields anew, for their types and to name a missing one.
		info = await readInfo(client, parameters);
		poll = await readChanges(client, parameters, info, kept && { ...kept, columns: '' }, isOver);
	}
	const { reader, columns, cutShort } = poll;
	if (cutShort !== undefined) tellOfRest(context, reader, cutShort.thrown);
	const items = toItems(reader.changes, info);
	keep(staticData, {
		watched: watchedDigest(parameters),
		keys: keysDigest(parameters),
		...fieldsToKeep(info),
		columns: columns || (kept?.columns ?? ''),
		...reader.state,
	});
	return items.length === 0 ? null : [items];
}

/**
 * Gives a few of the latest rows, for a test in the editor. Records nothing.
 * @throws ProfitError, also as `checkSample` does
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
	checkSample({ connector, filter, keyFields }, rows);
	return [toItems(rows, info)];
}

/**
 * Checks the rows of a test in the editor.
 * @throws ProfitError `input` when there are none, or when two of them share the key: no poll would take them
 */
export function checkSample(
	{ connector, filter, keyFields }: { connector: string; filter: Filter; keyFields: string[] },
	rows: Row[],
): void {
	if (rows.length === 0) throw nothingToShow(connector, filter);
	const shared = rows.find((row, index) =>
		rows.slice(0, index).some((other) => sameRow({ fields: keyFields }, other, row)),
	);
	if (shared) throw sharedKeyError(keyFields, shared);
}

/** The error of a test in the editor that finds no rows. */
function nothingToShow(connector: string, filter: Filter): ProfitError {
	return inputError(
		`GetConnector '${connector}' has no rows to show${filter.length > 0 ? ' for this filter' : ''}`,
		'Add or change a record in Profit and test again. AFAS leaves rows out that the user of the token may not see.',
	);
}

interface ChangesRead {
	reader: ChangeReader;
	/** A digest of the rows' field names; empty without rows. */
	columns: string;
	/** Why the poll ended early, if it did. */
	cutShort?: { thrown: unknown };
}

/**
 * Reads the changes, in smaller pages if AFAS runs out of memory. If a call fails, the rows before it are kept.
 * @returns `otherColumns` if the rows have other columns or types than in the last poll; then nothing was read
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

/** Logs why the poll ended early. The next poll reads the rest, or fails if AFAS still does not give it. */
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
