/** AFAS takes no more calls at once. docs/afas.md 2.5. */
export const MOST_CALLS = 8;

/** Share of the calls that remains after one is refused. */
export const SLOWS_TO = 1 / 2;

/** At the slowest a read makes one call and leaves three times its length free. */
const SLOWEST = 1 / 4;

/** How much faster a read gets with each answer. */
export const GROWS_BY = 1.05;

/** However long a call takes, nobody needs a longer break after it. */
const LONGEST_BREAK_MS = 5_000;

/**
 * How fast one read makes its calls, and how often it tries again. Workflows that run at the same time share AFAS's
 * limit of calls at once and know nothing of each other. So a read that is refused makes half as many calls, below
 * one at once with breaks between them in which others get their turn, and slowly more again while AFAS answers.
 */
export class Pace {
	/** Calls at once; below 1 the part of the time that one call may take. */
	private speed: number;

	private triesWithoutAnswer = 0;

	/** Refused calls belong to one round until a call starts again. */
	private round = 0;

	private begun = 0;

	/**
	 * @param most calls at once, 1 or more
	 * @param retries times to try again without any answer
	 */
	constructor(
		private readonly most: number,
		private readonly retries: number,
	) {
		this.speed = most;
	}

	/** Calls that may run at once now, 1 or more. */
	get atOnce(): number {
		return Math.max(1, Math.floor(this.speed));
	}

	/** Whether AFAS turned calls away not long ago. */
	get isSlowed(): boolean {
		return this.speed < this.most;
	}

	/** Times that the read has tried again since it got an answer, 0 or more. */
	get tries(): number {
		return this.triesWithoutAnswer;
	}

	/**
	 * A call begins.
	 * @returns its round, for `turnedAway`
	 */
	begin(): number {
		if (this.round > this.begun) this.triesWithoutAnswer += 1;
		this.begun = this.round;
		return this.round;
	}

	/**
	 * AFAS answered a call with rows.
	 * @param callMs how long the call took, in milliseconds
	 * @param random from 0 up to 1
	 * @returns milliseconds to leave before the next call begins
	 */
	answered(callMs: number, random: number): number {
		this.triesWithoutAnswer = 0;
		const free = this.speed < 1 ? callMs * (1 / this.speed - 1) : 0;
		this.speed = Math.min(this.speed * GROWS_BY, this.most);
		return Math.min(free * (0.5 + random), LONGEST_BREAK_MS);
	}

	/**
	 * A call was refused for a transient reason.
	 * @param round in which it began
	 * @returns whether it may be tried again, after a wait
	 */
	turnedAway(round: number): boolean {
		this.speed = Math.max(this.speed * SLOWS_TO, SLOWEST);
		// Others that started with it were refused before: that counts once.
		if (round < this.round) return true;
		if (this.triesWithoutAnswer >= this.retries) return false;
		this.round += 1;
		return true;
	}
}
