import { ProfitError, type ProfitErrorKind } from '../errors/profitError';

/** What became of one record of a batch. */
export type BatchOutcome<R> = { ok: true; result: R } | { ok: false; error: unknown };

/**
 * Refusals after which AFAS surely kept nothing of the request, as it handles a request as one transaction
 * (docs/afas.md 4.3), and which one record of it may have caused. Only then a part is sent again.
 */
const DIVISIBLE: ReadonlySet<ProfitErrorKind> = new Set<ProfitErrorKind>([
	'functional',
	'locked',
	'tooLarge',
]);

/**
 * Sends a batch; when AFAS refuses it, sends its halves, until the records that AFAS does not take are alone.
 * After anything else (no answer in time, a broken connection) nothing is sent again: all records of that request
 * get that error, and the other halves go on.
 * @param records what to send, in order
 * @param send sends records in one request and gives one result for each, or throws
 * @returns one outcome per record, in order; never throws
 */
export async function sendDividing<T, R>(
	records: T[],
	send: (records: T[]) => Promise<R[]>,
): Promise<Array<BatchOutcome<R>>> {
	if (records.length === 0) return [];
	const attempt = await tryToSend(records, send);
	if (attempt.ok) {
		const { results } = attempt;
		return records.map((_, index) => ({ ok: true, result: results[index] }));
	}

	const { error } = attempt;
	if (records.length === 1 || !mayDivide(error)) return records.map(() => ({ ok: false, error }));
	const middle = Math.ceil(records.length / 2);
	const first = await sendDividing(records.slice(0, middle), send);
	const second = await sendDividing(records.slice(middle), send);
	return [...first, ...second];
}

type Attempt<R> = { ok: true; results: R[] } | { ok: false; error: unknown };

async function tryToSend<T, R>(
	records: T[],
	send: (records: T[]) => Promise<R[]>,
): Promise<Attempt<R>> {
	try {
		return { ok: true, results: await send(records) };
	} catch (error) {
		return { ok: false, error };
	}
}

function mayDivide(error: unknown): boolean {
	return error instanceof ProfitError && DIVISIBLE.has(error.kind);
}
