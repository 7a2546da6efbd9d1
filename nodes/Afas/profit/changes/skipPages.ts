import { ProfitError } from '../errors/profitError';
import { halvedPage, SMALLEST_PAGE } from '../paging/pageSize';
import type { Row } from '../values/cell';

/** How often a read may restart because rows moved between its pages. */
const MAX_RESTARTS = 3;

/**
 * The pages of one read, by skip and take. Each starts with the last row of the page before, which proves that no row
 * moved; otherwise the read restarts.
 */
export class SkipPages {
	skip = 0;

	/** Rows per page. */
	take: number;

	private last: string | undefined;

	private restarts = 0;

	/**
	 * @param take rows per page
	 * @param identity identifies a row and its place
	 */
	constructor(
		take: number,
		private readonly identity: (row: Row) => string,
	) {
		this.take = Math.max(SMALLEST_PAGE, take);
	}

	/**
	 * Takes a page.
	 * @returns `more` with the index of the first row that is new; `again` if the page does not follow the one before
	 *   and must not be used; `moving` if that happened too often; `end` for the last page
	 */
	accept(rows: Row[]): { outcome: 'more' | 'end' | 'again' | 'moving'; from: number } {
		const isFirst = this.last === undefined;
		if (!isFirst && (rows.length === 0 || this.identity(rows[0]) !== this.last)) {
			this.restarts += 1;
			this.skip = 0;
			this.last = undefined;
			return { outcome: this.restarts > MAX_RESTARTS ? 'moving' : 'again', from: rows.length };
		}
		const from = isFirst ? 0 : 1;
		if (rows.length < this.take) return { outcome: 'end', from };
		this.skip += rows.length - 1;
		this.last = this.identity(rows[rows.length - 1]);
		return { outcome: 'more', from };
	}

	/** AFAS ran out of memory for a page. @returns whether pages are smaller now */
	halve(): boolean {
		const halved = halvedPage(this.take);
		this.take = halved ?? this.take;
		return halved !== undefined;
	}
}

/** The error of a poll whose rows kept moving. */
export function rowsMove(): ProfitError {
	return new ProfitError('badAnswer', 'Rows changed faster than they could be read', {
		description: 'The next poll tries again; nothing is lost.',
	});
}
