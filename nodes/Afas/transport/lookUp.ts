import { cancelled, factsOfThrown, inputError, ProfitError } from '../profit/errors/profitError';
import { divideRows, groupsOf } from '../profit/lookups/groups';
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

/** How rows are looked up. */
export interface LookupTerms {
	connector: string;
	/** Of the GetConnector, from metainfo. */
	fields: GetField[];
	source: RowSource;
	/** The user's order of the rows of a key; the other fields come after it. */
	sort: SortField[];
	/** Rows of a key that are needed: `two` tell one row from several. */
	wanted: 'two' | 'first' | 'all';
	/** Rows in one answer at most. */
	pageSize: number;
	/** Calls at once. */
	concurrency: number;
	signal: AbortSignal | undefined;
}

/** Rows of a key that are needed at most. */
const NEEDED = { two: 2, first: 1, all: Number.POSITIVE_INFINITY } as const;

/** The rows of a key, or why they cannot be had. */
export type LookupAnswer = { rows: Row[] } | { thrown: unknown };

/**
 * Looks rows up, many keys in one call. Each key gets what it would get if it were asked for alone.
 * @param keys on the same fields; no two with the same `same`
 */
export async function lookUp(
	keys: LookupKey[],
	terms: LookupTerms,
): Promise<Map<LookupKey, LookupAnswer>> {
	const { connector, source, pageSize } = terms;
	const order = orderOf(keys, terms);
	const { sort } = order;
	const questions = new Questions({ ...terms, sort }, order.cut !== undefined);
	const groups = groupsOf(keys, (group) =>
		source.fits({ connector, filter: filterOf(group), sort, skip: 0, take: pageSize }),
	);
	const inTurn = limiter(terms.concurrency);
	await Promise.all(
		groups.map(async (group) => await inTurn(async () => await questions.ask(group))),
	);
	return questions.answers;
}

/** Keys that a call has room for beside the order of its rows, where the query is short. */
const KEYS_WITH_ORDER = 10;

/** Rows that a call may have to pass over at most, to leave room for in the query string. */
const HIGHEST_SKIP = 9_999_999;

/**
 * The order of the rows of a key, the same in every call: to tell one row from several needs none. As total as the query's
 * length allows beside the longest keys.
 */
function orderOf(keys: LookupKey[], terms: LookupTerms): TotalOrder {
	const { connector, fields, source, sort, wanted, pageSize: take } = terms;
	if (wanted === 'two') return { sort: [] };
	const longest = [...keys].sort((one, other) => other.same.length - one.same.length);
	const fits = (count: number, by: SortField[]) => {
		const filter = filterOf(longest.slice(0, count));
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

const filterOf = (keys: LookupKey[]) => keys.map(({ conditions }) => conditions);

/** The calls of one run of look-ups. */
class Questions {
	readonly answers = new Map<LookupKey, LookupAnswer>();

	/** Whether the GetConnector gives any row at all; asked once, after the first refusal. */
	private answersAtAll: Promise<boolean> | undefined;

	constructor(
		private readonly terms: LookupTerms,
		/** Whether the order leaves fields out, so that pages could lack rows. */
		private readonly isCut: boolean,
	) {}

	async ask(keys: LookupKey[]): Promise<void> {
		if (keys.length === 1) return await this.askAlone(keys[0]);
		const { fields, pageSize, wanted } = this.terms;
		const outcome = await outcomeOf(async () => await this.read(keys, pageSize));
		if ('thrown' in outcome) {
			if (await this.mayBeOneKey(outcome.thrown)) return await this.askHalves(keys);
			for (const key of keys) this.answers.set(key, outcome);
			return;
		}
		const { answer } = outcome;
		// A full page may lack rows.
		if (answer.length >= pageSize) return await this.askHalves(keys);
		const { rows, unsure } = divideRows(keys, answer, fields);
		for (const [key, own] of rows) {
			this.answers.set(key, { rows: own.slice(0, NEEDED[wanted]) });
		}
		for (const key of unsure) await this.askAlone(key);
	}

	private async askHalves(keys: LookupKey[]): Promise<void> {
		const middle = Math.ceil(keys.length / 2);
		await this.ask(keys.slice(0, middle));
		await this.ask(keys.slice(middle));
	}

	private async askAlone(key: LookupKey): Promise<void> {
		const { wanted } = this.terms;
		const outcome = await outcomeOf(async () =>
			wanted === 'all' ? await this.readAll(key) : await this.read([key], NEEDED[wanted]),
		);
		this.answers.set(key, 'answer' in outcome ? { rows: outcome.answer } : outcome);
	}

	private async read(keys: LookupKey[], take: number): Promise<Row[]> {
		const { connector, source, sort, signal } = this.terms;
		if (signal?.aborted) throw cancelled();
		return await source.read({ connector, filter: filterOf(keys), sort, skip: 0, take });
	}

	private async readAll(key: LookupKey): Promise<Row[]> {
		const { connector, source, sort, pageSize, signal } = this.terms;
		const first = await this.read([key], pageSize);
		if (first.length < pageSize) return first;
		if (this.isCut) throw tooManyRows(connector, pageSize);
		const plan = sortedWindows({
			filter: filterOf([key]),
			sort,
			pageSize,
			concurrency: 1,
			skip: 0,
			limit: Number.POSITIVE_INFINITY,
		});
		const rows: Row[] = [];
		// The source itself tries again.
		const reading = { connector, concurrency: 1, retries: 0, signal };
		for await (const page of readPages(source, plan, reading)) rows.push(...page);
		return rows;
	}

	/** Whether the refusal of a call may be about one of its keys; not when the GetConnector gives no rows either way. */
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
		`${connector} has ${pageSize} rows or more with these values, and no order in which a second page would be sure`,
		"Read them with the operation 'Get Many' and 'Key Fields', or look up by more fields.",
	);
}
