import { inputError } from '../../../profit/errors/profitError';
import { lookupKeys } from '../../../profit/lookups/lookupKey';
import type { UpdateConnectorInfo } from '../../../profit/metainfo/types';
import { assertFilled, lookupColumns, type KeyColumn } from '../../../profit/records/lookup';
import type { Row } from '../../../profit/values/cell';
import { callOptions } from '../../../parameters/callOptions';
import { isCurrent, outdated } from '../../../transport/knownMetainfo';
import { lookUp } from '../../../transport/lookUp';
import {
	answersTo,
	lookupQuestion,
	questionWith,
	type LookupQuestion,
	type LookupRequest,
} from '../../../transport/lookUpItems';
import { serviceOf } from '../../../transport/service';
import { outcomeOf } from '../../../transport/wait';
import { readLookup, type Lookup } from './lookupProperties';
import type { WriteRun } from './writeRun';

/** The row of a record, and the columns with its keys. */
interface FoundRecord {
	/** undefined when there is none. */
	row: Row | undefined;
	keyColumns: KeyColumn[];
}

/**
 * Looks for the record of an item. The columns with its keys are known before AFAS is asked, so that no record is added
 * that a later run cannot find.
 * @throws ProfitError `input` when several rows are found, or the GetConnector lacks a column
 */
export async function findRecord(
	run: WriteRun,
	itemIndex: number,
	updateInfo: UpdateConnectorInfo,
	lookup: Lookup,
): Promise<FoundRecord> {
	const request = await requestOf(run, itemIndex, lookup);
	const { client, protocol, connector, calls } = request;
	return await serviceOf(client, protocol).withInfo(connector, calls, async (info) => {
		const { conditions, key, terms, isRewritten } = questionWith(request, info);
		assertFilled(conditions);
		const keyColumns = lookupColumns(updateInfo, lookup.keys, info);
		const known = run.lookedUp.get(itemIndex);
		run.lookedUp.delete(itemIndex);
		const answer = known ?? (key && (await lookUp([key], terms)).get(key));
		if (answer && 'thrown' in answer) throw answer.thrown;
		const rows = answer?.rows ?? [];
		if (rows.length > 1) throw severalRows(connector, conditions);
		// If the type of a field has changed, its value is written in another way, and the row may be there after all.
		if (rows.length === 0 && isRewritten && !isCurrent(client, info)) throw outdated(connector);
		return { row: rows[0], keyColumns };
	});
}

/**
 * Looks for the records of the items of a chunk, in as few calls as their values fit in. An item whose look-up cannot be
 * made is left out: it fails with its own message when it is prepared.
 */
export async function findRecords(run: WriteRun, indexes: number[]): Promise<void> {
	if (indexes.length < 2) return;
	const asked: Array<{ itemIndex: number; question: LookupQuestion }> = [];
	for (const itemIndex of indexes) {
		const made = await outcomeOf(async () => {
			const lookup = readLookup(run.context, itemIndex);
			return lookup && (await lookupQuestion(await requestOf(run, itemIndex, lookup)));
		});
		const question = 'answer' in made ? made.answer : undefined;
		if (question?.key) asked.push({ itemIndex, question });
	}
	const answers = await answersTo(asked.map(({ question }) => question));
	for (const [at, { itemIndex }] of asked.entries()) run.lookedUp.set(itemIndex, answers[at]);
}

/**
 * A name for the record that an item looks for: items with different names are certainly about different records. It is
 * made of the values as AFAS compares them, so `1,5` and 1.5 have the same name, and so have two spellings of a day.
 * @throws ProfitError as for an item that cannot be looked up
 */
export async function lookedUpName(
	run: WriteRun,
	itemIndex: number,
	lookup: Lookup,
): Promise<string> {
	const { conditions, key, terms } = await lookupQuestion(await requestOf(run, itemIndex, lookup));
	assertFilled(conditions);
	const sorted = [...(key?.conditions ?? [])].sort((a, b) => (a.field < b.field ? -1 : 1));
	const { rough } = lookupKeys(terms.fields)(sorted);
	return JSON.stringify([terms.connector.toLowerCase(), rough]);
}

async function requestOf(
	{ context, customers, options, signal }: WriteRun,
	itemIndex: number,
	{ connector, matches }: Lookup,
): Promise<LookupRequest> {
	return {
		client: await customers.of(itemIndex),
		protocol: 'rest',
		calls: callOptions(context, itemIndex),
		connector,
		matches,
		sort: [],
		wanted: 'two',
		concurrency: options.concurrency,
		signal,
	};
}

function severalRows(connector: string, conditions: LookupQuestion['conditions']) {
	const columns = conditions.map(({ field }) => field).join(', ');
	return inputError(
		`Not sent: several rows of ${connector} have these values for ${columns}`,
		"It is not clear which record is meant. Add columns under 'Lookup Match' until only one row is left.",
	);
}
