import { sleep } from 'n8n-workflow';
import { ProfitError } from '../profit/errors/profitError';

/** Waits before the next try of a call that AFAS surely did not process, in milliseconds. */
const UNPROCESSED_WAITS_MS = [1_000, 3_000];

/** Longer than this nobody waits for AFAS's maintenance: the item fails, with AFAS's words. */
const LONGEST_WAIT_MS = 30_000;

/** First wait for a record that somebody else has open; each next one is twice as long. */
const LOCK_WAIT_MS = 1_000;

/** Sends a write again where that is safe. DESIGN rule 5. */
export class WriteRetries {
	/** Set while AFAS is out of reach, so that a thousand items do not each wait in vain. */
	private outOfReach = false;

	/**
	 * @param lockRetries times to try again when AFAS says that a record or layout is in use
	 * @param signal ends the waiting when the execution is cancelled
	 */
	constructor(
		private readonly lockRetries: number,
		private readonly signal: AbortSignal | undefined,
	) {}

	/**
	 * Sends a write, and again only where AFAS surely kept nothing of it: no connection, AFAS's own "unavailable", and,
	 * as often as the user allows, a lock.
	 * @throws ProfitError of the last try
	 */
	async run<T>(send: () => Promise<T>): Promise<T> {
		let unprocessed = 0;
		let locked = 0;
		for (;;) {
			const outcome = await attempt(send);
			if ('answer' in outcome) {
				this.outOfReach = false;
				return outcome.answer;
			}
			const { error } = outcome;
			const isLock = kindOf(error) === 'locked';
			const wait = isLock ? this.lockWait(locked++) : this.unprocessedWait(error, unprocessed++);
			if (wait === undefined || !(await this.waited(wait))) throw error;
		}
	}

	private lockWait(retries: number): number | undefined {
		if (retries >= this.lockRetries) return undefined;
		return Math.min(LOCK_WAIT_MS * 2 ** retries, LONGEST_WAIT_MS);
	}

	private unprocessedWait(error: unknown, retries: number): number | undefined {
		const kind = kindOf(error);
		if (kind !== 'unreachable' && kind !== 'unavailable') return undefined;
		const asked = (error as ProfitError).details.retryAfterMs ?? 0;
		const wait = Math.max(UNPROCESSED_WAITS_MS[retries] ?? 0, asked);
		if (this.outOfReach || retries >= UNPROCESSED_WAITS_MS.length || wait > LONGEST_WAIT_MS) {
			this.outOfReach = true;
			return undefined;
		}
		return wait;
	}

	/** @returns false when the execution was cancelled meanwhile */
	private async waited(ms: number): Promise<boolean> {
		if (this.signal?.aborted) return false;
		await sleep(ms);
		return !this.signal?.aborted;
	}
}

async function attempt<T>(send: () => Promise<T>): Promise<{ answer: T } | { error: unknown }> {
	try {
		return { answer: await send() };
	} catch (error) {
		return { error };
	}
}

function kindOf(error: unknown) {
	return error instanceof ProfitError ? error.kind : undefined;
}
