import type { PageQuery } from '../paging/pagePlan';
import type { Row } from '../values/cell';
import type { PollPhase } from './pollPhase';
import type { PollWork } from './pollWork';
import { MAX_REMEMBERED } from './rowMemory';
import type { SkipPages } from './skipPages';
import { later, type WallTime } from './wallTimes';

/** Gives changes in the order of time. */
export class RecentPhase implements PollPhase {
	private readonly pages: SkipPages;

	/** Time of the last handled row. */
	private last: WallTime | undefined;

	constructor(private readonly work: PollWork) {
		this.pages = work.beginPages();
	}

	query(): PageQuery {
		return this.work.inOrderOfTime(this.pages);
	}

	accept(rows: Row[]): PollPhase | undefined {
		const { work } = this;
		const { rows: changed } = work;
		const { outcome, from } = this.pages.accept(rows);
		if (outcome === 'again') {
			this.last = undefined;
			return this;
		}
		for (const known of changed.known(rows).slice(from)) {
			const isChange = changed.isChange(known);
			const isRemembered = changed.memory.get(known.key) !== undefined;
			const noRoom = !isRemembered && changed.memory.size >= MAX_REMEMBERED;
			if ((isChange && work.isFull) || noRoom) return this.stop();
			if (isChange) changed.changes.push(known.row);
			changed.remember(known);
			this.last = known.time;
		}
		return outcome === 'more' ? this : this.stop();
	}

	tooMuchData(): boolean {
		return this.work.halve(this.pages);
	}

	/** Leaves the rows after the last one to the next poll. */
	stop(): undefined {
		const { work } = this;
		if (this.last === undefined) return;
		work.from = later(work.from, work.times.rereadFrom(this.last));
		work.rows.memory.forgetBefore(work.from);
	}
}
