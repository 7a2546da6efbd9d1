import type { SortField } from '../query/rowQuery';
import { cellOf, type Cell, type Row } from '../values/cell';
import type { Anchor, KeyAnchors } from './keyAnchors';
import type { Overlap } from './overlap';

/** Complete rows kept back, so that the read can continue from an earlier one when the last was deleted. */
const KEPT_ROWS = 257;

/** A row that can be found back by its key, and its place. */
export interface AnchorPlace {
	anchor: Anchor;
	place: number;
}

/**
 * The last row, up to and including a given index, that can be found back by its key.
 * @param place place of `rows[0]`
 */
export function lastAnchor(
	anchors: KeyAnchors,
	rows: Row[],
	place: number,
	index = rows.length - 1,
): AnchorPlace | undefined {
	for (let at = Math.min(index, rows.length - 1); at >= 0; at--) {
		const anchor = anchors.anchorOf(rows[at]);
		if (anchor !== undefined) return { anchor, place: place + at };
	}
	return undefined;
}

/** The rows that are complete and in order: those given out, and the last ones, which are kept back. */
export class ProvenRows {
	/** Complete rows that were not given out yet. */
	kept: Row[] = [];

	/** Place of the last row, in the places of the page that held it. */
	lastPlace = -1;

	private given = 0;

	private givenAnchor: AnchorPlace | undefined;

	/** @param outputSize rows to give out at a time */
	constructor(private readonly outputSize: number) {}

	get count(): number {
		return this.given + this.kept.length;
	}

	/**
	 * Continues with the new rows of a page.
	 * @param most rows to have in all, at most
	 */
	add(page: Row[], { keep, from }: Overlap, start: number, most: number): void {
		this.kept.length = keep;
		for (let index = from; index < page.length && this.count < most; index++) {
			this.kept.push(page[index]);
			this.lastPlace = start + index;
		}
		// Only the page knows where its row is, also when it brings no new ones.
		if (from > 0 && from === page.length) this.lastPlace = start + from - 1;
	}

	/** The nearest row at or before a place that can be found back by its key. */
	anchorBefore(anchors: KeyAnchors, place: number): AnchorPlace | undefined {
		const first = this.lastPlace - this.kept.length + 1;
		const near = lastAnchor(anchors, this.kept, first, place - first) ?? this.givenAnchor;
		return near !== undefined && near.place <= place ? near : undefined;
	}

	/** The order fields of the last row; undefined when none is kept. */
	lastCells(sort: SortField[]): Map<string, Cell> | undefined {
		const row = this.kept.at(-1);
		return row && new Map(sort.map(({ field }) => [field, cellOf(row, field)]));
	}

	/** Pages to give out now: full ones while the read goes on, all that is left at its end. */
	release(all: boolean, anchors: KeyAnchors | undefined): Row[][] {
		const pages: Row[][] = [];
		const stay = all ? 0 : KEPT_ROWS;
		const least = all ? 1 : this.outputSize;
		while (this.kept.length - stay >= least) {
			const first = this.lastPlace - this.kept.length + 1;
			const page = this.kept.splice(0, this.outputSize);
			this.given += page.length;
			if (!all && anchors !== undefined) {
				this.givenAnchor = lastAnchor(anchors, page, first) ?? this.givenAnchor;
			}
			pages.push(page);
		}
		return pages;
	}
}
