import type { Row } from '../values/cell';

/** Times that a read may begin again because rows moved between its pages. */
const MAX_RESTARTS = 3;

/**
 * Pages of one read, by skip and take. Each begins with the row that ended the one before, which proves that no row
 * moved out from under them; otherwise the read begins again.
 */
export class SkipPages {
	skip = 0;

	private last: string | undefined;

	private restarts = 0;

	/** @param take rows per page, 2 or more */
	constructor(readonly take: number) {}

	/**
	 * Takes a page.
	 * @param identity tells rows apart, and whether one moved
	 * @returns `more` with the index of the first row that is new; `again` when the page does not follow the one
	 * before and must not be used; `moving` when that happened too often; `end` for the last page
	 */
	accept(
		rows: Row[],
		identity: (row: Row) => string,
	): { outcome: 'more' | 'end' | 'again' | 'moving'; from: number } {
		const isFirst = this.last === undefined;
		if (!isFirst && (rows.length === 0 || identity(rows[0]) !== this.last)) {
			this.restarts += 1;
			this.skip = 0;
			this.last = undefined;
			return { outcome: this.restarts > MAX_RESTARTS ? 'moving' : 'again', from: rows.length };
		}
		const from = isFirst ? 0 : 1;
		if (rows.length < this.take) return { outcome: 'end', from };
		this.skip += rows.length - 1;
		this.last = identity(rows[rows.length - 1]);
		return { outcome: 'more', from };
	}
}
