import { inputError } from '../errors/profitError';
import type { PageQuery } from '../paging/pagePlan';
import type { Row } from '../values/cell';
import type { PollPhase } from './pollPhase';
import type { PollWork } from './pollWork';
import { MAX_REMEMBERED } from './rowMemory';
import { rowsMove, type SkipPages } from './skipPages';
import { wallTimePlus } from './wallTimes';

/** Number of latest rows to read: usually enough to tell a field with times from one with days. */
const LOOKED_AT = 25;

/** Finds the latest row, to start after it. */
export class LatestPhase implements PollPhase {
	constructor(private readonly work: PollWork) {}

	query(): PageQuery {
		const { work } = this;
		const latestFirst = { field: work.settings.timeField, descending: true };
		return {
			filter: work.within(undefined, work.times.horizon),
			sort: [latestFirst, ...work.keySort],
			skip: 0,
			take: LOOKED_AT,
		};
	}

	accept(rows: Row[]): PollPhase | undefined {
		const { work } = this;
		const [latest] = work.rows.known(rows);
		if (latest === undefined) {
			// Nothing can be missed here, even if the clocks differ.
			work.from = work.times.yesterday;
			return undefined;
		}
		work.from = work.times.rereadFrom(latest.time);
		return new BaselinePhase(work);
	}

	tooMuchData(): boolean {
		return false;
	}

	stop(): PollPhase {
		return this;
	}
}

/** Remembers the rows around the latest one without giving them. */
class BaselinePhase implements PollPhase {
	private readonly pages: SkipPages;

	constructor(private readonly work: PollWork) {
		this.pages = work.beginPages();
	}

	query(): PageQuery {
		return this.work.inOrderOfTime(this.pages);
	}

	accept(rows: Row[]): PollPhase | undefined {
		const { outcome, from } = this.pages.accept(rows);
		const { rows: changed } = this.work;
		for (const row of changed.known(rows).slice(from)) changed.remember(row);
		if (changed.memory.size > MAX_REMEMBERED) {
			this.beginAfterLatest();
			return undefined;
		}
		if (outcome === 'moving') throw rowsMove();
		return outcome === 'end' ? undefined : this;
	}

	tooMuchData(): boolean {
		return this.work.halve(this.pages);
	}

	stop(): PollPhase {
		return this;
	}

	/**
	 * Starts after the latest second, because it has more rows than can be remembered: later rows of that second are
	 * missed.
	 */
	private beginAfterLatest(): void {
		const { work } = this;
		const time = work.rows.memory.latestTime ?? work.from;
		if (work.times.isDay(time)) {
			throw inputError(
				`More than ${MAX_REMEMBERED} rows have the same day in '${work.settings.timeField}', and no time`,
				'Choose a field that also holds the time of the change.',
			);
		}
		work.from = wallTimePlus(time, 1);
		work.rows.memory.forgetBefore(work.from);
	}
}
