import { ProfitError } from '../profit/errors/profitError';
import type { RetryPolicy } from '../profit/errors/retry';
import { outcomeOf, wait } from './wait';

/**
 * Does a task, and again as its policy says: the one loop in which calls are tried again.
 * @param isOver whether nobody needs the answer any more, for example because the execution was cancelled
 * @throws what the last try threw
 */
export async function withRetries<T>(
	task: () => Promise<T>,
	policy: RetryPolicy,
	isOver: () => boolean,
): Promise<T> {
	for (;;) {
		const outcome = await outcomeOf(task);
		if ('answer' in outcome) {
			policy.succeeded?.();
			return outcome.answer;
		}
		const { thrown } = outcome;
		const waitMs = thrown instanceof ProfitError ? policy.waitAfter(thrown) : undefined;
		if (waitMs === undefined || !(await wait(waitMs, isOver))) throw thrown;
	}
}
