import { sleep } from 'n8n-workflow';
import { ProfitError } from '../profit/errors/profitError';
import { retryWaitMs } from '../profit/errors/retry';

/** n8n's sleep does not end when an execution is cancelled, so nobody sleeps longer than this at once. */
const NAP_MS = 200;

/**
 * Does a read, and again after what passes by itself.
 * @param retries times to try again at most
 * @param isOver whether nobody needs the answer any more, for example because the execution was cancelled
 * @throws what the last try threw
 */
export async function withRetries<T>(
	read: () => Promise<T>,
	retries: number,
	isOver: () => boolean,
): Promise<T> {
	for (let retry = 0; ; retry++) {
		const outcome = await attempt(read);
		if ('answer' in outcome) return outcome.answer;
		const { thrown } = outcome;
		const wait =
			retry < retries && thrown instanceof ProfitError
				? retryWaitMs(thrown, retry, Math.random())
				: undefined;
		if (wait === undefined || !(await waited(wait, isOver))) throw thrown;
	}
}

async function attempt<T>(read: () => Promise<T>): Promise<{ answer: T } | { thrown: unknown }> {
	try {
		return { answer: await read() };
	} catch (thrown) {
		return { thrown };
	}
}

/** @returns false when it was over before the time was */
async function waited(milliseconds: number, isOver: () => boolean): Promise<boolean> {
	for (let left = milliseconds; left > 0; left -= NAP_MS) {
		if (isOver()) return false;
		await sleep(Math.min(left, NAP_MS));
	}
	return !isOver();
}
