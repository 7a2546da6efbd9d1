import type { IPollFunctions } from 'n8n-workflow';
import { ProfitError } from '../../profit/errors/profitError';

/** How long a poll may take where n8n does not say, in milliseconds: less than the shortest time between two. */
const DEFAULT_BUDGET_MS = 45_000;

/** Part of the time in which AFAS must have answered; the rest is for keeping what was seen. */
const READING_PART = 0.9;

/** The time that a poll has. It begins when this is made. */
export class PollBudget {
	/** When AFAS must have answered, by Date.now(). */
	readonly deadline: number;

	/** The time in words, to stand after "in" or "within". */
	readonly words: string;

	/** How there would be more time, as a sentence. */
	readonly advice: string;

	/** From then on no call begins that need not, by Date.now(). */
	private readonly halfway: number;

	constructor(context: IPollFunctions) {
		// n8n before 2.41 does not have it.
		const given = (context as Partial<IPollFunctions>).getPollBudgetMs?.();
		const milliseconds = given ?? DEFAULT_BUDGET_MS;
		const now = Date.now();
		this.deadline = now + milliseconds * READING_PART;
		this.halfway = now + milliseconds / 2;
		const seconds = `the ${Math.round(milliseconds / 1000)} seconds that`;
		this.words = given === undefined ? `${seconds} a poll may take` : `${seconds} n8n gives a poll`;
		const more = 'whoever runs n8n can give polls more time with N8N_SCHEDULER_POLL_TIMEOUT';
		this.advice = given === undefined ? `From n8n 2.41 on, ${more}.` : `Or ${more}.`;
	}

	get isHalfOver(): boolean {
		return Date.now() >= this.halfway;
	}

	get isOver(): boolean {
		return Date.now() >= this.deadline;
	}

	/** What to tell the user of a call that was given up because the time was over; anything else stays as it is. */
	explained(thrown: unknown): unknown {
		if (!(thrown instanceof ProfitError && thrown.kind === 'timeout' && this.isOver)) return thrown;
		return new ProfitError('timeout', `AFAS did not answer in ${this.words}`, {
			description: `Nothing was given or passed over: the next poll asks again. If this goes on, set 'Max Rows per Poll' lower, narrow 'Filters', or use a GetConnector with fewer fields. ${this.advice}`,
		});
	}
}
