import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { inputError, ProfitError } from '../../profit/errors/profitError';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import { pageSizeFor } from '../../profit/paging/pageSize';
import { ChangeReader } from '../../profit/changes/changeReader';
import { rowShaper } from '../../profit/rows/rowShape';
import type { Row } from '../../profit/values/cell';
import { readGetConnectorInfo, readSoapConnectorInfo } from '../../transport/metainfo';
import type { CallOptions, Profit } from '../../transport/profit';
import { restRows, soapRows, type RowSource } from '../../transport/rows';
import { attempt } from '../../transport/wait';
import {
	columnsDigest,
	keep,
	keptInfo,
	keysDigest,
	readKept,
	watchedDigest,
	type Kept,
} from './kept';
import { readChangeParameters, withKnownFields, type ChangeParameters } from './parameters';

/** Rows that a test in the editor shows at most. */
const SAMPLE_ROWS = 3;

/** How long a poll may take where n8n does not say, in milliseconds. */
const DEFAULT_BUDGET_MS = 300_000;

/**
 * One poll: the rows that were created or changed since the last one, or null. The static data is written as the
 * last step, so that a poll that ends otherwise is done again.
 * @throws ProfitError
 */
export async function pollChanges(
	context: IPollFunctions,
	profit: Profit,
): Promise<INodeExecutionData[][] | null> {
	const started = Date.now();
	// n8n before 2.41 does not have it.
	const budgetMs = (context as Partial<IPollFunctions>).getPollBudgetMs?.() ?? DEFAULT_BUDGET_MS;
	const given = readChangeParameters(context);
	const timeoutMs = Math.min(given.calls.timeoutMs, Math.max(1000, budgetMs));
	// What is not tried again now is tried by the next poll.
	const isOver = () => Date.now() - started > budgetMs / 2;
	const parameters = { ...given, calls: { ...given.calls, timeoutMs, isOver } };

	const staticData = context.getWorkflowStaticData('node');
	const kept = readKept(staticData, parameters);
	let info = kept && keptInfo(parameters.connector, kept);
	if (info === undefined || !hasFields(info, parameters)) info = await readInfo(profit, parameters);
	let poll = await readChanges(profit, parameters, info, kept, isOver);
	if (kept?.columns && poll.columns && kept.columns !== poll.columns) {
		// The connector shows other fields than it did, so their types must be asked for again.
		info = await readInfo(profit, parameters);
		poll = await readChanges(profit, parameters, info, kept, isOver);
	}
	const { reader, columns } = poll;
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
	profit: Profit,
): Promise<INodeExecutionData[][]> {
	const given = readChangeParameters(context);
	const info = await readInfo(profit, given);
	const { connector, timeField, keyFields, filter } = withKnownFields(given, info);
	const keySort = keyFields.filter((field) => field !== timeField);
	const rows = await rowSource(profit, given, info).read({
		connector,
		filter,
		sort: [
			{ field: timeField, descending: true },
			...keySort.map((field) => ({ field, descending: false })),
		],
		skip: 0,
		take: SAMPLE_ROWS,
	});
	if (rows.length === 0) {
		throw inputError(
			`GetConnector '${connector}' has no rows to show${filter.length > 0 ? ' for this filter' : ''}`,
			'Add or change a record in Profit and test again. AFAS leaves rows out that the user of the token may not see.',
		);
	}
	return [toItems(rows, info)];
}

interface ChangesRead {
	reader: ChangeReader;
	/** A digest of the names in the rows that came; empty when none came. */
	columns: string;
}

/** Reads what changed, in smaller pages where AFAS runs out of memory. */
async function readChanges(
	profit: Profit,
	given: ChangeParameters,
	info: GetConnectorInfo,
	kept: Kept | undefined,
	isOver: () => boolean,
): Promise<ChangesRead> {
	const parameters = withKnownFields(given, info);
	const { connector } = parameters;
	const source = rowSource(profit, parameters, info);
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
		const outcome = await attempt(async () => await source.read({ connector, ...asked }));
		if ('answer' in outcome) {
			const rows = outcome.answer;
			if (rows.length > 0) columns = columnsDigest(rows[0]);
			reader.accept(rows);
			if (isOver()) reader.stop();
			continue;
		}
		const { thrown } = outcome;
		const isTooMuch = thrown instanceof ProfitError && thrown.kind === 'tooMuchData';
		if (!isTooMuch || isOver() || !reader.tooMuchData()) throw thrown;
	}
	return { reader, columns };
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
	profit: Profit,
	{ connector, protocol, calls }: ChangeParameters,
): Promise<GetConnectorInfo> {
	const read = protocol === 'soap' ? readSoapConnectorInfo : readGetConnectorInfo;
	return await read(profit, connector, calls);
}

function rowSource(
	profit: Profit,
	{ protocol, calls }: { protocol: string; calls: CallOptions },
	info: GetConnectorInfo,
): RowSource {
	return protocol === 'soap' ? soapRows(profit, info, calls) : restRows(profit, calls);
}

function toItems(rows: Row[], { fields }: GetConnectorInfo): INodeExecutionData[] {
	const shape = rowShaper(fields, { dateTimes: 'local', outputFields: [] });
	return shape(rows).map((row) => ({ json: row as IDataObject }));
}
