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
	private speed = MOST_CALLS;

	private readonly places = new Places(() => Math.floor(this.speed));

	/**
	 * Makes a call when its turn comes.
	 * @param atOnce calls at once while this one is under way, itself included; 1 or more
	 * @throws what the call throws
	 */
	async pass<T>(atOnce: number, call: () => Promise<T>): Promise<T> {
		return await this.places.run(atOnce, async () => {
			const outcome = await outcomeOf(call);
			if ('answer' in outcome) {
				this.speed = Math.min(this.speed * GROWS_BY, MOST_CALLS);
				return outcome.answer;
			}
			if (factsOfThrown(outcome.thrown)?.asksToWait) {
				this.speed = Math.max(Math.min(this.speed, atOnce) * SLOWS_TO, 1);
			}
			throw outcome.thrown;
		});
	}
}
