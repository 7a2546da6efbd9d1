import { inputError, type ProfitError } from '../errors/profitError';
import { sharedKeyError } from '../paging/rowIdentity';
import type { Cell, Row } from '../values/cell';
import {
	keyText,
	keyValues,
	rowsOfText,
	rowsToText,
	type ComparedRows,
	type KeptRows,
} from './comparedRows';
import { adoptColumns, digestComparer, rowDigester, type Columns } from './rowDigest';

/** What happened to a row between two polls. */
export type DifferenceEvent = 'created' | 'updated' | 'deleted';

export interface Difference {
	event: DifferenceEvent;
	key: Record<string, Cell>;
	/** The row as it is now; null for a deleted one. */
	row: Row | null;
}

/** A loss of this many rows never counts as too many. */
const FEW_GONE = 10;

export interface ComparisonSettings {
	keyFields: string[];
	/** The columns to compare. */
	columns: string[];
	/** The events to give; the others are only remembered. */
	events: DifferenceEvent[];
	/** Maximum percentage of the known rows that may be gone; 100 allows any number. */
	maxDeletedPercent: number;
	/** Maximum rows of the table. */
	maxRows: number;
	/** Maximum differences to give at once; the next comparison finds the rest. */
	maxDifferences: number;
	/** Whether old and new digests are not comparable, so that changed values are only remembered. */
	valuesDiffer?: boolean;
}

export interface Compared {
	differences: Difference[];
	/** What to keep; undefined when it is what was kept before. */
	kept: KeptRows | undefined;
}

/**
 * Compares all rows of a table with what was kept of them. If there are too many differences, those not given are not
 * remembered either, so the next comparison finds them again.
 */
export class Comparison {
	private readonly before: ComparedRows;

	private readonly after: ComparedRows = new Map();

	private readonly columns: Columns;

	private readonly columnsChanged: boolean;

	private readonly digestToKeep: (row: Row) => string;

	private readonly digestToCompare: (row: Row) => string;

	private readonly isSame: (older: string, newer: string) => boolean;

	/** Rows that were created or updated, by the text of their keys, as many as can be given. */
	private readonly changed: Array<{ key: string; event: DifferenceEvent; row: Row | null }> = [];

	/** Keys of changes to give later. */
	private readonly postponed: string[] = [];

	private differs: boolean;

	/** @param kept the result of the last comparison; without it every row is new */
	constructor(
		private readonly settings: ComparisonSettings,
		kept: KeptRows | undefined,
	) {
		const columnsBefore = kept?.columns ?? [];
		this.before = rowsOfText(kept?.rows ?? '');
		this.columns = adoptColumns(columnsBefore, settings.columns);
		const now = new Set(settings.columns);
		const stayed = columnsBefore.filter(([name]) => now.has(name));
		const gone = columnsBefore.filter(([name]) => !now.has(name));
		this.columnsChanged = gone.length > 0 || stayed.length < this.columns.length;
		this.digestToKeep = rowDigester(this.columns);
		this.digestToCompare = this.columnsChanged ? rowDigester(stayed) : this.digestToKeep;
		this.isSame = digestComparer(gone);
		this.differs = kept === undefined || this.columnsChanged || settings.valuesDiffer === true;
	}

	/** Number of rows compared so far. */
	get count(): number {
		return this.after.size;
	}

	/**
	 * Compares rows of the table; each row must come once.
	 * @throws ProfitError `input` when two rows have the same key, or there are more rows than allowed
	 */
	accept(rows: Row[]): void {
		const { keyFields, maxRows } = this.settings;
		for (const row of rows) {
			const key = keyText(row, keyFields);
			if (this.after.has(key)) throw sharedKeyError(keyFields, row);
			if (this.after.size >= maxRows) throw tooManyRows(maxRows);
			const digest = this.digestToKeep(row);
			this.after.set(key, digest);
			const known = this.before.get(key);
			if (known === undefined) {
				this.add('created', key, row);
			} else if (known === '' || !this.isSame(known, this.comparable(row, digest))) {
				this.add('updated', key, row);
			}
		}
	}

	/**
	 * Ends the comparison after the last row.
	 * @throws ProfitError `input` when more rows are gone than allowed
	 */
	end(): Compared {
		const { keyFields, maxDifferences, events } = this.settings;
		const gone = [...this.before.keys()].filter((key) => !this.after.has(key));
		this.checkGone(gone.length);
		this.differs ||= gone.length > 0;
		const deleted = events.includes('deleted') ? gone : [];
		// Deleted rows come first, so that their keys are free for created ones.
		const all = [
			...deleted.map((key) => ({ key, event: 'deleted' as const, row: null })),
			...this.changed,
		];
		for (const { key } of all.slice(maxDifferences)) this.postpone(key);
		for (const key of this.postponed) this.postpone(key);
		const differences = all.slice(0, maxDifferences).map(({ key, event, row }) => ({
			event,
			key: keyValues(key, keyFields),
			row,
		}));
		const kept = { columns: this.columns, rows: rowsToText(this.after) };
		return { differences, kept: this.differs ? kept : undefined };
	}

	private add(event: 'created' | 'updated', key: string, row: Row): void {
		this.differs = true;
		const { events, maxDifferences, valuesDiffer } = this.settings;
		if (!events.includes(event) || (event === 'updated' && valuesDiffer)) return;
		// A postponed row need not stay in memory.
		if (this.changed.length < maxDifferences) this.changed.push({ key, event, row });
		else this.postponed.push(key);
	}

	private comparable(row: Row, digest: string): string {
		return this.columnsChanged ? this.digestToCompare(row) : digest;
	}

	/** Keeps the old digest of a row, so that the next comparison finds the difference. */
	private postpone(key: string): void {
		const known = this.before.get(key);
		if (known === undefined) this.after.delete(key);
		else this.after.set(key, this.columnsChanged ? '' : known);
	}

	private checkGone(gone: number): void {
		const { maxDeletedPercent } = this.settings;
		const known = this.before.size;
		if (maxDeletedPercent >= 100 || gone <= FEW_GONE) return;
		if (gone * 100 <= known * maxDeletedPercent) return;
		throw tooManyGone(gone, known, maxDeletedPercent);
	}
}

function tooManyRows(maxRows: number): ProfitError {
	return inputError(
		`The GetConnector has more than ${maxRows} rows, which is too many to compare`,
		"Narrow 'Filters', use a GetConnector with fewer rows, or raise 'Max Rows'. For large tables, compare with a database: see the recipes in the documentation of the triggers.",
	);
}

function tooManyGone(gone: number, known: number, percent: number): ProfitError {
	return inputError(
		`${gone} of the ${known} known rows are gone, more than the ${percent} % that 'Max Deleted (%)' allows`,
		"Nothing was returned or forgotten. If an authorization, the GetConnector's filter or the app connector changed in Profit, undo that. If the rows were really deleted, set 'Max Deleted (%)' to 100 for one poll.",
	);
}
