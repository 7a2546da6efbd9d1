import { cancelled, factsOfThrown, inputError, ProfitError } from '../profit/errors/profitError';
import {
	divideRows,
	fieldToAskBy,
	filterOf,
	groupsOf,
	type LookupGroup,
} from '../profit/lookups/groups';
import type { LookupKey } from '../profit/lookups/lookupKey';
import type { GetField } from '../profit/metainfo/types';
import { sortedWindows } from '../profit/paging/sortedWindows';
import { totalOrder, type TotalOrder } from '../profit/paging/totalOrder';
import type { SortField } from '../profit/query/rowQuery';
import type { Row } from '../profit/values/cell';
import { limiter } from './limiter';
import { readPages } from './pages';
import type { RowSource } from './rows';
import { outcomeOf } from './wait';

/** How to look up rows. */
export interface LookupTerms {
	connector: string;
	/** The fields of the GetConnector, from metainfo. */
	fields: GetField[];
	source: RowSource;
	/** The user's order of the rows of a key; the other fields come after it. */
	sort: SortField[];
	/** How many rows of a key are needed; `two` is enough to tell one row from several. */
	wanted: 'two' | 'first' | 'all';
	/** Maximum rows in one answer. */
	pageSize: number;
	/** Maximum calls at the same time. */
	concurrency: number;
	signal: AbortSignal | undefined;
}

/** Maximum rows of a key. */
const NEEDED = { two: 2, first: 1, all: Number.POSITIVE_INFINITY } as const;

/** The rows of a key, or the error. */
export type LookupAnswer = { rows: Row[] } | { thrown: unknown };

/**
 * Looks up rows, many keys in one call. Each key gets the same result as if it were looked up alone.
 * @param keys on the same fields; no two with the same `same`
 */
export async function lookUp(
	keys: LookupKey[],
	terms: LookupTerms,
): Promise<Map<LookupKey, LookupAnswer>> {
	const { connector, fields, source, pageSize } = terms;
	const order = orderOf(keys, terms);
	const { sort } = order;
	const questions = new Questions({ ...terms, sort }, order.cut !== undefined);
	const fits = (group: LookupGroup) =>
		source.fits({ connector, filter: filterOf(group), sort, skip: 0, take: pageSize });
	const inTurn = limiter(terms.concurrency);
	const askAll = async (groups: LookupGroup[]) =>
		await Promise.all(
			groups.map(async (group) => await inTurn(async () => await questions.ask(group))),
		);

	const exact = groupsOf(keys, undefined, fits);
	const by = fieldToAskBy(keys, fields);
	const wide = by === undefined || exact.length < 2 ? exact : groupsOf(keys, by, fits);
	await askAll(wide.length < exact.length ? wide : exact);
	const rest = keys.filter((key) => !questions.answers.has(key));
	if (rest.length > 0) await askAll(groupsOf(rest, undefined, fits));
	return questions.answers;
}

/** Keys for which a call reserves room besides the sort order, if the query is short enough. */
const KEYS_WITH_ORDER = 10;

/** Highest skip to reserve room for in the query string. */
const HIGHEST_SKIP = 9_999_999;

/**
 * The sort order of a key's rows, the same in every call; not needed to tell one row from several. As total as the
 * query's length allows besides the longest keys.
 */
function orderOf(keys: LookupKey[], terms: LookupTerms): TotalOrder {
	const { connector, fields, source, sort, wanted, pageSize: take } = terms;
	if (wanted === 'two') return { sort: [] };
	const longest = longestKeys(keys, (key) => {
		source.fits({ connector, filter: filterOf({ keys: [key] }), sort: [], skip: 0, take });
	});
	const fits = (count: number, by: SortField[]) => {
		const filter = filterOf({ keys: longest.slice(0, count) });
		return source.fits({ connector, filter, sort: by, skip: HIGHEST_SKIP, take });
	};
	const count = fits(KEYS_WITH_ORDER, sort) ? KEYS_WITH_ORDER : 1;
	return totalOrder({
		sort,
		keyFields: [],
		fields,
		fits: (by) => fits(count, by),
		sorts: source.sorts,
	});
}

/**
 * The longest keys, as many as a call has room for.
 * @param assertWritable throws for a key that no query can hold, such as half an emoji, which only fails its own item
 */
function longestKeys(keys: LookupKey[], assertWritable: (key: LookupKey) => void): LookupKey[] {
	const longest: LookupKey[] = [];
	for (const key of [...keys].sort((one, other) => other.same.length - one.same.length)) {
		if (longest.length === KEYS_WITH_ORDER) break;
		try {
			assertWritable(key);
			longest.push(key);
		} catch {
			// Its item reports the error when it is looked up alone.
		}
	}
	return longest;
}

/** Maximum rows per key, including those of others, for which filtering on one field pays off. */
const ROWS_PER_KEY = 20;

/** The calls of one run of look-ups. */
class Questions {
	readonly answers = new Map<LookupKey, LookupAnswer>();

	/** Whether the GetConnector gives any row at all; checked once, after the first refusal. */
	private answersAtAll: Promise<boolean> | undefined;

	/** Whether filtering on one field gave too many other rows. */
	private isByTooMuch = false;

	constructor(
		private readonly terms: LookupTerms,
		/** Whether the order lacks fields, so that pages could miss rows. */
		private readonly isCut: boolean,
	) {}

	/** Looks up the keys of a group. With a filter on one field, some keys may remain without an answer. */
	async ask(group: LookupGroup): Promise<void> {
		const { keys, by } = group;
		if (keys.length === 1) return await this.askAlone(keys[0]);
		if (by !== undefined && this.isByTooMuch) return;
		const { fields, pageSize, wanted } = this.terms;
		const take = by === undefined ? pageSize : Math.min(pageSize, keys.length * ROWS_PER_KEY);
		const outcome = await outcomeOf(async () => await this.read(group, take));
		if ('thrown' in outcome) {
			if (await this.mayBeOneKey(outcome.thrown)) return await this.askHalves(group);
			for (const key of keys) this.answers.set(key, outcome);
			return;
		}
		const { answer } = outcome;
		if (answer.length >= take) {
			// A full page may lack rows.
			if (by === undefined) return await this.askHalves(group);
			this.isByTooMuch = true;
			return;
		}
		const { rows, unsure } = divideRows(group, answer, fields);
		for (const [key, own] of rows) {
			// The call did not contain all values of the key, and AFAS may refuse one.
			if (by !== undefined && own.length === 0) continue;
			this.answers.set(key, { rows: own.slice(0, NEEDED[wanted]) });
		}
		for (const key of unsure) await this.askAlone(key);
	}

	private async askHalves({ keys, by }: LookupGroup): Promise<void> {
		const middle = Math.ceil(keys.length / 2);
		await this.ask({ keys: keys.slice(0, middle), by });
		await this.ask({ keys: keys.slice(middle), by });
	}

	private async askAlone(key: LookupKey): Promise<void> {
		const { wanted } = this.terms;
		const outcome = await outcomeOf(async () =>
			wanted === 'all' ? await this.readAll(key) : await this.read({ keys: [key] }, NEEDED[wanted]),
		);
		this.answers.set(key, 'answer' in outcome ? { rows: outcome.answer } : outcome);
	}

	private async read(group: LookupGroup, take: number): Promise<Row[]> {
		const { connector, source, sort, signal } = this.terms;
		if (signal?.aborted) throw cancelled();
		return await source.read({ connector, filter: filterOf(group), sort, skip: 0, take });
	}

	private async readAll(key: LookupKey): Promise<Row[]> {
		const { connector, source, sort, pageSize, signal } = this.terms;
		const first = await this.read({ keys: [key] }, pageSize);
		if (first.length < pageSize) return first;
		if (this.isCut) throw tooManyRows(connector, pageSize);
		const plan = sortedWindows({
			filter: filterOf({ keys: [key] }),
			sort,
			pageSize,
			concurrency: 1,
			skip: 0,
			limit: Number.POSITIVE_INFINITY,
		});
		const rows: Row[] = [];
		// The source does the retries.
		const reading = { connector, concurrency: 1, retries: 0, signal };
		for await (const page of readPages(source, plan, reading)) rows.push(...page);
		return rows;
	}

	/** Whether one key may be the cause of a refusal; not if the GetConnector gives no rows at all. */
	private async mayBeOneKey(thrown: unknown): Promise<boolean> {
		const facts = factsOfThrown(thrown);
		if (facts?.isInput || facts?.fewerRows) return true;
		if (!facts?.divides) return false;
		const { connector, source } = this.terms;
		this.answersAtAll ??= outcomeOf(
			async () => await source.read({ connector, filter: [], sort: [], skip: 0, take: 1 }),
		).then((outcome) => 'answer' in outcome);
		return await this.answersAtAll;
	}
}

function tooManyRows(connector: string, pageSize: number): ProfitError {
	return inputError(
		`${connector} has ${pageSize} rows or more with these values, and no sort order that makes a second page reliable`,
		"Read them with the operation 'Get Many' and 'Key Fields', or look up by more fields.",
	);
}
