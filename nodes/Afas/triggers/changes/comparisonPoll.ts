import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { Comparison, type Compared, type Difference } from '../../profit/comparison/comparison';
import { factsOfThrown } from '../../profit/errors/profitError';
import type { GetConnectorInfo } from '../../profit/metainfo/types';
import { rowShaper } from '../../profit/rows/rowShape';
import type { Row } from '../../profit/values/cell';
import type { ProfitClient } from '../../transport/client';
import { serviceOf } from '../../transport/service';
import { outcomeOf } from '../../transport/wait';
import { AllRows } from './allRows';
import {
	checkIgnoreFields,
	comparisonOf,
	readComparisonParameters,
	type ComparisonParameters,
} from './comparisonParameters';
import { fieldsToKeep, keep, keptInfo, type KeptFields } from './kept';
import {
	comparedDigest,
	readKeptComparison,
	type Beginning,
	type KeptComparison,
} from './keptComparison';
import { checkSample, SAMPLE_ROWS } from './poll';
import { PollBudget } from './pollBudget';

/** Maximum differences per poll; the next polls find the rest again. */
const MAX_DIFFERENCES = 10_000;

/**
 * Runs one poll, which compares all rows with those of the last poll. Gives an item per row that was created, updated
 * or deleted since, or null. The static data is written as the last step, and only if something differs.
 * @throws ProfitError, and then nothing was given or recorded
 */
export async function pollDifferences(
	context: IPollFunctions,
	client: ProfitClient,
): Promise<INodeExecutionData[][] | null> {
	const budget = new PollBudget(context);
	const given = readComparisonParameters(context);
	const parameters = { ...given, calls: { ...given.calls, deadline: budget.deadline } };
	const staticData = context.getWorkflowStaticData('node');
	const { beginning, kept } = readKeptComparison(staticData, parameters);
	const service = serviceOf(client, parameters.protocol);
	const infoOf = async () => await service.info(parameters.connector, parameters.calls);

	let info = kept ? keptInfo(parameters.connector, kept) : await infoOf();
	const task = { client, parameters, beginning, kept, budget };
	let compared = await compareRows({ ...task, info, mayDiffer: kept === undefined });
	while (compared === 'otherColumns') {
		info = await infoOf();
		compared = await compareRows({ ...task, info, mayDiffer: true });
	}
	const { differences, kept: rows = kept } = compared;
	const fields = fieldsToKeep(info);
	if (rows !== undefined && (rows !== kept || hasOther(kept, fields))) {
		tellOfColumns(context, kept, rows);
		const state: KeptComparison = {
			compared: comparedDigest(parameters),
			startFrom: parameters.startFrom,
			language: parameters.calls.language ?? '',
			...fields,
			columns: rows.columns,
			rows: rows.rows,
		};
		keep(staticData, state);
	}
	return differences.length === 0 ? null : [differences.map(toItem)];
}

/** Whether the fields changed without a difference in the rows. */
function hasOther(kept: KeptFields, { fields, schema }: KeptFields): boolean {
	return schema !== kept.schema || JSON.stringify(fields) !== JSON.stringify(kept.fields);
}

/**
 * Gives a few rows as if they had just been created, for a test in the editor. Records nothing.
 * @throws ProfitError, also as `checkSample` does
 */
export async function sampleDifferences(
	context: IPollFunctions,
	client: ProfitClient,
): Promise<INodeExecutionData[][]> {
	const given = readComparisonParameters(context);
	const service = serviceOf(client, given.protocol);
	const info = await service.info(given.connector, given.calls);
	checkIgnoreFields(given, info);
	const { connector, filter, keyFields, calls } = comparisonOf(given, info);
	const sort = keyFields.map((field) => ({ field, descending: false }));
	const query = { connector, filter, sort, skip: 0, take: SAMPLE_ROWS };
	const rows = shaped(info)(await service.rows(info, calls).read(query));
	checkSample({ connector, filter, keyFields }, rows);
	const items = rows.map((row): Difference => {
		const key = Object.fromEntries(keyFields.map((field) => [field, row[field]]));
		return { event: 'created', key, row };
	});
	return [items.map(toItem)];
}

interface CompareTask {
	client: ProfitClient;
	parameters: ComparisonParameters;
	info: GetConnectorInfo;
	beginning: Beginning;
	kept: KeptComparison | undefined;
	budget: PollBudget;
	/** Whether rows may have other columns than `info`. */
	mayDiffer: boolean;
}

/** @returns `otherColumns` if the rows have other columns than were kept; then nothing was compared */
async function compareRows({
	client,
	parameters: given,
	info,
	beginning,
	kept,
	budget,
	mayDiffer,
}: CompareTask): Promise<Compared | 'otherColumns'> {
	// A field that is removed later need not be ignored any more.
	if (beginning !== 'kept') checkIgnoreFields(given, info);
	const parameters = comparisonOf(given, info);
	const { keyFields, events, ignoreFields, maxRows, maxDeletedPercent, startFrom } = parameters;
	const gives = beginning === 'kept' || (beginning === 'first' && startFrom === 'all');
	const comparisonWith = (names: string[]) =>
		new Comparison(
			{
				keyFields,
				columns: names.filter((name) => !ignoreFields.includes(name)),
				events: gives ? events : [],
				maxDeletedPercent,
				maxRows,
				maxDifferences: MAX_DIFFERENCES,
				valuesDiffer: kept !== undefined && kept.language !== (parameters.calls.language ?? ''),
			},
			kept,
		);
	const shape = shaped(info);
	const names = info.fields.map(({ id }) => id);
	const compared = await outcomeOf(async () => {
		let comparison: Comparison | undefined;
		for await (const rows of new AllRows(client, parameters, info, budget).pages()) {
			const columns = Object.keys(rows[0]);
			if (!mayDiffer && !isSame(columns, names)) return 'otherColumns';
			comparison ??= comparisonWith(columns);
			comparison.accept(shape(rows));
		}
		return (comparison ?? comparisonWith(names)).end();
	});
	if ('answer' in compared) return compared.answer;
	// Rows that lack a column were rejected earlier.
	if (!mayDiffer && factsOfThrown(compared.thrown)?.isOutdated) return 'otherColumns';
	throw compared.thrown;
}

function isSame(columns: string[], names: string[]): boolean {
	const known = new Set(names);
	return columns.length === known.size && columns.every((name) => known.has(name));
}

function shaped({ fields }: GetConnectorInfo): (rows: Row[]) => Row[] {
	return rowShaper(fields, { dateTimes: 'local', outputFields: [] });
}

function toItem({ event, key, row }: Difference): INodeExecutionData {
	return { json: { event, key, row: row as IDataObject | null } };
}

/** Logs columns that were added or removed, which is no change of the rows. */
function tellOfColumns(
	context: IPollFunctions,
	kept: KeptComparison | undefined,
	{ columns }: Pick<KeptComparison, 'columns'>,
): void {
	if (kept === undefined) return;
	const before = kept.columns.map(([name]) => name);
	const now = columns.map(([name]) => name);
	const came = now.filter((name) => !before.includes(name));
	const went = before.filter((name) => !now.includes(name));
	if (came.length + went.length === 0) return;
	const list = (names: string[]) => names.join(', ') || 'none';
	context.logger.info(
		`AFAS Profit Trigger: the columns that are compared changed (new: ${list(came)}; gone: ${list(went)}). They were adopted without reporting every row as updated.`,
	);
}
