import type { RowQuery } from '../profit/query/rowQuery';
import type { SoapRead } from '../profit/soap/requests';
import type { CallOptions, RestRead } from './calls';
import type { ProfitClient } from './client';
import { outcomeOf } from './wait';

/** A first call for rows that goes out before the fields are known. */
export interface ReadAhead {
	/** What the call asks for. */
	asked: RowQuery;
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
	let isUsed = false;
	return {
		asked,
		async answerTo(query, rowsIn) {
			if (isUsed) return undefined;
			isUsed = true;
			const isSame = (...names: Array<keyof RowQuery>) =>
				names.every((name) => JSON.stringify(asked[name]) === JSON.stringify(query[name]));
			if (!isSame('connector', 'filter', 'skip')) return undefined;
			const isCall = isSame('sort', 'take');
			const outcome = await answer;
			if ('thrown' in outcome) {
				if (isCall) throw outcome.thrown;
				return undefined;
			}
			const bytes = outcome.answer;
			// Of one row or none, which are all there are, nobody asks in which order they came.
			const count = (await outcomeOf(async () => rowsIn(bytes))) as { answer?: number };
			const isAll = count.answer !== undefined && count.answer <= 1 && count.answer < asked.take;
			return isAll || isCall ? bytes : undefined;
		},
	};
}
