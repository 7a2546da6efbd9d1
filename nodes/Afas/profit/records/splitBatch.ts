import { factsOfThrown } from '../errors/profitError';

/** The outcome of one record of a batch. */
export type BatchOutcome<R> = { ok: true; result: R } | { ok: false; error: unknown };

/**
 * Sends a batch. If AFAS rejects it, it is split in halves until only the rejected records remain. After any other
 * failure (a timeout, a broken connection) nothing is resent: all records of that request get the error, and the other
 * halves continue.
 * @param records what to send, in order
 * @param send sends records in one request and gives one result for each, or throws
 * @param onFailure called for every failed request, before its halves are sent
 * @returns one outcome per record, in order; never throws
 */
export async function sendDividing<T, R>(
	records: T[],
	send: (records: T[]) => Promise<R[]>,
	onFailure: () => void = () => undefined,
): Promise<Array<BatchOutcome<R>>> {
	if (records.length === 0) return [];
	const sent = await sendOnce(records, send);
	if ('results' in sent) {
		const { results } = sent;
		return records.map((_, index) => ({ ok: true, result: results[index] }));
	}

	const { error } = sent;
	onFailure();
	if (records.length === 1 || !factsOfThrown(error)?.divides) {
		return records.map(() => ({ ok: false, error }));
	}
	const middle = Math.ceil(records.length / 2);
	const first = await sendDividing(records.slice(0, middle), send, onFailure);
	const second = await sendDividing(records.slice(middle), send, onFailure);
	return [...first, ...second];
}

async function sendOnce<T, R>(
	records: T[],
	send: (records: T[]) => Promise<R[]>,
): Promise<{ results: R[] } | { error: unknown }> {
	try {
		return { results: await send(records) };
	} catch (error) {
		return { error };
	}
}
