import { inputError, ProfitError } from '../errors/profitError';
import { bothFilters, filterText, KeyAnchors } from '../paging/keyAnchors';
import type { PageQuery } from '../paging/pagePlan';
import { cellOf } from '../values/cell';
import type { Condition, Filter } from '../query/filter';
import type { SortField } from '../query/rowQuery';
import type { Row } from '../values/cell';
import { wallTimeOfInstant } from '../values/dateTime';
import type { ChangeSettings } from './changeSettings';
import type { Backlog, PollState } from './pollState';
import { contentDigest, keyDigest, RowMemory } from './rowMemory';
import { SkipPages } from './skipPages';
import {
	earlier,
	earliestInstant,
	isMidnight,
	later,
	lowestWallTimeFrom,
	startOfDay,
	wallTimeOfCell,
	wallTimePlus,
	type WallTime,
} from './wallTimes';

/** Rows to remember at most; more wait until they need no remembering. About 25 characters each. */
export const MAX_REMEMBERED = 10_000;

/** Remembered rows from which on it pays to close the time they are in. */
const MANY_REMEMBERED = 500;

/** How far the clocks of n8n and AFAS may be apart, in seconds, where n8n's clock counts at all. */
const CLOCK_DIFFERENCE_SECONDS = 60;

const DAY_MS = 86_400_000;

type Phase =
	/** Looks for the latest row, to begin after it. */
	| 'latest'
	/** Remembers the rows around the latest one without giving them. */
	| 'baseline'
	/** Reads the backlog's rows with an empty key field, which no filter finds back. */
	| 'emptyKeys'
	| 'backlog'
	/** Makes sure that a filter finds the row back at which the next poll goes on. */
	| 'findBack'
	| 'recent'
	| 'done';

/**
 * One poll for changed rows. Whoever holds it makes the calls that `next` asks for, one at a time, until there are
 * none; then `changes` are the rows to give and `state` is what to keep for the next poll. It may be left at any
 * moment: nothing was dealt with then.
 *
 * AFAS stamps a row with Amsterdam wall time to a fraction of a second, compares that in filters and shows it
 * rounded (docs/afas.md 5.1 and 5.2). A transaction shows up later than it is stamped. So each poll reads again from
 * a little before the latest time it saw, and drops what it remembers. In the night in which an hour comes twice
 * it goes on reading from the first 02:00 until the second 03:00 is past.
 *
 * Many rows in one second neither fit the memory nor a poll. As soon as nothing can be stamped there any more they
 * are read in the order of their keys, where the last key tells how far it came.
 */
export class ChangeReader {
	readonly changes: Row[] = [];

	private phase: Phase;

	private from: WallTime;

	private backlog: Backlog | undefined;

	private readonly memory: RowMemory;

	private pages!: SkipPages;

	/** Time of the last row that was dealt with, in the order of time. */
	private last: WallTime | undefined;

	/** Keys of backlog rows that this poll dealt with. */
	private readonly done = new Set<string>();

	/** The backlog as the last poll left it. */
	private backlogBefore: Backlog | undefined;

	private findsBack = true;

	private stopped = false;

	/** Nothing is stamped any more with a time before this, as far as n8n's clock tells. */
	private readonly over: WallTime;

	/** @param state of the last poll; undefined for the first one */
	constructor(
		private readonly settings: ChangeSettings,
		state: PollState | undefined,
	) {
		this.memory = new RowMemory(state?.seen);
		this.backlog = state?.backlog;
		const { start, overlapSeconds, now } = settings;
		const waitSeconds = overlapSeconds + CLOCK_DIFFERENCE_SECONDS + 1;
		this.over = lowestWallTimeFrom(now - waitSeconds * 1000);
		this.from = state?.from ?? (start === 'now' ? this.now : start);
		this.phase = state === undefined && start === 'now' ? 'latest' : this.firstPhase();
		this.backlogBefore = this.backlog;
		this.beginPages();
	}

	/** The next call to make; undefined when the poll is complete. */
	next(): PageQuery | undefined {
		const { pages, settings, from } = this;
		const { skip, take } = pages;
		const keySort = settings.keyFields.map(ascending);
		const { timeField } = settings;
		switch (this.phase) {
			case 'latest':
				return {
					filter: this.within(undefined, this.horizon),
					sort: [{ field: timeField, descending: true }, ...keySort],
					skip: 0,
					take: 1,
				};
			case 'emptyKeys': {
				const empty: Filter = keySort.map(({ field }) => [condition(field, 'empty')]);
				const filter = bothFilters(this.within(from, this.backlogTo), empty);
				return { filter, sort: keySort, skip, take };
			}
			case 'backlog':
				return { filter: this.backlogFrom(this.backlog?.after), sort: keySort, skip, take };
			case 'findBack':
				return { ...this.queryFrom(this.backlog?.after), skip: 0, take: 1 };
			case 'baseline':
			case 'recent':
				return {
					filter: this.within(from, this.horizon),
					sort: [ascending(timeField), ...keySort.filter(({ field }) => field !== timeField)],
					skip,
					take,
				};
			case 'done':
				return undefined;
		}
	}

	/**
	 * Takes the rows that AFAS gave for the call of `next`.
	 * @throws ProfitError `badAnswer` when the time field holds no times or rows move faster than they can be read,
	 * `input` when the time field holds days only and too many rows are in one
	 */
	accept(rows: Row[]): void {
		switch (this.phase) {
			case 'latest':
				return this.acceptLatest(rows);
			case 'baseline':
				return this.acceptBaseline(rows);
			case 'emptyKeys':
				return this.acceptEmptyKeys(rows);
			case 'backlog':
				return this.acceptBacklog(rows);
			case 'findBack':
				return this.acceptFindBack(rows);
			case 'recent':
				return this.acceptRecent(rows);
			case 'done':
		}
	}

	/** There is no more time: the poll ends as soon as what it read can be kept; the rest is left to the next one. */
	stop(): void {
		this.stopped = true;
		if (this.phase === 'recent') this.finish();
	}

	/** What to keep for the next poll, as plain JSON. */
	get state(): PollState {
		const state: PollState = { from: this.from, seen: this.memory.toJson() };
		return this.backlog === undefined ? state : { ...state, backlog: this.backlog };
	}

	private get now(): WallTime {
		return wallTimeOfInstant(this.settings.now);
	}

	/** Rows that are stamped later than this wait until then: a date far ahead must not hide what comes before. */
	private get horizon(): WallTime {
		return wallTimeOfInstant(this.settings.now + DAY_MS);
	}

	private get backlogTo(): WallTime {
		return this.backlog?.to ?? this.from;
	}

	private get isFull(): boolean {
		return this.stopped || this.changes.length >= this.settings.maxChanges;
	}

	private within(from: WallTime | undefined, to: WallTime): Filter {
		const { filter, timeField } = this.settings;
		const group = [condition(timeField, 'less', to)];
		if (from !== undefined) group.unshift(condition(timeField, 'greaterOrEqual', from));
		return bothFilters(filter, [group]);
	}

	private beginPages(): void {
		const { pageSize, maxChanges } = this.settings;
		// In the order of time, what is remembered comes first; in that of the keys it is anywhere.
		const known = this.backlog === undefined ? this.memory.size : 1;
		const wanted = this.findsBack ? maxChanges - this.changes.length + known + 1 : pageSize;
		this.pages = new SkipPages(Math.max(2, Math.min(pageSize, wanted)));
		this.last = undefined;
	}

	private begin(phase: Phase): void {
		this.phase = phase;
		this.beginPages();
	}

	/** Goes on with a backlog, or makes one when much is remembered of a time that is over. */
	private firstPhase(): Phase {
		if (this.backlog !== undefined) {
			return this.backlog.after === undefined ? 'emptyKeys' : 'backlog';
		}
		const { latestTime, size } = this.memory;
		if (latestTime === undefined || size < Math.min(MANY_REMEMBERED, this.settings.maxChanges)) {
			return 'recent';
		}
		const to = earlier(wallTimePlus(latestTime, 1), this.overFor(latestTime));
		if (to <= this.from) return 'recent';
		this.backlog = { to };
		return 'emptyKeys';
	}

	private acceptLatest(rows: Row[]): void {
		if (rows.length === 0) {
			// Nothing can be missed, so the clocks may differ.
			this.from = wallTimeOfInstant(this.settings.now - DAY_MS);
			this.phase = 'done';
			return;
		}
		const latest = wallTimeOfCell(
			cellOf(rows[0], this.settings.timeField),
			this.settings.timeField,
		);
		this.from = this.rereadFrom(latest);
		this.begin('baseline');
	}

	private acceptBaseline(rows: Row[]): void {
		const { timeField } = this.settings;
		const { outcome, from } = this.pages.accept(rows, this.identity);
		for (const row of rows.slice(from)) this.remember(row);
		if (this.memory.size > MAX_REMEMBERED) {
			const time = this.memory.latestTime ?? this.from;
			if (isMidnight(time)) {
				throw inputError(
					`More than ${MAX_REMEMBERED} rows have the same day in '${timeField}', and no time`,
					'Choose a field that holds the time of the change too.',
				);
			}
			this.from = wallTimePlus(time, 1);
			this.memory.forgetBefore(this.from);
			this.phase = 'done';
		} else if (outcome === 'end') {
			this.phase = 'done';
		} else if (outcome === 'moving') {
			throw rowsMove();
		}
	}

	private acceptEmptyKeys(rows: Row[]): void {
		const { outcome, from } = this.pages.accept(rows, this.identity);
		for (const row of rows.slice(from)) this.dealWithBacklogRow(row);
		if (outcome === 'moving') throw rowsMove();
		if (outcome === 'end') this.begin('backlog');
	}

	private acceptBacklog(rows: Row[]): void {
		const { outcome, from } = this.pages.accept(rows, this.identity);
		const { after } = this.backlog ?? {};
		for (const row of rows.slice(from)) {
			const key = this.keyTexts(row);
			const isAnchor = key !== undefined && after?.every((text, index) => text === key[index]);
			// Rows with an empty key field were read before, wherever AFAS sorts them.
			if (key === undefined || isAnchor) continue;
			this.dealWithBacklogRow(row);
			if (this.isFull && this.findsBack && this.settings.fits(this.queryFrom(key))) {
				this.backlog = { to: this.backlogTo, after: key };
				this.phase = 'findBack';
				return;
			}
		}
		if (outcome === 'moving') throw rowsMove();
		if (outcome !== 'end') return;
		this.from = this.backlogTo;
		this.backlog = undefined;
		this.memory.forgetBefore(this.from);
		if (this.isFull) this.phase = 'done';
		else this.begin('recent');
	}

	private acceptFindBack(rows: Row[]): void {
		const key = rows.length > 0 ? this.keyTexts(rows[0]) : undefined;
		const { after } = this.backlog ?? {};
		if (key !== undefined && after?.every((text, index) => text === key[index])) {
			this.phase = 'done';
			return;
		}
		// Gone, or shown otherwise than stored: only what is read to the end is surely complete.
		this.findsBack = false;
		this.backlog = this.backlogBefore;
		this.begin('backlog');
	}

	private acceptRecent(rows: Row[]): void {
		const { outcome, from } = this.pages.accept(rows, this.identity);
		if (outcome === 'again') {
			this.last = undefined;
			return;
		}
		for (const row of rows.slice(from)) {
			const key = keyDigest(row, this.settings.keyFields);
			const isChange = this.isChange(row, key);
			const isKnown = this.memory.get(key) !== undefined;
			if ((isChange && this.isFull) || (!isKnown && this.memory.size >= MAX_REMEMBERED)) {
				return this.finish();
			}
			if (isChange) this.changes.push(row);
			this.last = this.remember(row, key);
		}
		if (outcome !== 'more') this.finish();
	}

	/** Ends the reading in the order of time: what comes after the last row is left to the next poll. */
	private finish(): void {
		if (this.last !== undefined) {
			this.from = later(this.from, this.rereadFrom(this.last));
			this.memory.forgetBefore(this.from);
		}
		this.phase = 'done';
	}

	/** From where to read again when rows up to the given time were seen; later ones may still show up from there. */
	private rereadFrom(shown: WallTime): WallTime {
		const { overlapSeconds } = this.settings;
		// A time ahead of the clock says nothing about what is still to come.
		const latest = earlier(shown, this.now);
		const from = lowestWallTimeFrom(earliestInstant(latest) - (overlapSeconds + 1) * 1000);
		return isMidnight(shown) ? startOfDay(from) : from;
	}

	private dealWithBacklogRow(row: Row): void {
		const key = keyDigest(row, this.settings.keyFields);
		if (this.done.has(key)) return;
		this.done.add(key);
		if (this.isChange(row, key)) this.changes.push(row);
	}

	/** Whether this is a change that no poll has given yet. */
	private isChange(row: Row, key: string): boolean {
		const { event, createdField } = this.settings;
		const time = this.timeOf(row);
		const known = this.memory.get(key);
		if (known?.time === time && (known.content === '' || known.content === contentDigest(row))) {
			return false;
		}
		if (event !== 'updated' || known !== undefined || createdField === undefined) return true;
		return cellOf(row, createdField) !== cellOf(row, this.settings.timeField);
	}

	/** @returns the row's time */
	private remember(row: Row, key = keyDigest(row, this.settings.keyFields)): WallTime {
		const time = this.timeOf(row);
		const content = this.isFinal(time) ? '' : contentDigest(row);
		this.memory.set(key, { time, content });
		return time;
	}

	/**
	 * Whether no row can be stamped with this time any more. Then what else changes in a row with this time is no
	 * change of the row, but a field that AFAS calculates anew for each call, such as an age.
	 */
	private isFinal(time: WallTime): boolean {
		return this.settings.event === 'created' || time < this.overFor(time);
	}

	/** A day without a time goes on until midnight. */
	private overFor(time: WallTime): WallTime {
		return isMidnight(time) ? startOfDay(this.over) : this.over;
	}

	private timeOf(row: Row): WallTime {
		return wallTimeOfCell(cellOf(row, this.settings.timeField), this.settings.timeField);
	}

	/** Tells whether a row moved between two pages; what else changes in it does not matter here. */
	private readonly identity = (row: Row): string =>
		`${keyDigest(row, this.settings.keyFields)} ${this.timeOf(row)}`;

	/** The key as filter text; undefined when one of its fields is empty. */
	private keyTexts(row: Row): string[] | undefined {
		const texts = this.settings.keyFields.map((field) => filterText(cellOf(row, field)));
		return texts.every((text) => text !== undefined) ? (texts as string[]) : undefined;
	}

	private backlogFrom(after: string[] | undefined): Filter {
		const rows = this.within(this.from, this.backlogTo);
		if (after === undefined) return rows;
		const anchors = new KeyAnchors(rows, this.settings.keyFields.map(ascending));
		// Rows with an empty key field are read apart.
		anchors.probed([]);
		return anchors.from(after);
	}

	private queryFrom(after: string[] | undefined): PageQuery {
		const sort = this.settings.keyFields.map(ascending);
		return { filter: this.backlogFrom(after), sort, skip: 9_999_999, take: this.pages.take };
	}
}

function ascending(field: string): SortField {
	return { field, descending: false };
}

function condition(field: string, operator: Condition['operator'], value = ''): Condition {
	return { field, operator, value };
}

function rowsMove(): ProfitError {
	return new ProfitError('badAnswer', 'Rows changed faster than they could be read', {
		description: 'The next poll tries again; nothing is lost.',
	});
}
