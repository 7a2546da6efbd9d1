import type { IPollFunctions } from 'n8n-workflow';
import { ProfitError } from '../../profit/errors/profitError';

/** Time for a poll if n8n does not tell, in milliseconds: less than the shortest interval between polls. */
const DEFAULT_BUDGET_MS = 45_000;

/** Part of the time for AFAS's answers; the rest is for recording the result. */
const READING_PART = 0.9;

/** The time budget of a poll, from the moment it is made. */
export class PollBudget {
	/** Deadline for AFAS's answers, by Date.now(). */
	readonly deadline: number;

	/** The time in words, to follow "in" or "within". */
	readonly words: string;

	/** How to get more time, as a sentence. */
	readonly advice: string;

	/** From this moment only necessary calls start, by Date.now(). */
	private readonly halfway: number;

	constructor(context: IPollFunctions) {
		// n8n before 2.41 lacks it.
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

	/** Explains a call that was abandoned because the time was over; returns any other error unchanged. */
	explained(thrown: unknown): unknown {
		if (!(thrown instanceof ProfitError && thrown.kind === 'timeout' && this.isOver)) return thrown;
		return new ProfitError('timeout', `AFAS did not answer in ${this.words}`, {
			description: `No rows were returned or skipped: the next poll asks again. If this continues, set 'Max Rows per Poll' lower, narrow 'Filters', or use a GetConnector with fewer fields. ${this.advice}`,
		});
	}
}
