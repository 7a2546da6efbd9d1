import { cellOf, type Row } from '../values/cell';
import { findOverlap, type Overlap } from './overlap';
import type { ProvenRows } from './provenRows';
import { rowKey, sameRow, sharedKeyError, type RowIdentity } from './rowIdentity';
import type { Window } from './windowChain';

/**
 * What came of a page: it continues the complete rows, as expected or from another row; or it does not; or it seems
 * to, by a row that may be another one with the same key.
 */
export type Joined = 'aligned' | 'elsewhere' | 'apart' | 'repeated' | 'doubtful';

/** Appends pages to the complete rows, each by a row that is in both. */
export class PageJoin {
	/** Pages that were appended. */
	pages = 0;

	/** A page that was not full ended the rows; pages after it must be empty. */
	ended = false;

	/** A page that was not full was followed by rows: only a page without new rows ends the rows from now on. */
	private distrustShort = false;

	private previousPage = '';

	/** Fields in which one row differed between two calls: changed meanwhile, or calculated for each call. */
	private readonly changing = new Set<string>();

	/**
	 * @param proven the complete rows
	 * @param limit rows to give at most
	 */
	constructor(
		private readonly identity: RowIdentity,
		private readonly proven: ProvenRows,
		private readonly limit: number,
	) {}

	/** Rows came for a page after the one that ended them. */
	sawRowsAfterEnd(): void {
		this.distrustShort = true;
	}

	/**
	 * Appends a page.
	 * @throws ProfitError `input` when two rows have the same key
	 */
	append(window: Window, rows: Row[]): Joined {
		const { identity, proven } = this;
		const before = proven.kept.length;
		const expected = before - 1 - window.back;
		const full = rows.length === window.take;
		const overlap =
			this.pages === 0 ? { keep: 0, from: 0 } : findOverlap(identity, proven.kept, rows, expected);
		const expectsNew = full && window.take - 1 > window.back;
		if (overlap === undefined || (expectsNew && overlap.from === rows.length)) {
			return full && this.previousPage === this.pageKey(rows) ? 'repeated' : 'apart';
		}
		if (this.isDoubtful(overlap, rows)) return 'doubtful';
		// One page alone needs no key.
		if (this.pages > 0 || (full && rows.length < this.limit)) this.checkKey(rows);
		proven.add(rows, overlap, window.start, this.limit);
		this.pages += 1;
		this.previousPage = this.pageKey(rows);
		this.ended = !full;
		const endsWithLast = overlap.from === rows.length && overlap.keep === before;
		if (this.ended && this.distrustShort && !endsWithLast) return 'apart';
		return overlap.keep - overlap.from === expected ? 'aligned' : 'elsewhere';
	}

	/**
	 * Whether the row that joins a page is perhaps another one with the same key, which shows in its other fields. The
	 * key is proven once the page holds the row before it as well, since rows with the same key stand side by side.
	 */
	private isDoubtful({ keep, from }: Overlap, rows: Row[]): boolean {
		const { kept } = this.proven;
		if (this.identity.key === undefined || from === 0) return false;
		const [known, again] = [kept[keep - 1], rows[from - 1]];
		const differing = Object.keys(again).filter(
			(field) => !this.changing.has(field) && cellOf(known, field) !== cellOf(again, field),
		);
		if (differing.length === 0) return false;
		if (from === 1 && keep > 1) return true;
		for (const field of differing) this.changing.add(field);
		return false;
	}

	/** @throws ProfitError `input` when two rows have the same key */
	private checkKey(rows: Row[]): void {
		const { key: fields } = this.identity;
		if (fields === undefined) return;
		for (let index = 1; index < rows.length; index++) {
			if (sameRow({ fields }, rows[index - 1], rows[index])) {
				throw sharedKeyError(fields, rows[index]);
			}
		}
	}

	private pageKey(rows: Row[]): string {
		if (rows.length === 0) return '';
		const { identity } = this;
		return `${rows.length} ${rowKey(identity, rows[0])} ${rowKey(identity, rows[rows.length - 1])}`;
	}
}
