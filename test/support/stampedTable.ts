import type { PageQuery } from '../../nodes/Afas/profit/paging/pagePlan';
import type { Cell, Row } from '../../nodes/Afas/profit/values/cell';
import { wallTimeOfInstant } from '../../nodes/Afas/profit/values/dateTime';
import { FakeTable, shownTime } from './fakeTable.ts';
import { seededRandom } from './random.ts';

/** One version of a row: what it holds, and when it was stamped and could be seen (ms since 1970). */
export interface Version {
	id: number;
	number: number;
	stampedAt: number;
	visibleAt: number;
	/** The row as the database holds it. */
	stored: Row;
}

/** What the database holds for an instant: Amsterdam wall time to the millisecond, as if it were UTC. */
function storedTime(instant: number): number {
	return Date.parse(`${wallTimeOfInstant(instant)}Z`) + (((instant % 1000) + 1000) % 1000);
}

/** A table whose rows are stamped when they change and show up when their transaction is complete. */
export class StampedTable extends FakeTable {
	/** The true time, in milliseconds since 1970. */
	now: number;

	/** Rows that were sent. */
	rowsSent = 0;

	/** What a call waits for, when set. */
	beforeCall: (() => void) | undefined;

	private readonly deleted = new Set<number>();

	private readonly versions = new Map<number, Version[]>();

	/** @param dayOnly the times hold days only */
	constructor(
		now: number,
		private readonly dayOnly = false,
	) {
		super({ random: seededRandom(now), rows: [], times: ['Created', 'Modified'] });
		this.now = now;
	}

	/** The newest version of a row, seen or not. */
	newest(id: number): Version | undefined {
		return this.versions.get(id)?.at(-1);
	}

	/** Writes a row now; it shows up after the delay (ms). A row that waits for its transaction is locked. */
	write(id: number, cells: Record<string, Cell>, delay: number): void {
		const before = this.newest(id);
		if (this.deleted.has(id) || (before !== undefined && before.visibleAt > this.now)) return;
		const stored = storedTime(this.now);
		const time = this.dayOnly ? stored - (stored % 86_400_000) : stored;
		const number = (before?.number ?? -1) + 1;
		const version: Version = {
			id,
			number,
			stampedAt: this.now,
			visibleAt: this.now + delay,
			stored: {
				Id: id,
				...cells,
				Number: number,
				Created: before?.stored.Created ?? time,
				Modified: time,
			},
		};
		this.versions.set(id, [...(before === undefined ? [] : [before]), version]);
	}

	/** Takes a row away for good. */
	remove(id: number): void {
		this.deleted.add(id);
		this.versions.delete(id);
	}

	/** What can be seen now. */
	visible(): Version[] {
		return [...this.versions.values()].flatMap((versions) => {
			const seen = versions.filter(({ visibleAt }) => visibleAt <= this.now).at(-1);
			return seen === undefined ? [] : [seen];
		});
	}

	/** The times of a version as AFAS shows them. */
	timesOf(version: Version): { created: string; modified: string } {
		const { Created, Modified } = version.stored;
		return { created: shownTime(Created as number), modified: shownTime(Modified as number) };
	}

	override answer(query: PageQuery): Row[] {
		this.beforeCall?.();
		this.rows = this.visible().map(({ stored }) => stored);
		this.changed();
		const rows = super.answer(query);
		this.rowsSent += rows.length;
		return rows;
	}
}
