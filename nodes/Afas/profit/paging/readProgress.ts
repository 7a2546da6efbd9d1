import { ProfitError } from '../errors/profitError';

/** Times in a row that the read may go back without getting further. */
const MAX_TRIES = 5;

/** Maximum answers without progress. */
const MAX_IDLE_ANSWERS = 100;

/** A page that AFAS gives for another place may be chance in a table that changes; the second time it is not. */
const MAX_REPEATS = 1;

/** Whether a read gets further; one that does not is ended with an error that says how many rows are complete. */
export class ReadProgress {
	private triesInARow = 0;

	private repeats = 0;

	private doubtsInARow = 0;

	/** Most rows that were complete at any time, and answers since then. */
	private furthest = 0;

	private idleAnswers = 0;

	/** @param complete rows that are complete and in order now */
	constructor(private readonly complete: () => number) {}

	/** Times in a row that the read went back. */
	get tries(): number {
		return this.triesInARow;
	}

	/**
	 * A page was joined to the complete rows.
	 * @param full whether it was full, and began with the last complete row
	 * @param skipped whether its call skipped rows: then AFAS does look at skip
	 */
	joined(full: boolean, skipped: boolean): void {
		if (skipped) this.repeats = 0;
		if (full) this.triesInARow = 0;
		this.doubtsInARow = 0;
	}

	/**
	 * A page did not continue the complete rows.
	 * @param why `repeated` when it was the page before once more, `doubtful` when it may continue them
	 * @returns how many rows before the last complete one to ask from: more each time, since rows may be deleted
	 * @throws ProfitError `badAnswer` after a few times
	 */
	wentBack(why: 'apart' | 'repeated' | 'doubtful'): number {
		if (why === 'repeated') this.repeats += 1;
		if (this.repeats > MAX_REPEATS) {
			throw this.stopped('AFAS gave the same rows for two different pages');
		}
		const times = why === 'doubtful' ? ++this.doubtsInARow : ++this.triesInARow;
		if (times > MAX_TRIES) {
			throw this.stopped('Rows were added or deleted faster than they could be read');
		}
		return 4 ** (times - 1);
	}

	/**
	 * An answer was dealt with.
	 * @param done whether the read is complete
	 * @throws ProfitError `badAnswer` when rows come and go for ever
	 */
	answered(done: boolean): void {
		const complete = this.complete();
		if (complete > this.furthest) {
			this.furthest = complete;
			this.idleAnswers = 0;
		} else if (++this.idleAnswers > MAX_IDLE_ANSWERS && !done) {
			throw this.stopped('Rows were added or deleted faster than they could be read');
		}
	}

	private stopped(what: string): ProfitError {
		const message = `${what}; the first ${this.complete()} rows are complete and in order`;
		return new ProfitError('badAnswer', message, { description: 'Read at a quieter time.' });
	}
}
