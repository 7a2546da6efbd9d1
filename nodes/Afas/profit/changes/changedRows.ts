import { sharedKeyError } from '../paging/rowIdentity';
import { cellOf, type Row } from '../values/cell';
import type { ChangeSettings } from './changeSettings';
import type { PollTimes } from './pollTimes';
import { contentDigest, keyDigest, type RowMemory } from './rowMemory';
import { isMidnight, wallTimeOfCell, wallTimePlus, type WallTime } from './wallTimes';

/** A row with what tells it from others. */
export interface KnownRow {
	row: Row;
	/** Digest of its key. */
	key: string;
	time: WallTime;
}

/** The rows that a poll gives: changes that no earlier poll has given. */
export class ChangedRows {
	readonly changes: Row[] = [];

	constructor(
		private readonly settings: ChangeSettings,
		private readonly times: PollTimes,
		readonly memory: RowMemory,
	) {}

	get areEnough(): boolean {
		return this.changes.length >= this.settings.maxChanges;
	}

	/**
	 * The rows of one answer with their keys and times.
	 * @throws ProfitError `badAnswer` when the time field holds no time, `input` when two rows have the same key
	 */
	known(rows: Row[]): KnownRow[] {
		const { keyFields } = this.settings;
		const keys = new Set<string>();
		return rows.map((row) => {
			const key = keyDigest(row, keyFields);
			if (keys.has(key)) throw sharedKeyError(keyFields, row);
			keys.add(key);
			const time = this.timeOf(row);
			this.times.hasTimes ||= !isMidnight(time);
			return { row, key, time };
		});
	}

	/** Identifies the place of a row, to tell whether it moved between two pages; other changes do not matter. */
	place(row: Row): string {
		return `${keyDigest(row, this.settings.keyFields)} ${this.timeOf(row)}`;
	}

	/** Whether this is a change that no poll has given yet. */
	isChange({ row, key, time }: KnownRow): boolean {
		const { event, createdField } = this.settings;
		const known = this.memory.get(key);
		if (known?.time === time && (known.content === '' || known.content === contentDigest(row))) {
			return false;
		}
		if (event !== 'updated' || known !== undefined || createdField === undefined) return true;
		// Both are rounded, so a new row may show them a second apart.
		const created = wallTimeOfCell(cellOf(row, createdField), createdField);
		return time > wallTimePlus(created, 1);
	}

	remember({ row, key, time }: KnownRow): void {
		const content = this.times.isFinal(time) ? '' : contentDigest(row);
		this.memory.set(key, { time, content });
	}

	/** @throws ProfitError `badAnswer` when the time field holds no time */
	private timeOf(row: Row): WallTime {
		return wallTimeOfCell(cellOf(row, this.settings.timeField), this.settings.timeField);
	}
}
