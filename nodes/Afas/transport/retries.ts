import { ProfitError } from '../profit/errors/profitError';
import { retryWaitMs } from '../profit/errors/retry';
import { attempt, wait } from './wait';

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
		const waitMs =
			retry < retries && thrown instanceof ProfitError
				? retryWaitMs(thrown, retry, Math.random())
				: undefined;
		if (waitMs === undefined || !(await wait(waitMs, isOver))) throw thrown;
	}
}
