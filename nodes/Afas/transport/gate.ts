import { sleep } from 'n8n-workflow';
import { factsOfThrown } from '../profit/errors/profitError';
import { GROWS_BY, MOST_CALLS, SLOWS_TO } from '../profit/paging/pace';
import { Places } from './places';
import { outcomeOf } from './wait';

/**
 * The gate that all calls of one customer in one run go through: pages, items, look-ups and writes together. While AFAS turns calls
 * away, fewer go at once: half as many after each, down to one, and slowly more again with each answer.
 */
export class Gate {
	/** Calls at once that AFAS seems to take, 1 or more. */
	private speed: number;

	private readonly places = new Places(() => Math.floor(this.speed));

	/**
	 * @param mayLogIn whether the first call may have to log in. It goes alone until AFAS has answered one, because a login that goes
	 *   wrong fails all calls that wait for it.
	 */
	constructor(private mayLogIn: boolean) {
		this.speed = mayLogIn ? 1 : MOST_CALLS;
	}

	/**
	 * Makes a call when its turn comes.
	 * @param atOnce calls at once while this one is under way, itself included; 1 or more
	 * @throws what the call throws
	 */
	async pass<T>(atOnce: number, call: () => Promise<T>): Promise<T> {
		const begun = this.places.take(atOnce);
		if (begun) await begun;
		const outcome = await outcomeOf(call);
		if ('answer' in outcome) {
			this.speed = this.mayLogIn ? MOST_CALLS : Math.min(this.speed * GROWS_BY, MOST_CALLS);
			this.mayLogIn = false;
			this.places.free(atOnce);
			return outcome.answer;
		}
		if (factsOfThrown(outcome.thrown)?.asksToWait) {
			this.speed = Math.max(Math.min(this.speed, atOnce) * SLOWS_TO, 1);
		}
		// Whoever made the call may stop the run before the next one begins.
		void sleep(0).then(() => this.places.free(atOnce));
		throw outcome.thrown;
	}
}
