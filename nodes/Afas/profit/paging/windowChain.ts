import type { Row } from '../values/cell';
import type { PageCall } from './pagePlan';
import { halvedPage, pagesOf, SMALLEST_PAGE } from './pageSize';
import type { ProvenRows } from './provenRows';

/** Pages that are asked for together when all before them are full. After those the table is no small one. */
const NEXT_PAGES = [2, 3];

/** A page in the chain of pages: each begins with the row that ends the one before. */
export interface Window {
	/** Place of its first row in the read as far as known; the places of one chain fit each other. */
	start: number;
	take: number;
	/** Complete rows that it asks for again, besides the last one. */
	back: number;
	call?: PageCall;
	anchored?: boolean;
	rows?: Row[];
}

/** What decides whether another page is asked for. */
export interface ChainState {
	/** Pages that were joined to the complete rows. */
	pages: number;
	/** A page that was not full ended the rows. */
	ended: boolean;
	/** Only the page next to the complete rows is sure to follow, since rows change all the time. */
	oneByOne: boolean;
}

export interface WindowChainOptions {
	/** Rows to pass over before the first one. */
	skip: number;
	/** Rows to give at most. */
	limit: number;
	/** Calls at once. */
	concurrency: number;
	pageSize: number;
	/** Rows of the first page; a page like the others unless set. */
	firstPageSize?: number;
	/** Rows that there may be, as far as anybody knows: their pages are asked for at once. */
	expectedRows?: number;
}

/** The pages after the complete rows, in order: those that were asked for and those to ask for next. */
export class WindowChain {
	/** Rows per page; smaller after AFAS ran out of memory. */
	pageSize: number;

	private windows: Window[] = [];

	constructor(
		private readonly options: WindowChainOptions,
		private readonly proven: ProvenRows,
	) {
		this.pageSize = Math.max(SMALLEST_PAGE, options.pageSize);
	}

	/** The page next to the complete rows. */
	get first(): Window | undefined {
		return this.windows[0];
	}

	/** Rows that are still to be asked for, when all pages that were asked for are full. */
	get wanted(): number {
		let expected = this.proven.count;
		for (const { take, back } of this.windows) expected += take - 1 - back;
		return this.options.limit - expected;
	}

	/** The pages between the complete rows and one of the chain. */
	before(window: Window): Window[] {
		return this.windows.slice(0, this.windows.indexOf(window));
	}

	/** The first page that is not asked for yet, added to the end of the chain when it must; undefined for none now. */
	next(state: ChainState): Window | undefined {
		const waiting = this.windows.find(({ call }) => call === undefined);
		if (waiting !== undefined) return waiting;
		const window = this.following(state);
		if (window !== undefined) this.windows.push(window);
		return window;
	}

	/** The first page was joined to the complete rows. */
	shift(): void {
		this.windows.shift();
	}

	/** Leaves out pages that nobody has asked for. */
	dropUnasked(): void {
		this.windows = this.windows.filter(({ call }) => call !== undefined);
	}

	clear(): void {
		this.windows = [];
	}

	/** Begins anew with a page from some rows before the last complete one. */
	restart(start: number, back: number): void {
		this.windows = [];
		const take = Math.min(this.pageSize, this.wanted + 1 + back);
		this.windows = [{ start, take, back }];
	}

	/**
	 * AFAS ran out of memory for a page of so many rows: all pages are smaller from now on.
	 * @returns false when they cannot be
	 */
	halve(take: number): boolean {
		const halved = halvedPage(take);
		this.pageSize = Math.min(this.pageSize, halved ?? SMALLEST_PAGE);
		return halved !== undefined;
	}

	/** Makes smaller pages of one that was too large; together they cover the same rows. */
	split(window: Window): void {
		const index = this.windows.indexOf(window);
		const { start, back } = window;
		const end = start + window.take - 1;
		const parts: Window[] = [{ start, take: Math.min(window.take, this.pageSize), back }];
		// The last page needs no more: what follows it is asked for later.
		while (index < this.windows.length - 1) {
			const before = parts[parts.length - 1];
			const from = before.start + before.take - 1;
			if (from >= end) break;
			parts.push({ start: from, take: Math.min(this.pageSize, end - from + 1), back: 0 });
		}
		this.windows.splice(index, 1, ...parts);
	}

	private following({ pages, ended, oneByOne }: ChainState): Window | undefined {
		const { windows, pageSize } = this;
		const { skip, limit, concurrency } = this.options;
		if (pages + windows.length >= this.mostPages(pages)) return undefined;
		if (pages + windows.length === 0) {
			const { firstPageSize = pageSize } = this.options;
			return { start: skip, take: Math.min(firstPageSize, limit), back: 0 };
		}
		if (oneByOne && windows.length > 0) return undefined;
		// Pages that wait for an earlier one are held in memory.
		if (windows.length >= 2 * concurrency) return undefined;
		if (ended || windows.some(({ rows, take }) => rows && rows.length < take)) return undefined;
		const { wanted } = this;
		if (wanted <= 0) return undefined;
		const before = windows.at(-1);
		return {
			start: before ? before.start + before.take - 1 : this.proven.lastPlace,
			take: Math.min(pageSize, wanted + 1),
			back: 0,
		};
	}

	/** Pages that may be asked for before more of them are joined, so that a small table costs few calls. */
	private mostPages(joined: number): number {
		const { expectedRows = 0, skip, firstPageSize } = this.options;
		let most = pagesOf(expectedRows - skip, this.pageSize, firstPageSize);
		for (const more of NEXT_PAGES) {
			if (joined < most) return most;
			most += more;
		}
		return joined < most ? most : Number.POSITIVE_INFINITY;
	}
}
