import type { Protocol } from '../profit/credential/baseUrls';
import { factsOfThrown } from '../profit/errors/profitError';
import { lookupKeys, type LookupKey } from '../profit/lookups/lookupKey';
import { fieldFinder } from '../profit/metainfo/knownFields';
import type { GetConnectorInfo } from '../profit/metainfo/types';
import { pageSizeFor } from '../profit/paging/pageSize';
import type { Condition } from '../profit/query/filter';
import { isRewritten, withAfasValues } from '../profit/query/filterValues';
import { lookupConditions, type LookupMatch } from '../profit/records/lookup';
import type { CallOptions } from './calls';
import type { ProfitClient } from './client';
import { isAskedAnew, isCurrent, outdated } from './knownMetainfo';
import { lookUp, type LookupAnswer, type LookupTerms } from './lookUp';
import { serviceOf } from './service';
import { outcomeOf } from './wait';

/** A look-up as an item describes it. */
export interface LookupRequest
	extends Pick<LookupTerms, 'connector' | 'sort' | 'wanted' | 'concurrency' | 'signal'> {
	client: ProfitClient;
	protocol: Protocol;
	calls: CallOptions;
	/** The values a row must have; field names in any letter case. */
	matches: LookupMatch[];
	/** Names of the fields to return, in any letter case; all of them when there are none. */
	outputFields?: string[];
}

/** A request, checked against the fields of the GetConnector. */
export interface LookupQuestion {
	readonly request: LookupRequest;
	/** The fields it was checked against; `answersTo` may find that they changed. */
	info: GetConnectorInfo;
	terms: LookupTerms;
	/** The values a row must have, by the names in the connector. */
	conditions: Condition[];
	/** undefined when a value is empty: nothing is found then, without a call. */
	key: LookupKey | undefined;
	/** Whether a value was rewritten for the type of its field. */
	isRewritten: boolean;
	/** Questions to one client with the same text here can share calls. */
	kind: string;
	/** For a message: `DebtorId '000010'`. */
	words: string;
	/** Fields to return; all of them when empty. */
	outputFields: string[];
}

/**
 * Makes a question of a request.
 * @throws ProfitError `input` for a field that the GetConnector does not have, or a value that does not fit its field; and
 *   what the metainfo gives
 */
export async function lookupQuestion(request: LookupRequest): Promise<LookupQuestion> {
	const { client, protocol, connector, calls } = request;
	return await serviceOf(client, protocol).withInfo(connector, calls, async (info) =>
		questionWith(request, info),
	);
}

/**
 * Makes a question of a request with the fields of the GetConnector.
 * @throws ProfitError `input` for a field that the GetConnector does not have, or a value that does not fit its field
 */
export function questionWith(request: LookupRequest, info: GetConnectorInfo): LookupQuestion {
	const { client, protocol, calls, matches, outputFields = [], ...terms } = request;
	const { connector } = terms;
	const { fields } = info;
	const known = fieldFinder(connector, info);
	const conditions = lookupConditions(matches).map((condition) => ({
		...condition,
		field: known(condition.field, 'Lookup Match'),
	}));
	const sort = terms.sort.map((by) => ({ ...by, field: known(by.field, 'Sort') }));
	const isEmpty = conditions.some(({ value }) => value === '');
	const [group] = isEmpty ? [conditions] : withAfasValues([conditions], fields);
	const names = group.map(({ field }) => field);
	return {
		request,
		info,
		terms: {
			...terms,
			sort,
			fields,
			source: serviceOf(client, protocol).rows(info, calls),
			pageSize: pageSizeFor(fields.length),
		},
		conditions,
		key: isEmpty ? undefined : lookupKeys(fields)(group),
		isRewritten: isRewritten([conditions], [group]),
		kind: JSON.stringify([
			connector,
			protocol,
			calls,
			names,
			terms.wanted,
			sort,
			terms.concurrency,
		]),
		words: conditions.map(({ field, value }) => `${field} '${value}'`).join(' and '),
		outputFields: outputFields.map((name) => known(name, 'Output Fields')),
	};
}

/**
 * Asks questions, many in one call: the customers side by side, the kinds of a customer one after another. Questions for the
 * same values share their rows, which must not be changed. Questions that were made with fields that are not true any more are
 * made anew, in place.
 */
export async function answersTo(questions: LookupQuestion[]): Promise<LookupAnswer[]> {
	const answers = new Map<LookupQuestion, LookupAnswer>();
	const customers = grouped(questions, ({ request }) => request.client);
	await Promise.all(
		[...customers.values()].map(async (ofCustomer) => {
			for (const alike of grouped(ofCustomer, ({ kind }) => kind).values()) {
				for (const [question, answer] of await answersToAlike(alike)) answers.set(question, answer);
			}
		}),
	);
	return questions.map((question) => answers.get(question) ?? NO_ROWS);
}

/** The answers to questions of one kind. */
async function answersToAlike(alike: LookupQuestion[]): Promise<Map<LookupQuestion, LookupAnswer>> {
	let answers = new Map<LookupQuestion, LookupAnswer>();
	let doubt: unknown;
	const [{ request }] = alike;
	const { client, connector, protocol, calls } = request;
	const ask = async (info: GetConnectorInfo) => {
		answers = new Map();
		const usable: LookupQuestion[] = [];
		for (const question of alike) {
			const made = await outcomeOf(async () =>
				question.info === info ? question : questionWith(question.request, info),
			);
			if ('thrown' in made) answers.set(question, made);
			else usable.push(Object.assign(question, made.answer));
		}
		const byKey = grouped(usable, ({ key }) => key?.same);
		const keys = [...byKey.values()].flatMap(([{ key }]) => key ?? []);
		const found = keys.length > 0 ? await lookUp(keys, usable[0].terms) : undefined;
		for (const same of byKey.values()) {
			const [{ key }] = same;
			const answer = key && found?.get(key);
			for (const question of same) answers.set(question, answer ?? NO_ROWS);
		}
		doubt = isAskedAnew(client, info) ? undefined : doubtIn(answers, isCurrent(client, info));
		if (doubt !== undefined) throw doubt;
	};
	const service = serviceOf(client, protocol);
	const outcome = await outcomeOf(async () => await service.withInfo(connector, calls, ask));
	// Where AFAS gave the same metainfo once more, the answers stand.
	if ('thrown' in outcome && outcome.thrown !== doubt) {
		for (const question of alike) answers.set(question, outcome);
	}
	return answers;
}

/**
 * Why answers that were asked for with metainfo that was kept may be wrong; undefined when there is no reason to think so.
 * @param isConfirmed whether an answer has confirmed the metainfo
 */
function doubtIn(answers: Map<LookupQuestion, LookupAnswer>, isConfirmed: boolean): unknown {
	for (const [{ key, isRewritten, terms }, answer] of answers) {
		if ('thrown' in answer) {
			if (factsOfThrown(answer.thrown)?.mayBeOutdated) return answer.thrown;
		} else if (!isConfirmed && key !== undefined && isRewritten && answer.rows.length === 0) {
			return outdated(terms.connector);
		}
	}
	return undefined;
}

const NO_ROWS: LookupAnswer = { rows: [] };

function grouped<T, K>(all: T[], groupOf: (one: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const one of all) {
		const group = groups.get(groupOf(one));
		if (group) group.push(one);
		else groups.set(groupOf(one), [one]);
	}
	return groups;
}
