import { ProfitError, inputError } from '../errors/profitError';
import type { Cell, Row } from '../values/cell';
import type { KeyAnchors } from './keyAnchors';
import { findOverlap } from './overlap';
import type { PageCall, PagePlan, PagePlanOptions, PageQuery } from './pagePlan';
import { lastAnchor, ProvenRows, type AnchorPlace } from './provenRows';
import { cellOf, rowKey, sameRow, type RowIdentity } from './rowIdentity';

const DEFAULT_CONCURRENCY = 5;

/** AFAS: troubleshooting, calls at the same time. */
const MAX_CONCURRENCY = 8;

/** AFAS: get-connector, calls at the same time; high skips are heavy, so they stay within the lower number. */
const MAX_CONCURRENCY_BY_SKIP = 5;

/** Pages that must be full before more than these are asked for, so that a small table costs few calls. */
const FIRST_PAGES = 5;

/** Times in a row that the read may go back without getting further. */
const MAX_TRIES = 5;

/** Times that no row is found back by its key before the read goes on by skip. */
const MAX_ANCHOR_MISSES = 3;

/** A page that AFAS gives for another place may be chance in a table that changes; the second time it is not. */
const MAX_REPEATS = 1;

/** Above this AFAS gets too slow. AFAS: get-connector, Skip and take. */
const SLOW_SKIP = 100_000;

export interface WindowsOptions extends PagePlanOptions {
	identity: RowIdentity;
	/** Finds rows back by their key; without it pages are found by skip alone. */
	anchors?: KeyAnchors;
	/** Whether AFAS takes a query (REST: 2049 characters). */
	fits?: (query: PageQuery) => boolean;
	hints?: string[];
}

/** A page in the chain of pages: each begins with the row that ends the one before. */
interface Window {
	/** Place of its first row in the read as far as known; the places of one chain fit each other. */
	start: number;
	take: number;
	/** Complete rows that it asks for again, besides the last one. */
	back: number;
	call?: PageCall;
	anchored?: boolean;
	rows?: Row[];
}

/**
 * Reads rows in pages that overlap by one row, several at once. A page counts when it continues a complete row,
 * normally the last one, which proves that nothing is missing between them even when rows were added or deleted
 * meanwhile. Otherwise the pages from there on are asked for again, from an earlier complete row each time.
 */
export class Windows implements PagePlan {
	done: boolean;

	readonly hints: string[];

	private readonly concurrency: number;

	private readonly limit: number;

	private readonly proven: ProvenRows;

	private last: Map<string, Cell> | undefined;

	private pageSize: number;

	private anchors: KeyAnchors | undefined;

	/** Pages after the complete rows, in order. */
	private windows: Window[] = [];

	private readonly running = new Map<number, Window>();

	private lastId = 0;

	/** The call that asks for empty key fields: not made yet, running, or answered. */
	private probe: { id?: number; answered: boolean } = { answered: false };

	/** A page that was not full ended the rows; pages after it must be empty. */
	private ended = false;

	/** A page that was not full was followed by rows: only a page without new rows ends the rows from now on. */
	private distrustShort = false;

	private pages = 0;

	private previousPage = '';

	private tries = 0;

	private repeats = 0;

	private anchorMisses = 0;

	private anchorFound = false;

	/** Rows after this place may have been deleted, so pages are not found by them. */
	private certainPlace = Number.POSITIVE_INFINITY;

	constructor(private readonly options: WindowsOptions) {
		this.concurrency = Math.min(
			Math.max(1, Math.floor(options.concurrency ?? DEFAULT_CONCURRENCY)),
			MAX_CONCURRENCY,
		);
		this.limit = options.limit ?? Number.POSITIVE_INFINITY;
		this.proven = new ProvenRows(Math.max(1, options.pageSize));
		// Pages overlap by one row, so a page of one row would not get further.
		this.pageSize = Math.max(2, options.pageSize);
		this.anchors = options.anchors;
		this.hints = [...(options.hints ?? [])];
		this.done = this.limit <= 0;
	}

	get provenRows(): number {
		return this.proven.count;
	}

	get lastProven(): ReadonlyMap<string, Cell> | undefined {
		return this.last;
	}

	next(free: number): PageCall[] {
		const calls: PageCall[] = [];
		while (!this.done && calls.length < free && this.inFlight < this.maxInFlight) {
			const call = this.probeCall() ?? this.windowCall();
			if (call === undefined) break;
			calls.push(call);
		}
		return calls;
	}

	accept(call: PageCall, rows: Row[]): Row[][] {
		if (this.done) return [];
		if (call.id === this.probe.id) {
			this.probe = { answered: true };
			this.anchors?.probed(rows);
			return [];
		}
		const window = this.running.get(call.id);
		if (window === undefined) return [];
		this.running.delete(call.id);
		window.rows = rows.length > window.take ? rows.slice(0, window.take) : rows;
		this.anchors?.learn(window.rows);
		this.join();
		return this.proven.release(this.done, this.anchors);
	}

	tooMuchData(call: PageCall): boolean {
		if (call.id === this.probe.id) {
			// Filters that allow for empty keys are right without an answer, only longer.
			this.probe = { answered: true };
			return true;
		}
		if (call.take <= 2) return false;
		this.pageSize = Math.min(this.pageSize, Math.floor(call.take / 2));
		const window = this.running.get(call.id);
		if (window !== undefined) {
			this.running.delete(call.id);
			this.split(window);
		}
		return true;
	}

	stop(): Row[] {
		this.done = true;
		this.running.clear();
		this.windows = [];
		return this.proven.release(true, this.anchors).flat();
	}

	private get maxInFlight(): number {
		return this.anchors === undefined
			? Math.min(this.concurrency, MAX_CONCURRENCY_BY_SKIP)
			: this.concurrency;
	}

	private get inFlight(): number {
		return this.running.size + (this.probe.id === undefined ? 0 : 1);
	}

	/** How far a page may lie from the row that it is found by. */
	private get reach(): number {
		return (this.concurrency - 1) * this.pageSize;
	}

	private hint(text: string): void {
		if (!this.hints.includes(text)) this.hints.push(text);
	}

	private probeCall(): PageCall | undefined {
		const { anchors, probe } = this;
		if (anchors === undefined || probe.answered || probe.id !== undefined) return undefined;
		if (this.pages < FIRST_PAGES || this.ended || this.wanted() <= 0) return undefined;
		const query = anchors.emptyProbe();
		if (!this.fits(query)) {
			this.probe = { answered: true };
			return undefined;
		}
		this.lastId += 1;
		this.probe = { id: this.lastId, answered: false };
		return { id: this.lastId, ...query };
	}

	private windowCall(): PageCall | undefined {
		let index = this.windows.findIndex(({ call }) => call === undefined);
		if (index < 0) {
			const window = this.nextWindow();
			if (window === undefined) return undefined;
			index = this.windows.push(window) - 1;
		}
		const window = this.windows[index];
		const query = this.queryOf(window, index);
		if (query === undefined) return undefined;
		this.lastId += 1;
		window.call = { id: this.lastId, ...query };
		this.running.set(this.lastId, window);
		return window.call;
	}

	/** Rows that are still to be asked for, when all pages that were asked for are full. */
	private wanted(): number {
		let expected = this.proven.count;
		for (const { take, back } of this.windows) expected += take - 1 - back;
		return this.limit - expected;
	}

	private nextWindow(): Window | undefined {
		const { windows, pages } = this;
		if (pages === 0) {
			if (windows.length > 0) return undefined;
			return { start: this.options.skip ?? 0, take: Math.min(this.pageSize, this.limit), back: 0 };
		}
		const planned = pages + windows.length;
		if (pages < FIRST_PAGES && planned >= FIRST_PAGES) return undefined;
		// Where rows change all the time, only the page next to the complete rows is sure to follow.
		if (this.tries > 1 && windows.length > 0) return undefined;
		// Pages that wait for an earlier one are held in memory.
		if (windows.length >= 2 * this.concurrency) return undefined;
		if (this.ended || windows.some(({ rows, take }) => rows && rows.length < take))
			return undefined;
		const wanted = this.wanted();
		if (wanted <= 0) return undefined;
		const before = windows.at(-1);
		return {
			start: before ? before.start + before.take - 1 : this.proven.lastPlace,
			take: Math.min(this.pageSize, wanted + 1),
			back: 0,
		};
	}

	/** What to ask for a window; undefined when it must wait for a nearer row to find it by. */
	private queryOf(window: Window, index: number): PageQuery | undefined {
		const { filter, sort } = this.options;
		const { start, take } = window;
		if (this.anchors !== undefined && start > this.reach) {
			const { near, unusable } = this.nearestAnchor(this.anchors, start, index);
			const skip = start - (near?.place ?? 0);
			if (skip > this.reach && !unusable && this.inFlight > 0) return undefined;
			if (near !== undefined) {
				const query = { filter: this.anchors.from(near.anchor), sort, skip, take };
				if (this.fits(query)) {
					window.anchored = true;
					this.hintSlow(skip);
					return query;
				}
				this.leaveAnchors(
					'The filter together with the key fields is too long for AFAS; the rows are read with skip, which is slower. Use fewer filter conditions or fewer key fields.',
				);
			}
		}
		this.hintSlow(start);
		return { filter, sort, skip: start, take };
	}

	/** @returns also whether the nearest rows that are known have no value to be found by */
	private nearestAnchor(
		anchors: KeyAnchors,
		start: number,
		index: number,
	): { near: AnchorPlace | undefined; unusable: boolean } {
		let unusable = false;
		for (let at = index - 1; at >= 0; at--) {
			const window = this.windows[at];
			if (window.rows === undefined) continue;
			const near = lastAnchor(anchors, window.rows, window.start);
			if (near !== undefined) return { near, unusable };
			unusable = true;
		}
		const near = this.proven.anchorBefore(anchors, Math.min(start, this.certainPlace));
		return { near, unusable: unusable || near === undefined };
	}

	private fits(query: PageQuery): boolean {
		return this.options.fits?.(query) ?? true;
	}

	private leaveAnchors(hint: string): void {
		this.anchors = undefined;
		this.hint(hint);
	}

	private hintSlow(skip: number): void {
		if (skip <= SLOW_SKIP) return;
		this.hint(
			`AFAS gets slow when it skips more than ${SLOW_SKIP} rows. Choose key fields that are never empty, or narrow the filter.`,
		);
	}

	/** Appends the pages that have come in to the complete rows, as far as they follow. */
	private join(): void {
		while (this.windows[0]?.rows !== undefined && this.proven.count < this.limit) {
			const window = this.windows[0];
			const rows = this.windows[0].rows;
			if (this.ended) {
				if (rows.length > 0) {
					this.distrustShort = true;
					this.goBack(window);
					return;
				}
			} else if (!this.append(window, rows)) {
				return;
			}
			this.windows.shift();
		}
		if (this.ended) this.windows = this.windows.filter(({ call }) => call !== undefined);
		this.last = this.lastCells();
		const complete = this.ended && this.windows.length === 0;
		if (complete || this.proven.count >= this.limit) {
			this.done = true;
			this.running.clear();
		}
	}

	private append(window: Window, rows: Row[]): boolean {
		const { kept } = this.proven;
		const { identity } = this.options;
		const full = rows.length === window.take;
		const before = kept.length;
		const expected = before - 1 - window.back;
		const overlap =
			this.pages === 0 ? { keep: 0, from: 0 } : findOverlap(identity, kept, rows, expected);
		const expectsNew = full && window.take - 1 > window.back;
		if (overlap === undefined || (expectsNew && overlap.from === rows.length)) {
			this.goBack(window, full && this.previousPage === this.pageKey(rows));
			return false;
		}
		// One page alone needs no key.
		if (this.pages > 0 || (full && rows.length < this.limit)) this.checkKey(rows);
		this.proven.add(rows, overlap, window.start, this.limit);
		this.pages += 1;
		this.previousPage = this.pageKey(rows);
		if (window.anchored) {
			const aligned = overlap.keep - overlap.from === expected;
			// Only a page that begins with the row it is found by shows that the row was found.
			if (!aligned || window.call?.skip === 0) this.countAnchor(aligned);
		}
		if ((window.call?.skip ?? 0) > 0) this.repeats = 0;
		if (full && window.back === 0) this.tries = 0;
		this.certainPlace = Number.POSITIVE_INFINITY;
		this.ended = !full;
		const endsWithLast = overlap.from === rows.length && overlap.keep === before;
		if (this.ended && this.distrustShort && !endsWithLast) {
			this.goBack(window);
			return false;
		}
		return true;
	}

	/** @throws ProfitError `input` when two rows have the same key */
	private checkKey(rows: Row[]): void {
		const { identity } = this.options;
		if (!identity.unique) return;
		for (let index = 1; index < rows.length; index++) {
			if (!sameRow(identity, rows[index - 1], rows[index])) continue;
			const key = identity.fields.map((field) => `${field} = ${cellOf(rows[index], field) ?? ''}`);
			throw inputError(
				`Key Fields do not identify a row: several rows have ${key.join(', ')}`,
				'Choose the fields in Key Fields that together are different in every row, or choose none.',
			);
		}
	}

	private pageKey(rows: Row[]): string {
		if (rows.length === 0) return '';
		const { identity } = this.options;
		return `${rows.length} ${rowKey(identity, rows[0])} ${rowKey(identity, rows[rows.length - 1])}`;
	}

	private lastCells(): Map<string, Cell> | undefined {
		const row = this.proven.kept.at(-1);
		if (row === undefined) return this.last;
		return new Map(this.options.sort.map(({ field }) => [field, cellOf(row, field)]));
	}

	/**
	 * A page does not continue the complete rows: asks again from a complete row, further back at every try because
	 * that row may have been deleted.
	 * @throws ProfitError `badAnswer` after a few tries
	 */
	private goBack(window: Window, repeated = false): void {
		if (repeated) this.repeats += 1;
		if (this.repeats > MAX_REPEATS) {
			throw this.stopped('AFAS gave the same rows for two different pages');
		}
		this.tries += 1;
		if (window.anchored) this.countAnchor(false);
		if (this.tries > MAX_TRIES) {
			throw this.stopped('Rows were added or deleted faster than they could be read');
		}
		this.running.clear();
		this.ended = false;
		const back = Math.min(4 ** (this.tries - 1), this.proven.kept.length - 1);
		const start = Math.max(0, this.proven.lastPlace - back);
		this.certainPlace = start;
		this.windows = [];
		const take = Math.min(this.pageSize, this.wanted() + 1 + back);
		this.windows = [{ start, take, back }];
	}

	/** Gives keys up when they never lead to the row they belong to, for example because they are shown rounded. */
	private countAnchor(found: boolean): void {
		this.anchorFound ||= found;
		if (this.anchorFound || this.anchors === undefined) return;
		this.anchorMisses += 1;
		if (this.anchorMisses < MAX_ANCHOR_MISSES) return;
		this.tries = Math.min(this.tries, 1);
		this.leaveAnchors(
			'AFAS does not find rows back by the values of the key fields; the rows are read with skip, which is slower. Choose key fields without a special format.',
		);
	}

	private stopped(what: string): ProfitError {
		const { count } = this.proven;
		const skip = (this.options.skip ?? 0) + count;
		return new ProfitError(
			'badAnswer',
			`${what}; the first ${count} rows are complete and in order`,
			{
				description: `Read again at a quieter time, or go on with Skip set to ${skip}.`,
			},
		);
	}

	/** Makes smaller windows of one that was too large; together they cover the same rows. */
	private split(window: Window): void {
		const index = this.windows.indexOf(window);
		const end = window.start + window.take - 1;
		const first: Window = {
			start: window.start,
			take: Math.min(window.take, this.pageSize),
			back: window.back,
		};
		const parts = [first];
		// The last window needs no more: what follows it is asked for later.
		while (index < this.windows.length - 1) {
			const before = parts[parts.length - 1];
			const start = before.start + before.take - 1;
			if (start >= end) break;
			parts.push({ start, take: Math.min(this.pageSize, end - start + 1), back: 0 });
		}
		this.windows.splice(index, 1, ...parts);
	}
}
