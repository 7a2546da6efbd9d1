import { ProfitError, inputError } from '../errors/profitError';
import type { Cell, Row } from '../values/cell';
import { findOverlap } from './overlap';
import { PageFinder, type PageFinderOptions } from './pageFinder';
import type { PageCall, PagePlan, PagePlanOptions, PageQuery } from './pagePlan';
import { ProvenRows } from './provenRows';
import { rowKey, sameRow, type RowIdentity } from './rowIdentity';
import { cellOf } from '../values/cell';

const DEFAULT_CONCURRENCY = 5;

/** AFAS refuses more calls at once than this. docs/afas.md 2.5. */
const MAX_CONCURRENCY = 8;

/** High skips are heavy, so they stay within the lower of AFAS's two numbers (docs/afas.md 2.5). */
const MAX_CONCURRENCY_BY_SKIP = 5;

/** Pages that must be full before more than these are asked for, so that a small table costs few calls. */
const FIRST_PAGES = 5;

/** Times in a row that the read may go back without getting further. */
const MAX_TRIES = 5;

/** Answers after which a read that gets no further goes in circles; of those that come early there are fewer. */
const MAX_IDLE_ANSWERS = 100;

/** A page that AFAS gives for another place may be chance in a table that changes; the second time it is not. */
const MAX_REPEATS = 1;

export interface WindowsOptions extends PagePlanOptions, PageFinderOptions {
	identity: RowIdentity;
	/** What the user should know when there is more than one page. */
	pagedHint?: string;
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

	private readonly concurrency: number;

	private readonly limit: number;

	private readonly proven: ProvenRows;

	private last: Map<string, Cell> | undefined;

	private readonly finder: PageFinder;

	private pageSize: number;

	/** Pages after the complete rows, in order. */
	private windows: Window[] = [];

	private readonly running = new Map<number, Window>();

	private lastId = 0;

	/** The call that asks for empty key fields, while it runs. */
	private probeId: number | undefined;

	/** A page that was not full ended the rows; pages after it must be empty. */
	private ended = false;

	/** A page that was not full was followed by rows: only a page without new rows ends the rows from now on. */
	private distrustShort = false;

	private pages = 0;

	private previousPage = '';

	private tries = 0;

	private repeats = 0;

	/** Most rows that were complete at any time, and answers since then. */
	private furthest = 0;

	private idleAnswers = 0;

	constructor(private readonly options: WindowsOptions) {
		this.concurrency = Math.min(
			Math.max(1, Math.floor(options.concurrency ?? DEFAULT_CONCURRENCY)),
			MAX_CONCURRENCY,
		);
		this.limit = options.limit ?? Number.POSITIVE_INFINITY;
		this.proven = new ProvenRows(Math.max(1, options.pageSize));
		// Pages overlap by one row, so a page of one row would not get further.
		this.pageSize = Math.max(2, options.pageSize);
		this.finder = new PageFinder(options);
		this.done = this.limit <= 0;
	}

	get provenRows(): number {
		return this.proven.count;
	}

	get lastProven(): ReadonlyMap<string, Cell> | undefined {
		return this.last ?? this.lastCells();
	}

	get hints(): readonly string[] {
		return this.finder.hints;
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
		if (call.id === this.probeId) {
			this.probeId = undefined;
			this.finder.probed(rows);
			return [];
		}
		const window = this.running.get(call.id);
		if (window === undefined) return [];
		this.running.delete(call.id);
		window.rows = rows.length > window.take ? rows.slice(0, window.take) : rows;
		this.finder.learn(window.rows);
		this.join();
		this.checkProgress();
		return this.release();
	}

	tooMuchData(call: PageCall): boolean {
		if (call.id === this.probeId) {
			this.probeId = undefined;
			return true;
		}
		this.pageSize = Math.min(this.pageSize, Math.max(2, Math.floor(call.take / 2)));
		const window = this.running.get(call.id);
		if (window === undefined) return true;
		if (call.take <= 2) return false;
		this.running.delete(call.id);
		this.split(window);
		return true;
	}

	stop(): Row[] {
		this.finish();
		return this.release().flat();
	}

	private get maxInFlight(): number {
		return this.finder.byKey
			? this.concurrency
			: Math.min(this.concurrency, MAX_CONCURRENCY_BY_SKIP);
	}

	private get inFlight(): number {
		return this.running.size + (this.probeId === undefined ? 0 : 1);
	}

	private finish(): void {
		this.done = true;
		this.running.clear();
		this.windows = [];
	}

	private release(): Row[][] {
		// Rows that are given out may be changed by who gets them.
		if (this.done) this.last ??= this.lastCells();
		return this.proven.release(this.done, this.options.anchors);
	}

	private newCall(query: PageQuery): PageCall {
		this.lastId += 1;
		return { id: this.lastId, ...query };
	}

	private probeCall(): PageCall | undefined {
		if (this.pages < FIRST_PAGES || this.ended || this.wanted() <= 0) return undefined;
		const query = this.finder.probe();
		if (query === undefined) return undefined;
		const call = this.newCall(query);
		this.probeId = call.id;
		return call;
	}

	private windowCall(): PageCall | undefined {
		let index = this.windows.findIndex(({ call }) => call === undefined);
		if (index < 0) {
			const window = this.nextWindow();
			if (window === undefined) return undefined;
			index = this.windows.push(window) - 1;
		}
		const window = this.windows[index];
		const found = this.finder.query(window, this.windows.slice(0, index), this.proven, {
			reach: (this.concurrency - 1) * this.pageSize,
			busy: this.inFlight > 0,
		});
		if (found === undefined) return undefined;
		window.anchored = found.anchored;
		window.call = this.newCall(found.query);
		this.running.set(window.call.id, window);
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
		if (this.options.pagedHint !== undefined) this.finder.hint(this.options.pagedHint);
		const before = windows.at(-1);
		return {
			start: before ? before.start + before.take - 1 : this.proven.lastPlace,
			take: Math.min(this.pageSize, wanted + 1),
			back: 0,
		};
	}

	/** Appends the pages that have come in to the complete rows, as far as they follow. */
	private join(): void {
		while (this.proven.count < this.limit) {
			if (this.ended) this.windows = this.windows.filter(({ call }) => call !== undefined);
			const window = this.windows.at(0);
			if (window?.rows === undefined) break;
			if (!this.ended) {
				if (!this.append(window, window.rows)) return;
			} else if (window.rows.length > 0) {
				this.distrustShort = true;
				this.goBack(window);
				return;
			}
			this.windows.shift();
		}
		const complete = this.ended && this.windows.length === 0;
		if (complete || this.proven.count >= this.limit) this.finish();
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
			if (!aligned || window.call?.skip === 0) this.finder.count(aligned);
		}
		if ((window.call?.skip ?? 0) > 0) this.repeats = 0;
		if (full && window.back === 0) this.tries = 0;
		this.finder.doubtAfter(undefined);
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
				`'Key Fields' do not identify a row: several rows have ${key.join(', ')}`,
				"Choose 'Key Fields' that together are different in every row, or choose none.",
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
		if (row === undefined) return undefined;
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
		if (window.anchored) this.finder.count(false);
		if (this.tries > MAX_TRIES) {
			throw this.stopped('Rows were added or deleted faster than they could be read');
		}
		this.running.clear();
		this.ended = false;
		const back = Math.min(4 ** (this.tries - 1), this.proven.kept.length - 1);
		const start = Math.max(0, this.proven.lastPlace - back);
		this.finder.doubtAfter(start);
		this.windows = [];
		const take = Math.min(this.pageSize, this.wanted() + 1 + back);
		this.windows = [{ start, take, back }];
	}

	/** @throws ProfitError `badAnswer` when rows come and go for ever */
	private checkProgress(): void {
		if (this.proven.count > this.furthest) {
			this.furthest = this.proven.count;
			this.idleAnswers = 0;
		} else if (++this.idleAnswers > MAX_IDLE_ANSWERS && !this.done) {
			throw this.stopped('Rows were added or deleted faster than they could be read');
		}
	}

	private stopped(what: string): ProfitError {
		const { count } = this.proven;
		const message = `${what}; the first ${count} rows are complete and in order`;
		return new ProfitError('badAnswer', message, { description: 'Read at a quieter time.' });
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
