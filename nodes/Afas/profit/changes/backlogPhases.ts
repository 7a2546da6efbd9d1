import { bothFilters, filterText, KeyAnchors } from '../paging/keyAnchors';
import type { PageQuery } from '../paging/pagePlan';
import type { Filter } from '../query/filter';
import { cellOf, type Row } from '../values/cell';
import type { KnownRow } from './changedRows';
import type { PollPhase } from './pollPhase';
import type { Backlog } from './pollState';
import type { PollWork } from './pollWork';
import { RecentPhase } from './recentPhase';
import { rowsMove, type SkipPages } from './skipPages';
import { earlier, wallTimePlus } from './wallTimes';

/** Number of remembered rows from which a backlog pays off. */
const MANY_REMEMBERED = 500;

/** Reserves room in the query for a skip of seven digits. */
const HIGHEST_SKIP = 9_999_999;

/** Continues a backlog, or makes one if many rows of a past time are remembered; otherwise undefined. */
export function backlogPhase(work: PollWork): PollPhase | undefined {
	work.backlog ??= newBacklog(work);
	const { backlog } = work;
	if (backlog === undefined) return undefined;
	const progress = new BacklogProgress(work, backlog);
	return backlog.after === undefined ? new EmptyKeysPhase(progress) : new KeyOrderPhase(progress);
}

function newBacklog({ rows: { memory }, settings, times, from }: PollWork): Backlog | undefined {
	const { latestTime, size } = memory;
	if (latestTime === undefined || size < Math.min(MANY_REMEMBERED, settings.maxChanges)) {
		return undefined;
	}
	const to = earlier(wallTimePlus(latestTime, 1), times.overFor(latestTime));
	return to > from ? { to } : undefined;
}

/** What the phases of a backlog share. */
class BacklogProgress {
	/** Keys of the rows that this poll has handled. */
	private readonly done = new Set<string>();

	/** @param before the backlog as the last poll left it */
	constructor(
		readonly work: PollWork,
		readonly before: Backlog,
	) {}

	get to(): string {
		return this.before.to;
	}

	/** The key after which to continue, as filter text. */
	get after(): string[] | undefined {
		return this.work.backlog?.after;
	}

	dealWith(known: KnownRow): void {
		const { rows: changed } = this.work;
		if (this.done.has(known.key)) return;
		this.done.add(known.key);
		if (changed.isChange(known)) changed.changes.push(known.row);
	}

	/** The rows from a key on; all of them without one. */
	from(after: string[] | undefined): Filter {
		const rows = this.work.within(this.work.from, this.to);
		if (after === undefined) return rows;
		const anchors = new KeyAnchors(rows, this.work.keySort);
		// Rows with an empty key field are read separately.
		anchors.probed([]);
		return anchors.from(after);
	}

	isAfter(key: string[] | undefined): boolean {
		return key !== undefined && this.after?.every((text, at) => text === key[at]) === true;
	}

	/** Whether a key field is empty: such rows are read separately. */
	hasEmptyKey(row: Row): boolean {
		return this.work.settings.keyFields.some((field) => (cellOf(row, field) ?? '') === '');
	}

	/** The key as filter text; undefined if no filter can find it. */
	keyTexts(row: Row): string[] | undefined {
		const texts = this.work.settings.keyFields.map((field) => filterText(cellOf(row, field)));
		return texts.every((text) => text !== undefined) ? (texts as string[]) : undefined;
	}
}

/** Reads the backlog's rows with an empty key field, which no filter can find. */
class EmptyKeysPhase implements PollPhase {
	private readonly pages: SkipPages;

	constructor(private readonly progress: BacklogProgress) {
		this.pages = progress.work.beginPages();
	}

	query(): PageQuery {
		const { keySort } = this.progress.work;
		const empty: Filter = keySort.map(({ field }) => [{ field, operator: 'empty', value: '' }]);
		const filter = bothFilters(this.progress.from(undefined), empty);
		return { filter, sort: keySort, skip: this.pages.skip, take: this.pages.take };
	}

	accept(rows: Row[]): PollPhase {
		const { outcome, from } = this.pages.accept(rows);
		const { work } = this.progress;
		for (const known of work.rows.known(rows).slice(from)) this.progress.dealWith(known);
		if (outcome === 'moving') throw rowsMove();
		return outcome === 'end' ? new KeyOrderPhase(this.progress) : this;
	}

	tooMuchData(): boolean {
		return this.progress.work.halve(this.pages);
	}

	stop(): PollPhase {
		return this;
	}
}

/** Reads the backlog's rows in the order of their keys. */
class KeyOrderPhase implements PollPhase {
	private readonly pages: SkipPages;

	constructor(private readonly progress: BacklogProgress) {
		this.pages = progress.work.beginPages();
	}

	query(): PageQuery {
		const { skip, take } = this.pages;
		return { ...this.queryFrom(this.progress.after), skip, take };
	}

	accept(rows: Row[]): PollPhase | undefined {
		const { progress, pages } = this;
		const { work } = progress;
		const { outcome, from } = pages.accept(rows);
		for (const known of work.rows.known(rows).slice(from)) {
			const key = progress.keyTexts(known.row);
			// Rows with an empty key field were read before, wherever AFAS sorts them.
			if (progress.hasEmptyKey(known.row) || progress.isAfter(key)) continue;
			progress.dealWith(known);
			if (!work.isFull || !work.findsBack || key === undefined) continue;
			if (work.settings.fits({ ...this.queryFrom(key), skip: HIGHEST_SKIP, take: pages.take })) {
				work.backlog = { to: progress.to, after: key };
				return new FindBackPhase(progress);
			}
		}
		if (outcome === 'moving') throw rowsMove();
		if (outcome !== 'end') return this;
		work.from = progress.to;
		work.backlog = undefined;
		work.rows.memory.forgetBefore(work.from);
		return work.isFull ? undefined : new RecentPhase(work);
	}

	tooMuchData(): boolean {
		return this.progress.work.halve(this.pages);
	}

	stop(): PollPhase {
		return this;
	}

	private queryFrom(after: string[] | undefined): Pick<PageQuery, 'filter' | 'sort'> {
		return { filter: this.progress.from(after), sort: this.progress.work.keySort };
	}
}

/** Makes sure that a filter finds the row at which the next poll continues. */
class FindBackPhase implements PollPhase {
	constructor(private readonly progress: BacklogProgress) {}

	query(): PageQuery {
		const { progress } = this;
		const sort = progress.work.keySort;
		return { filter: progress.from(progress.after), sort, skip: 0, take: 1 };
	}

	accept([row]: Row[]): PollPhase | undefined {
		const { progress } = this;
		const { work } = progress;
		if (row !== undefined && progress.isAfter(progress.keyTexts(row))) return undefined;
		// It is gone, or shown differently from how it is stored, so only a read to the end is certainly complete.
		work.findsBack = false;
		work.backlog = progress.before;
		return new KeyOrderPhase(progress);
	}

	tooMuchData(): boolean {
		return false;
	}

	stop(): PollPhase {
		return this;
	}
}
