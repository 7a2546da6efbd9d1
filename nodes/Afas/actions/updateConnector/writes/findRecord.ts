import { inputError } from '../../../profit/errors/profitError';
import { lookupKeys, type LookupKey } from '../../../profit/lookups/lookupKey';
import { fieldFinder } from '../../../profit/metainfo/knownFields';
import type { GetConnectorInfo, UpdateConnectorInfo } from '../../../profit/metainfo/types';
import { pageSizeFor } from '../../../profit/paging/pageSize';
import { withAfasValues } from '../../../profit/query/filterValues';
import { lookupColumns, lookupFilter, type KeyColumn } from '../../../profit/records/lookup';
import type { Row } from '../../../profit/values/cell';
import { callOptions } from '../../../parameters/callOptions';
import type { ProfitClient } from '../../../transport/client';
import { lookUp, type LookupTerms } from '../../../transport/lookUp';
import { serviceOf } from '../../../transport/service';
import { outcomeOf } from '../../../transport/wait';
import { readLookup, type Lookup } from './lookupProperties';
import type { WriteRun } from './writeRun';

/** What the GetConnector shows of a record. */
interface FoundRecord {
	/** undefined when there is none. */
	row: Row | undefined;
	keyColumns: KeyColumn[];
}

/**
 * Looks for the record of an item. Which columns give its keys is settled before that, so that a record which will not be
 * found again is never added.
 * @throws ProfitError `input` when several rows are found, or the GetConnector lacks a column
 */
export async function findRecord(
	run: WriteRun,
	itemIndex: number,
	updateInfo: UpdateConnectorInfo,
	lookup: Lookup,
): Promise<FoundRecord> {
	const question = await questionOf(run, itemIndex, lookup);
	const keyColumns = lookupColumns(updateInfo, lookup.keys, question.info);
	const known = run.lookedUp.get(itemIndex);
	run.lookedUp.delete(itemIndex);
	const answer = known ?? (await lookUp([question.key], question.terms)).get(question.key);
	if (answer && 'thrown' in answer) throw answer.thrown;
	const rows = answer?.rows ?? [];
	if (rows.length > 1) {
		const columns = question.key.conditions.map(({ field }) => field).join(', ');
		throw inputError(
			`Not sent: several rows of ${lookup.connector} have these values for ${columns}`,
			"It is not clear which record is meant. Add columns under 'Lookup Match' until only one row is left.",
		);
	}
	return { row: rows[0], keyColumns };
}

/**
 * Looks for the records of the items of a chunk, in as few calls as their values fit in. An item that cannot be asked for
 * says so when it is prepared.
 */
export async function findRecords(run: WriteRun, indexes: number[]): Promise<void> {
	if (indexes.length < 2) return;
	const groups = new Map<string, Map<number, Question>>();
	const clients: ProfitClient[] = [];
	for (const itemIndex of indexes) {
		const asked = await outcomeOf(async () => {
			const lookup = readLookup(run.context, itemIndex);
			return lookup && (await questionOf(run, itemIndex, lookup));
		});
		if ('thrown' in asked || !asked.answer) continue;
		const { client, plan } = asked.answer;
		if (!clients.includes(client)) clients.push(client);
		const name = JSON.stringify([clients.indexOf(client), plan]);
		groups.set(name, (groups.get(name) ?? new Map()).set(itemIndex, asked.answer));
	}
	for (const questions of groups.values()) await askTogether(run, questions);
}

/**
 * A name for the record that an item looks for: items with different names are certainly about different records. It is made of
 * what is asked, so `1,5` and 1.5 have the same name, and so have a day in two spellings.
 * @throws ProfitError as for an item that cannot be looked up
 */
export async function lookedUpName(
	run: WriteRun,
	itemIndex: number,
	lookup: Lookup,
): Promise<string> {
	const { info, key } = await questionOf(run, itemIndex, lookup);
	const conditions = [...key.conditions].sort((a, b) => (a.field < b.field ? -1 : 1));
	return JSON.stringify([
		lookup.connector.toLowerCase(),
		lookupKeys(info.fields)(conditions).rough,
	]);
}

async function askTogether(run: WriteRun, questions: Map<number, Question>): Promise<void> {
	const [{ terms }] = questions.values();
	const keys = new Map([...questions.values()].map(({ key }) => [key.same, key]));
	const answers = await lookUp([...keys.values()], terms);
	for (const [itemIndex, { key }] of questions) {
		const answer = answers.get(keys.get(key.same) ?? key);
		if (answer) run.lookedUp.set(itemIndex, answer);
	}
}

/** What is asked to find the record of an item. */
interface Question {
	client: ProfitClient;
	info: GetConnectorInfo;
	key: LookupKey;
	terms: LookupTerms;
	/** Items with the same text here, of the same customer, can share calls. */
	plan: string;
}

async function questionOf(
	{ context, customers, options, signal }: WriteRun,
	itemIndex: number,
	{ connector, matches }: Lookup,
): Promise<Question> {
	const calls = callOptions(context, itemIndex);
	const client = await customers.of(itemIndex);
	const service = serviceOf(client, 'rest');
	const info = await service.info(connector, calls);
	const { fields } = info;
	const known = fieldFinder(connector, info);
	const named = matches.map(({ field, value }) => ({
		field: field && known(field, 'Lookup Match'),
		value,
	}));
	const [conditions] = withAfasValues(lookupFilter(named), fields);
	return {
		client,
		info,
		key: lookupKeys(fields)(conditions),
		terms: {
			connector,
			fields,
			source: service.rows(info, calls),
			sort: [],
			wanted: 'two',
			pageSize: pageSizeFor(fields.length),
			concurrency: options.concurrency,
			signal,
		},
		plan: JSON.stringify([connector, calls, conditions.map(({ field }) => field)]),
	};
}
