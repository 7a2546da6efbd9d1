import { factsOfThrown, inputError } from '../../../profit/errors/profitError';
import { lookupKeys, type LookupKey } from '../../../profit/lookups/lookupKey';
import { fieldFinder } from '../../../profit/metainfo/knownFields';
import type { GetConnectorInfo, UpdateConnectorInfo } from '../../../profit/metainfo/types';
import { pageSizeFor } from '../../../profit/paging/pageSize';
import { isRewritten, withAfasValues } from '../../../profit/query/filterValues';
import { lookupColumns, lookupFilter, type KeyColumn } from '../../../profit/records/lookup';
import type { Row } from '../../../profit/values/cell';
import { callOptions } from '../../../parameters/callOptions';
import type { CallOptions } from '../../../transport/calls';
import type { ProfitClient } from '../../../transport/client';
import { isAskedAnew, outdated } from '../../../transport/knownMetainfo';
import { lookUp, type LookupTerms } from '../../../transport/lookUp';
import type { ProfitService } from '../../../transport/profitService';
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
	const place = await placeOf(run, itemIndex);
	return await place.service.withInfo(lookup.connector, place.calls, async (info) => {
		const question = questionOf(run, lookup, place, info);
		const keyColumns = lookupColumns(updateInfo, lookup.keys, info);
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
		// Another type of a field may make another value, by which the record is found.
		const isUnsure = rows.length === 0 && question.isRewritten && !isAskedAnew(place.client, info);
		if (isUnsure) throw outdated(lookup.connector);
		return { row: rows[0], keyColumns };
	});
}

/**
 * Looks for the records of the items of a chunk, in as few calls as their values fit in. An item that cannot be asked for
 * says so when it is prepared.
 */
export async function findRecords(run: WriteRun, indexes: number[]): Promise<void> {
	if (indexes.length < 2) return;
	const groups = new Map<string, Asked[]>();
	const clients: ProfitClient[] = [];
	for (const itemIndex of indexes) {
		const asked = await outcomeOf(async () => {
			const lookup = readLookup(run.context, itemIndex);
			return lookup && { itemIndex, lookup, place: await placeOf(run, itemIndex) };
		});
		if ('thrown' in asked || !asked.answer) continue;
		const { place, lookup } = asked.answer;
		if (!clients.includes(place.client)) clients.push(place.client);
		const fields = lookup.matches.map(({ field }) => field);
		const name = JSON.stringify([
			clients.indexOf(place.client),
			lookup.connector,
			place.calls,
			fields,
		]);
		groups.set(name, [...(groups.get(name) ?? []), asked.answer]);
	}
	for (const group of groups.values()) await outcomeOf(async () => await askTogether(run, group));
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
	const place = await placeOf(run, itemIndex);
	return await place.service.withInfo(lookup.connector, place.calls, async (info) => {
		const { key } = questionOf(run, lookup, place, info);
		const conditions = [...key.conditions].sort((a, b) => (a.field < b.field ? -1 : 1));
		const { rough } = lookupKeys(info.fields)(conditions);
		return JSON.stringify([lookup.connector.toLowerCase(), rough]);
	});
}

/** An item whose record is looked for. */
interface Asked {
	itemIndex: number;
	lookup: Lookup;
	place: Place;
}

/** @throws ProfitError when the GetConnector cannot be asked like this; the items say so, each for itself */
async function askTogether(run: WriteRun, group: Asked[]): Promise<void> {
	const [{ lookup, place }] = group;
	await place.service.withInfo(lookup.connector, place.calls, async (info) => {
		const keys = new Map<string, LookupKey>();
		const asked: Array<[itemIndex: number, key: LookupKey]> = [];
		let terms: LookupTerms | undefined;
		let thrown: unknown;
		for (const one of group) {
			const outcome = await outcomeOf(async () => questionOf(run, one.lookup, one.place, info));
			if ('thrown' in outcome) {
				thrown ??= outcome.thrown;
				continue;
			}
			const { key } = outcome.answer;
			terms ??= outcome.answer.terms;
			const shared = keys.get(key.same) ?? key;
			keys.set(key.same, shared);
			asked.push([one.itemIndex, shared]);
		}
		if (terms === undefined) throw thrown;
		const answers = await lookUp([...keys.values()], terms);
		for (const answer of answers.values()) {
			if ('thrown' in answer && factsOfThrown(answer.thrown)?.isOutdated) throw answer.thrown;
		}
		for (const [itemIndex, key] of asked) {
			const answer = answers.get(key);
			if (answer) run.lookedUp.set(itemIndex, answer);
		}
	});
}

/** Whose GetConnector is asked, and how. */
interface Place {
	client: ProfitClient;
	service: ProfitService;
	calls: CallOptions;
}

async function placeOf({ context, customers }: WriteRun, itemIndex: number): Promise<Place> {
	const client = await customers.of(itemIndex);
	return { client, service: serviceOf(client, 'rest'), calls: callOptions(context, itemIndex) };
}

/** What is asked to find the record of an item. */
interface Question {
	key: LookupKey;
	terms: LookupTerms;
	/** Whether the type of a field decided how a value is written. */
	isRewritten: boolean;
}

/** @throws ProfitError `input` for a column that the GetConnector does not have, or a value that does not fit it */
function questionOf(
	{ options, signal }: WriteRun,
	{ connector, matches }: Lookup,
	{ service, calls }: Place,
	info: GetConnectorInfo,
): Question {
	const { fields } = info;
	const known = fieldFinder(connector, info);
	const named = matches.map(({ field, value }) => ({
		field: field && known(field, 'Lookup Match'),
		value,
	}));
	const [given] = lookupFilter(named);
	const [conditions] = withAfasValues([given], fields);
	return {
		isRewritten: isRewritten([given], [conditions]),
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
	};
}
