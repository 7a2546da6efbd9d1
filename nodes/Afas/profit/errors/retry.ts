import type { ProfitError } from './profitError';

/** Decides after each failed try whether to retry. */
export interface RetryPolicy {
	/**
	 * Called after a failed try.
	 * @returns milliseconds until the next try; undefined when the error is final
	 */
	waitAfter(error: ProfitError): number | undefined;
	/** Called after a successful try. */
	succeeded?(): void;
}

const FIRST_WAIT_MS = 1_000;

/**
 * Three tries then take half a minute: enough for 20 workflows that compete for AFAS's few simultaneous calls (`npm run
 * load`).
 */
const GROWS_BY = 5;

/** Longest wait within a call; if AFAS asks for more, the user is told how long instead. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Gives the wait before a failed read is retried. Each wait is five times the one before, varied by up to a quarter, so
 * that calls that failed together do not return together. It is never shorter than AFAS asks for. A read is not retried
 * after a timeout, because AFAS is still working on it, nor after a refusal.
 * @param retry earlier retries, 0 or more
 * @param random from 0 up to 1
 * @returns milliseconds; undefined if the error is final, or AFAS asks for more than 30 seconds
 */
export function retryWaitMs(
	{ facts, details }: ProfitError,
	retry: number,
	random: number,
): number | undefined {
	if (!facts.passes) return undefined;
	const asked = details.retryAfterMs ?? 0;
	if (asked > LONGEST_WAIT_MS) return undefined;
	const growing = Math.min(FIRST_WAIT_MS * GROWS_BY ** retry, LONGEST_WAIT_MS);
	return Math.max(asked, growing * 0.75) + (growing * random) / 2;
}

/**
 * Retries a read after transient failures.
 * @param retries maximum retries
 */
export function readPolicy(retries: number): RetryPolicy {
	let retry = 0;
	return {
		waitAfter: (error) =>
			retry < retries ? retryWaitMs(error, retry++, Math.random()) : undefined,
	};
}

/** Waits before retrying a write that AFAS certainly did not process, in milliseconds. */
const UNPROCESSED_WAITS_MS = [1_000, 3_000];

/** First wait for a record that someone else has open; each next wait is twice as long. */
const LOCK_WAIT_MS = 1_000;

/** Shared by the writes to one environment, so that a thousand items do not each wait for it while it is unreachable. */
export interface Reach {
	isLost: boolean;
}

/**
 * Resends a write only if AFAS certainly kept nothing of it: no connection, AFAS's own "unavailable" and, as often as
 * the user allows, a lock. docs/afas.md rule 5.
 * @param lockRetries maximum retries when AFAS says that a record or layout is in use
 */
export function writePolicy(lockRetries: number, reach: Reach): RetryPolicy {
	let unprocessed = 0;
	let locked = 0;
	const lockWait = () => {
		if (locked >= lockRetries) return undefined;
		return Math.min(LOCK_WAIT_MS * 2 ** locked++, LONGEST_WAIT_MS);
	};
	const unprocessedWait = ({ details }: ProfitError) => {
		const waitMs = Math.max(UNPROCESSED_WAITS_MS[unprocessed] ?? 0, details.retryAfterMs ?? 0);
		const isTooLong = unprocessed >= UNPROCESSED_WAITS_MS.length || waitMs > LONGEST_WAIT_MS;
		unprocessed += 1;
		if (isTooLong) reach.isLost = true;
		return reach.isLost ? undefined : waitMs;
	};
	return {
		waitAfter(error) {
			switch (error.facts.writeAgain) {
				case 'never':
					return undefined;
				case 'ifAllowed':
					return lockWait();
				case 'afterWait':
					return unprocessedWait(error);
			}
		},
		succeeded: () => {
			reach.isLost = false;
		},
	};
}
