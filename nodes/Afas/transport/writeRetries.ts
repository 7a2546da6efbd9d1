import { ProfitError } from '../profit/errors/profitError';
import { errorOfWrite } from '../profit/errors/writeError';
import { attempt, wait } from './wait';

/** Waits before the next try of a call that AFAS surely did not process, in milliseconds. */
const UNPROCESSED_WAITS_MS = [1_000, 3_000];

/** Longer than this nobody waits for AFAS's maintenance: the item fails, with AFAS's words. */
const LONGEST_WAIT_MS = 30_000;

/** First wait for a record that somebody else has open; each next one is twice as long. */
const LOCK_WAIT_MS = 1_000;

/** Sends a write again where that is safe. docs/afas.md rule 5. */
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
	 * @param send sends it once and reads the answer
	 * @throws ProfitError of the last try, which says whether to look in Profit first
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
			const { thrown } = outcome;
			const isLock = kindOf(thrown) === 'locked';
			const waitMs = isLock ? this.lockWait(locked++) : this.unprocessedWait(thrown, unprocessed++);
			const isOver = () => this.signal?.aborted === true;
			if (waitMs === undefined || !(await wait(waitMs, isOver))) throw errorOfWrite(thrown);
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
		const waitMs = Math.max(UNPROCESSED_WAITS_MS[retries] ?? 0, asked);
		if (this.outOfReach || retries >= UNPROCESSED_WAITS_MS.length || waitMs > LONGEST_WAIT_MS) {
			this.outOfReach = true;
			return undefined;
		}
		return waitMs;
	}
}

function kindOf(error: unknown) {
	return error instanceof ProfitError ? error.kind : undefined;
}
