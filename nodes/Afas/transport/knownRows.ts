import { createHash } from 'node:crypto';
import type { Filter } from '../profit/query/filter';
import type { ProfitClient } from './client';

/** Queries that are remembered at most. */
const MOST_KEPT = 1_000;

/** Rows of queries that were read to the end, in the order in which they were. */
const kept = new Map<string, number>();

/** What a number of rows depends on. */
interface Counted {
	connector: string;
	filter: Filter;
}

/**
 * How many rows a query gave when this process last read it to the end; undefined when it never did. A guess: rows come and go.
 */
export function knownRows(client: ProfitClient, query: Counted): number | undefined {
	return kept.get(keyOf(client, query));
}

/** Remembers how many rows a query gave, without a limit. */
export function rememberRows(client: ProfitClient, query: Counted, rows: number): void {
	const key = keyOf(client, query);
	kept.delete(key);
	kept.set(key, rows);
	const [oldest] = kept.keys();
	if (kept.size > MOST_KEPT) kept.delete(oldest);
}

/** A digest: filters hold the user's data. */
function keyOf({ key }: ProfitClient, { connector, filter }: Counted): string {
	const text = JSON.stringify([key, connector, filter]);
	return createHash('sha256').update(text).digest('base64url');
}
