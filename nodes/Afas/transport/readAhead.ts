import type { RowQuery } from '../profit/query/rowQuery';
import type { SoapRead } from '../profit/soap/requests';
import type { CallOptions, RestRead } from './calls';
import type { ProfitClient } from './client';
import { outcomeOf } from './wait';

/** The rows of a query, however many are asked for. */
type Read = Omit<RowQuery, 'take'>;

/** A first call for rows that goes out before the fields are known. */
export interface ReadAhead {
	/** How many rows the call asks for, if they are the first rows of a read; undefined if the read is another one. */
	firstRowsOf(read: Read): number | undefined;
	/**
	 * The bytes of its answer when it is that of a call, or holds all rows of the call; undefined when the call must be made.
	 * Throws ProfitError when AFAS did not answer this very call.
	 * @param rowsIn how many rows the bytes hold; throws when they hold none in the form AFAS uses
	 */
	answerTo(query: RowQuery, rowsIn: (bytes: Buffer) => number): Promise<Buffer | undefined>;
}

/**
 * Makes a call for rows ahead, once.
 * @param asked what the call asks for
 */
export function readAhead(
	client: ProfitClient,
	asked: RowQuery,
	call: RestRead | SoapRead,
	options: CallOptions,
): ReadAhead {
	const answer = outcomeOf(async () => (await client.read(call, { ...options, retries: 0 })).body);
	const isSame = (read: Read, ...names: Array<keyof Read>) =>
		names.every((name) => JSON.stringify(asked[name]) === JSON.stringify(read[name]));
	const firstRowsOf = (read: Read) =>
		isSame(read, 'connector', 'filter', 'skip', 'sort') ? asked.take : undefined;
	let isUsed = false;
	return {
		firstRowsOf,
		async answerTo(query, rowsIn) {
			if (isUsed) return undefined;
			isUsed = true;
			if (!isSame(query, 'connector', 'filter', 'skip')) return undefined;
			const isCall = firstRowsOf(query) === query.take;
			const outcome = await answer;
			if ('thrown' in outcome) {
				if (isCall) throw outcome.thrown;
				return undefined;
			}
			const bytes = outcome.answer;
			if (isCall) return bytes;
			// Of one row or none, which are all there are, nobody asks in which order they came.
			const count = (await outcomeOf(async () => rowsIn(bytes))) as { answer?: number };
			const isAll = count.answer !== undefined && count.answer <= 1 && count.answer < asked.take;
			return isAll ? bytes : undefined;
		},
	};
}
