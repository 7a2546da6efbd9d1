import type { Protocol } from '../profit/credential/baseUrls';
import { lookupKeys, type LookupKey } from '../profit/lookups/lookupKey';
import { fieldFinder } from '../profit/metainfo/knownFields';
import { pageSizeFor } from '../profit/paging/pageSize';
import { withAfasValues } from '../profit/query/filterValues';
import { lookupConditions, type LookupMatch } from '../profit/records/lookup';
import type { CallOptions } from './calls';
import type { ProfitClient } from './client';
import { lookUp, type LookupAnswer, type LookupTerms } from './lookUp';
import { serviceOf } from './service';

/** What an item wants to have looked up. */
export interface LookupRequest
	extends Pick<LookupTerms, 'connector' | 'sort' | 'wanted' | 'concurrency' | 'signal'> {
	client: ProfitClient;
	protocol: Protocol;
	calls: CallOptions;
	/** What a row must have; names in any letter case. */
	matches: LookupMatch[];
}

/** A request, checked against the fields of the GetConnector. */
export interface LookupQuestion {
	client: ProfitClient;
	terms: LookupTerms;
	/** undefined when a value is empty: nothing is found then, without a call. */
	key: LookupKey | undefined;
	/** Questions to one client with the same text here can share calls. */
	kind: string;
	/** For a message: `DebtorId '000010'`. */
	words: string;
}

/**
 * Makes a question of a request.
 * @throws ProfitError `input` for a field that the GetConnector does not have, or a value that does not fit its field; and
 *   what the metainfo gives
 */
export async function lookupQuestion(request: LookupRequest): Promise<LookupQuestion> {
	const { client, protocol, calls, matches, ...terms } = request;
	const { connector } = terms;
	const service = serviceOf(client, protocol);
	const info = await service.info(connector, calls);
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
		client,
		terms: {
			...terms,
			sort,
			fields,
			source: service.rows(info, calls),
			pageSize: pageSizeFor(fields.length),
		},
		key: isEmpty ? undefined : lookupKeys(fields)(group),
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
	};
}

/**
 * Asks questions, many in one call: the customers side by side, the kinds of a customer one after another. Questions for the
 * same values share their rows, which must not be changed.
 */
export async function answersTo(questions: LookupQuestion[]): Promise<LookupAnswer[]> {
	const answers = new Map<LookupQuestion, LookupAnswer>();
	const customers = grouped(questions, ({ client }) => client);
	await Promise.all(
		[...customers.values()].map(async (ofCustomer) => {
			for (const alike of grouped(ofCustomer, ({ kind }) => kind).values()) {
				const byKey = grouped(alike, ({ key }) => key?.same);
				const keys = [...byKey.values()].flatMap(([{ key }]) => key ?? []);
				const found = await lookUp(keys, alike[0].terms);
				for (const same of byKey.values()) {
					const [{ key }] = same;
					const answer = key && found.get(key);
					for (const question of same) answers.set(question, answer ?? NO_ROWS);
				}
			}
		}),
	);
	return questions.map((question) => answers.get(question) ?? NO_ROWS);
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
