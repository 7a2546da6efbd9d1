import type { ProfitError } from './profitError';

/** Decides, call by call, whether what went wrong gets another try. */
export interface RetryPolicy {
	/**
	 * After a try that went wrong.
	 * @returns milliseconds until the next try; undefined when the error is final
	 */
	waitAfter(error: ProfitError): number | undefined;
	/** After a try that went well. */
	succeeded?(): void;
}

const FIRST_WAIT_MS = 1_000;

/** Three tries last half a minute: enough for 20 workflows that want AFAS's few calls at once at the same time (`npm run load`). */
const GROWS_BY = 5;

/** Nobody sits and waits longer than this for AFAS; the user gets to know how long AFAS asks for instead. */
const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait before a read that went wrong is tried again. Each wait is five times the one before, up to a fourth
 * shorter or longer, so that calls that went wrong together do not come back together; nor do they at the time that AFAS
 * asks for, which is the shortest.
 * Never after a timeout, since AFAS still works on the call, nor after a refusal of AFAS.
 * @param retry tries again that were made before this one, 0 or more
 * @param random from 0 up to 1
 * @returns milliseconds; undefined when the error is final, also when AFAS asks for a longer wait than 30 seconds
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
 * @param retries times to try again at most
 */
export function readPolicy(retries: number): RetryPolicy {
	let retry = 0;
	return {
		waitAfter: (error) =>
			retry < retries ? retryWaitMs(error, retry++, Math.random()) : undefined,
	};
}

/** Waits before the next try of a write that AFAS certainly did not process, in milliseconds. */
const UNPROCESSED_WAITS_MS = [1_000, 3_000];

/** First wait for a record that somebody else has open; each next one is twice as long. */
const LOCK_WAIT_MS = 1_000;

/** What the writes to one environment share: while it is out of reach, a thousand items do not each wait in vain. */
export interface Reach {
	isLost: boolean;
}

/**
 * Sends a write again only where AFAS certainly kept nothing of it: no connection, AFAS's own "unavailable", and, as often as
 * the user allows, a lock. docs/afas.md rule 5.
 * @param lockRetries times to try again when AFAS says that a record or layout is in use
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
