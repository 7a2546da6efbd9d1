import type { PageQuery } from '../../../../nodes/Afas/profit/paging/pagePlan';
import type { Condition } from '../../../../nodes/Afas/profit/query/filter';
import type { Cell, Row } from '../../../../nodes/Afas/profit/values/cell';
import { wallTimeOfInstant } from '../../../../nodes/Afas/profit/values/dateTime';

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

/** As AFAS shows it over REST: rounded to the second, with a wrong `Z`. */
export function shownTime(stored: number): string {
	return `${new Date(Math.round(stored / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

const DATES = ['Created', 'Modified'];

function compare(left: Cell, right: Cell): number {
	if (left === right) return 0;
	if (left === null) return -1;
	if (right === null) return 1;
	return left < right ? -1 : 1;
}

function holds(row: Row, { field, operator, value }: Condition): boolean {
	const cell = row[field];
	if (operator === 'empty') return cell === null;
	if (cell === null) return false;
	const isDate = DATES.includes(field);
	if (isDate && value.endsWith('Z')) throw new Error('AFAS takes no Z');
	const operand = isDate
		? Date.parse(`${value}Z`)
		: typeof cell === 'number'
			? Number(value)
			: value;
	const order = compare(cell, operand);
	switch (operator) {
		case 'equal':
			return order === 0;
		case 'greaterOrEqual':
			return order >= 0;
		case 'greater':
			return order > 0;
		case 'less':
			return order < 0;
		default:
			throw new Error(`The fake knows no ${operator}`);
	}
}

/** A table whose rows are stamped when they change and show up when their transaction is complete. */
export class FakeProfit {
	/** The true time, in milliseconds since 1970. */
	now: number;

	/** Rows that were sent. */
	rowsSent = 0;

	calls = 0;

	/** What a call waits for, when set. */
	beforeCall: (() => void) | undefined;

	private readonly deleted = new Set<number>();

	private readonly versions = new Map<number, Version[]>();

	constructor(
		now: number,
		private readonly dayOnly = false,
	) {
		this.now = now;
	}

	/** The newest version of a row, seen or not. */
	newest(id: number): Version | undefined {
		return this.versions.get(id)?.at(-1);
	}

	get ids(): number[] {
		return [...this.versions.keys()];
	}

	/** Writes a row now; it shows up after the delay (ms). A row that waits for its transaction is locked. */
	write(id: number, key: Record<string, Cell>, delay: number): void {
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
				...key,
				Number: number,
				Created: before?.stored.Created ?? time,
				Modified: time,
			},
		};
		this.versions.set(id, [...(before === undefined ? [] : [before]), version]);
	}

	/** Takes a row away for good. */
	delete(id: number): void {
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

	shown(version: Version): { created: string; modified: string } {
		const { Created, Modified } = version.stored;
		return { created: shownTime(Created as number), modified: shownTime(Modified as number) };
	}

	/** One call for rows. */
	read({ filter, sort, skip, take }: PageQuery): Row[] {
		this.beforeCall?.();
		this.calls += 1;
		const rows = this.visible()
			.map(({ stored }) => stored)
			.filter(
				(row) => filter.length === 0 || filter.some((group) => group.every((is) => holds(row, is))),
			)
			.sort((left, right) => {
				for (const { field, descending } of sort) {
					const order = compare(left[field], right[field]);
					if (order !== 0) return descending ? -order : order;
				}
				return 0;
			})
			.slice(skip, skip + take);
		this.rowsSent += rows.length;
		return rows.map((row) => ({
			...row,
			Created: shownTime(row.Created as number),
			Modified: shownTime(row.Modified as number),
		}));
	}
}
