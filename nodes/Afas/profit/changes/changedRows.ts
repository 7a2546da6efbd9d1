import { cellOf, type Row } from '../values/cell';
import type { ChangeSettings } from './changeSettings';
import type { PollTimes } from './pollTimes';
import { contentDigest, keyDigest, type RowMemory } from './rowMemory';
import { wallTimeOfCell, type WallTime } from './wallTimes';

/** The rows that a poll gives: those of which no poll before has given this change. */
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

	keyOf(row: Row): string {
		return keyDigest(row, this.settings.keyFields);
	}

	/** @throws ProfitError `badAnswer` when the time field holds no time */
	timeOf(row: Row): WallTime {
		return wallTimeOfCell(cellOf(row, this.settings.timeField), this.settings.timeField);
	}

	/** Whether this is a change that no poll has given yet. */
	isChange(row: Row, key: string): boolean {
		const { event, createdField } = this.settings;
		const time = this.timeOf(row);
		const known = this.memory.get(key);
		if (known?.time === time && (known.content === '' || known.content === contentDigest(row))) {
			return false;
		}
		if (event !== 'updated' || known !== undefined || createdField === undefined) return true;
		return cellOf(row, createdField) !== cellOf(row, this.settings.timeField);
	}

	/** @returns the row's time */
	remember(row: Row, key: string): WallTime {
		const time = this.timeOf(row);
		const content = this.times.isFinal(time) ? '' : contentDigest(row);
		this.memory.set(key, { time, content });
		return time;
	}
}
