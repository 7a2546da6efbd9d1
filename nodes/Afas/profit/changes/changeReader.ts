import type { PageQuery } from '../paging/pagePlan';
import type { Row } from '../values/cell';
import { backlogPhase } from './backlogPhases';
import type { ChangeSettings } from './changeSettings';
import { LatestPhase } from './firstPhases';
import type { PollPhase } from './pollPhase';
import type { PollState } from './pollState';
import { PollWork } from './pollWork';
import { RecentPhase } from './recentPhase';

/**
 * One poll for changed rows. Its owner makes the calls that `next` asks for, one at a time, until there are none; then
 * `changes` has the rows to give and `state` what to keep for the next poll. If it is abandoned earlier, nothing counts
 * as handled.
 *
 * AFAS stamps a row with Amsterdam wall time to a fraction of a second, compares that in filters and shows it rounded
 * (docs/afas.md 5.1 and 5.2). A transaction becomes visible later than its stamp, so each poll rereads from a little
 * before the latest time it saw, and drops the rows it remembers. In the night in which an hour repeats, it rereads
 * from the first 02:00 until the second 03:00 has passed.
 *
 * Too many rows in one second fit neither in the memory nor in a poll. Once no more rows can get that stamp, they are
 * read in the order of their keys, and the last key tells how far it got.
 */
export class ChangeReader {
	private readonly work: PollWork;

	private phase: PollPhase | undefined;

	/** @param state of the last poll; undefined for the first one */
	constructor(settings: ChangeSettings, state: PollState | undefined) {
		this.work = new PollWork(settings, state);
		this.phase =
			state === undefined && settings.start === 'now'
				? new LatestPhase(this.work)
				: (backlogPhase(this.work) ?? new RecentPhase(this.work));
	}

	/** Rows that were created or changed; complete when `next` gives none. */
	get changes(): Row[] {
		return this.work.rows.changes;
	}

	/** What to keep for the next poll, as plain JSON. */
	get state(): PollState {
		return this.work.state;
	}

	/** The next call to make; undefined when the poll is complete. */
	next(): PageQuery | undefined {
		return this.phase?.query();
	}

	/**
	 * Takes the rows that AFAS gave for the call of `next`.
	 * @throws ProfitError as `PollPhase.accept` does
	 */
	accept(rows: Row[]): void {
		this.phase = this.phase?.accept(rows);
	}

	/** AFAS ran out of memory for the call of `next`. @returns whether `next` asks for fewer rows now */
	tooMuchData(): boolean {
		return this.phase?.tooMuchData() ?? false;
	}

	/** Time is up: the poll ends as soon as its progress can be kept; the next poll does the rest. */
	stop(): void {
		this.work.isStopped = true;
		this.phase = this.phase?.stop();
	}
}
