import type { Filter } from '../query/filter';
import type { RowQuery, SortField } from '../query/rowQuery';
import type { Cell, Row } from '../values/cell';

/** What a page asks for; the same over REST and SOAP. */
export type PageQuery = Omit<RowQuery, 'connector'>;

/** One call of a plan. It is answered once: with `accept`, or with `tooMuchData`. */
export interface PageCall extends PageQuery {
	id: number;
}

/**
 * Reads the rows of one query page by page. The plan knows which calls may run and which rows are complete; whoever
 * holds it makes the calls, in any order, and stops the read when a call fails permanently.
 */
export interface PagePlan {
	/**
	 * Calls to start now, at most `free`. Empty while the plan waits for answers to be accepted, and when it is done. Pages that
	 * wait for `accept` are held in memory, so there are never many.
	 */
	next(free: number): PageCall[];
	/**
	 * Takes the rows that AFAS gave for a call, unchanged, and gives the pages that are now complete and in order,
	 * each of the page size but the last. A call that the plan has given up since gives nothing.
	 * @throws ProfitError `badAnswer` when a page repeats or the rows change faster than they can be read,
	 * `input` when key fields do not identify a row; `stop` still gives the rows that are safe
	 */
	accept(call: PageCall, rows: Row[]): Row[][];
	/**
	 * AFAS ran out of memory for this call: halves the page size for the rest of the read and asks again from the
	 * same place. False when a page cannot be smaller; then AFAS's refusal is final.
	 */
	tooMuchData(call: PageCall): boolean;
	/** Ends the read and gives the complete rows that were kept back as an anchor for what follows. */
	stop(): Row[];
	/** Calls that may run at once: fewer than the user allows while every call skips many rows. */
	readonly callsAtOnce: number;
	/** All rows were given; calls that still run do not matter and may be cancelled. */
	readonly done: boolean;
	/** Rows that are complete and in order: those given out and those that `stop` gives. */
	readonly provenRows: number;
	/** The order fields of the last complete row, to say from where to go on; undefined before the first row. */
	readonly lastProven: ReadonlyMap<string, Cell> | undefined;
	/** What the user should know about this read, each once, in plain words. */
	readonly hints: readonly string[];
}

export interface PagePlanOptions {
	filter: Filter;
	/** The total order of the read. */
	sort: SortField[];
	/** Rows per call; a second page needs at least 2, because pages overlap by one row. */
	pageSize: number;
	/** Rows of the first page, when it is asked for before the page size is known; a page like the others unless set. */
	firstPageSize?: number;
	/** Calls at once: 5 unless set, at most 8. docs/afas.md 2.5. */
	concurrency?: number;
	/** Rows to pass over. */
	skip?: number;
	/** Rows to give at most; all of them unless set. */
	limit?: number;
	/** Rows that the query may have without `skip`, from an earlier read: a wrong number costs calls, never rows. */
	expectedRows?: number;
}
