import { ProfitError } from '../profit/errors/profitError';
import type { RetryPolicy } from '../profit/errors/retry';
import { outcomeOf, wait } from './wait';

/**
 * Runs a task and retries it as its policy says: the only loop that retries calls.
 * @param isOver whether the answer is no longer needed, for example because the execution was canceled
 * @throws the error of the last try
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
