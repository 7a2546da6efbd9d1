import { bothFilters } from '../paging/keyAnchors';
import type { PageQuery } from '../paging/pagePlan';
import type { Condition, Filter } from '../query/filter';
import type { SortField } from '../query/rowQuery';
import { ChangedRows } from './changedRows';
import type { ChangeSettings } from './changeSettings';
import type { Backlog, PollState } from './pollState';
import { PollTimes } from './pollTimes';
import { RowMemory } from './rowMemory';
import { SkipPages } from './skipPages';
import type { WallTime } from './wallTimes';

/** The work that the phases of one poll share. */
export class PollWork {
	readonly times: PollTimes;

	readonly rows: ChangedRows;

	/** Every row stamped before this time has been handled. */
	from: WallTime;

	backlog: Backlog | undefined;

	/** Whether a filter finds rows by their key; assumed until proven otherwise. */
	findsBack = true;

	/** Whether time is up. */
	isStopped = false;

	/** Maximum rows per call; lowered after AFAS ran out of memory. */
	private pageSize: number;

	constructor(
		readonly settings: ChangeSettings,
		state: PollState | undefined,
	) {
		this.times = new PollTimes(settings);
		this.times.hasTimes = state?.hasTimes === true;
		this.rows = new ChangedRows(settings, this.times, new RowMemory(state?.seen));
		this.backlog = state?.backlog;
		const { start, pageSize } = settings;
		this.from = state?.from ?? (start === 'now' ? this.times.now : start);
		this.pageSize = pageSize;
	}

	/** What to keep for the next poll, as plain JSON. */
	get state(): PollState {
		const { from, backlog } = this;
		return {
			from,
			seen: this.rows.memory.toJson(),
			...(backlog && { backlog }),
			...(this.times.hasTimes && { hasTimes: true }),
		};
	}

	get isFull(): boolean {
		return this.isStopped || this.rows.areEnough;
	}

	get keySort(): SortField[] {
		return this.settings.keyFields.map(ascending);
	}

	/** The rows of a time, within the user's filter. */
	within(from: WallTime | undefined, to: WallTime): Filter {
		const { filter, timeField } = this.settings;
		const group: Condition[] = [{ field: timeField, operator: 'less', value: to }];
		if (from !== undefined) {
			group.unshift({ field: timeField, operator: 'greaterOrEqual', value: from });
		}
		return bothFilters(filter, [group]);
	}

	/** A call for the rows from the start of the poll, in the order of time. */
	inOrderOfTime({ skip, take }: SkipPages): PageQuery {
		const { timeField } = this.settings;
		const filter = this.within(this.from, this.times.horizon);
		const keys = this.keySort.filter(({ field }) => field !== timeField);
		return { filter, sort: [ascending(timeField), ...keys], skip, take };
	}

	/** Pages for a phase, no larger than what the poll still wants. */
	beginPages(): SkipPages {
		const { maxChanges } = this.settings;
		const { changes, memory } = this.rows;
		// In the order of time the remembered rows come first; in the order of keys they may be anywhere.
		const known = this.backlog === undefined ? memory.size : 1;
		const wanted = this.findsBack ? maxChanges - changes.length + known + 1 : this.pageSize;
		return new SkipPages(Math.min(this.pageSize, wanted), (row) => this.rows.place(row));
	}

	/** AFAS ran out of memory for a page. @returns whether pages are smaller now, for the rest of the poll */
	halve(pages: SkipPages): boolean {
		const isSmaller = pages.halve();
		this.pageSize = Math.min(this.pageSize, pages.take);
		return isSmaller;
	}
}

function ascending(field: string): SortField {
	return { field, descending: false };
}
