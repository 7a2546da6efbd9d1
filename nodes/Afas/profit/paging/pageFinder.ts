import type { Row } from '../values/cell';
import type { KeyAnchors } from './keyAnchors';
import type { PagePlanOptions, PageQuery } from './pagePlan';
import { lastAnchor, type AnchorPlace, type ProvenRows } from './provenRows';

/** Times that no row is found back by its key before pages are found by skip alone. */
const MAX_MISSES = 3;

/** Above this AFAS gets too slow. docs/afas.md 2.5. */
const SLOW_SKIP = 100_000;

/** High skips are heavy, so they stay within the lower of AFAS's two numbers (docs/afas.md 2.5). */
const MAX_CONCURRENCY_BY_SKIP = 5;

/** A page that was asked for; places count the rows of the read. */
export interface PlacedPage {
	start: number;
	rows?: Row[];
}

export interface PageFinderOptions extends Pick<PagePlanOptions, 'filter' | 'sort'> {
	/** Finds rows back by their key; without it pages are found by skip alone. */
	anchors?: KeyAnchors;
	/** Whether AFAS takes a query (REST: 2049 characters). */
	fits?: (query: PageQuery) => boolean;
}

/** Decides how a page is asked for: from the start of the read with skip, or from a known row by its key. */
export class PageFinder {
	readonly hints: string[] = [];

	private anchors: KeyAnchors | undefined;

	private probeWanted: boolean;

	private found = false;

	private misses = 0;

	/** Rows after this place may have been deleted, so no page is found by them. */
	private certainPlace = Number.POSITIVE_INFINITY;

	constructor(private readonly options: PageFinderOptions) {
		this.anchors = options.anchors;
		this.probeWanted = options.anchors !== undefined;
	}

	/** Calls that may run at once, of those that the user allows. */
	callsAtOnce(most: number): number {
		return this.anchors === undefined ? Math.min(most, MAX_CONCURRENCY_BY_SKIP) : most;
	}

	/** Adds a hint, once. */
	hint(text: string): void {
		if (!this.hints.includes(text)) this.hints.push(text);
	}

	/** Asks once whether key fields are empty anywhere; filters are right without the answer, only longer. */
	probe(): PageQuery | undefined {
		if (!this.probeWanted) return undefined;
		this.probeWanted = false;
		const query = this.anchors?.emptyProbe();
		return query !== undefined && this.fits(query) ? query : undefined;
	}

	probed(rows: Row[]): void {
		this.anchors?.probed(rows);
	}

	/** Sees the rows of a page before they are used as anchors. */
	learn(rows: Row[]): void {
		this.anchors?.learn(rows);
	}

	/** From here on the rows that are known may be gone; undefined when they are there again. */
	doubtAfter(place: number | undefined): void {
		this.certainPlace = place ?? Number.POSITIVE_INFINITY;
	}

	/**
	 * What to ask for a page.
	 * @param pages the pages between the complete rows and this one
	 * @param reach how far a page may lie from the row that it is found by
	 * @param busy whether a nearer row may still come in
	 * @returns undefined when it is better to wait for that row
	 */
	query(
		{ start, take }: { start: number; take: number },
		pages: PlacedPage[],
		proven: ProvenRows,
		{ reach, busy }: { reach: number; busy: boolean },
	): { query: PageQuery; anchored: boolean } | undefined {
		const { filter, sort } = this.options;
		if (this.anchors !== undefined && start > reach) {
			const { known, near } = this.nearest(this.anchors, start, pages, proven);
			// When the nearest known row is close but cannot be an anchor, waiting does not help.
			if (busy && start - known > reach) return undefined;
			if (near !== undefined) {
				const skip = start - near.place;
				const query = { filter: this.anchors.from(near.anchor), sort, skip, take };
				if (this.fits(query)) {
					this.hintSlow(skip);
					return { query, anchored: true };
				}
				this.leaveKeys(
					'The filter together with the key fields is too long for AFAS; the rows are read with skip, which is slower. Use fewer filter conditions or fewer key fields.',
				);
			}
		}
		this.hintSlow(start);
		return { query: { filter, sort, skip: start, take }, anchored: false };
	}

	/** Counts whether a row was found back, and leaves keys when they never lead to their row (shown rounded). */
	count(found: boolean): void {
		this.found ||= found;
		if (this.found || this.anchors === undefined) return;
		this.misses += 1;
		if (this.misses < MAX_MISSES) return;
		this.leaveKeys(
			'AFAS does not find rows back by the values of the key fields; the rows are read with skip, which is slower. Choose key fields without a special format.',
		);
	}

	private nearest(
		anchors: KeyAnchors,
		start: number,
		pages: PlacedPage[],
		proven: ProvenRows,
	): { known: number; near: AnchorPlace | undefined } {
		let known = Math.min(start, this.certainPlace, proven.lastPlace);
		for (const page of [...pages].reverse()) {
			if (page.rows === undefined) continue;
			known = Math.max(known, page.start + page.rows.length - 1);
			const near = lastAnchor(anchors, page.rows, page.start);
			if (near !== undefined) return { known, near };
		}
		return { known, near: proven.anchorBefore(anchors, Math.min(start, this.certainPlace)) };
	}

	private fits(query: PageQuery): boolean {
		return this.options.fits?.(query) ?? true;
	}

	private leaveKeys(hint: string): void {
		this.anchors = undefined;
		this.hint(hint);
	}

	private hintSlow(skip: number): void {
		if (skip <= SLOW_SKIP) return;
		this.hint(
			`AFAS gets slow when it skips more than ${SLOW_SKIP} rows. Choose key fields that are never empty, or narrow the filter.`,
		);
	}
}
