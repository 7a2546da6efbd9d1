import type { Condition, Filter } from '../../nodes/Afas/profit/query/filter';
import type { SortField } from '../../nodes/Afas/profit/query/rowQuery';
import type { PageQuery } from '../../nodes/Afas/profit/paging/pagePlan';
import type { Cell, Row } from '../../nodes/Afas/profit/values/cell';
import { shuffled, type Random } from './random.ts';

export interface TableOptions {
	random: Random;
	rows: Row[];
	/** Letters in the order in which the table sorts them; the case of letters does not count. */
	alphabet?: string;
	/** Where empty values sort, ascending. */
	emptyFirst?: boolean;
	/** Fields with times: stored as Amsterdam wall time in milliseconds (as if it were UTC), shown rounded. */
	times?: string[];
}

type Place = string | number | null;

/** A time as AFAS shows it over REST: rounded to the second, with a wrong `Z`. */
export function shownTime(stored: number): string {
	return `${new Date(Math.round(stored / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

/**
 * A GetConnector's rows: sorts, filters and pages as AFAS's database does, and shuffles what the sort leaves open.
 */
export class FakeTable {
	rows: Row[];

	readonly calls: PageQuery[] = [];

	private readonly collatedTexts = new Map<string, string>();

	private readonly sorted = new Map<string, Row[][]>();

	private readonly random: Random;

	private readonly alphabet: string;

	private readonly emptyFirst: boolean;

	private readonly times: ReadonlySet<string>;

	constructor({ random, rows, alphabet, emptyFirst, times }: TableOptions) {
		this.random = random;
		this.rows = rows;
		this.alphabet = alphabet ?? '0123456789abcdefghijklmnopqrstuvwxyz';
		this.emptyFirst = emptyFirst ?? true;
		this.times = new Set(times);
	}

	insert(row: Row): void {
		this.rows.push(row);
		this.changed();
	}

	/** Gives a row other values. */
	update(index: number, cells: Row): void {
		this.rows[index] = { ...this.rows[index], ...cells };
		this.changed();
	}

	/** Deletes a row and gives it. */
	delete(index: number): Row {
		this.changed();
		return this.rows.splice(index, 1)[0];
	}

	/** The rows were changed from outside. */
	protected changed(): void {
		this.sorted.clear();
	}

	answer(query: PageQuery): Row[] {
		this.calls.push(query);
		const rows: Row[] = [];
		let passed = 0;
		for (const tied of this.inOrder(query.sort)) {
			if (rows.length === query.take) break;
			const passing = tied.filter((row) => this.passes(query.filter, row));
			const inAnyOrder = passing.length > 1 ? shuffled(passing, this.random) : passing;
			for (const row of inAnyOrder) {
				if (passed >= query.skip && rows.length < query.take) rows.push(this.shown(row));
				passed += 1;
			}
		}
		return rows;
	}

	/** All rows, those that the sort does not tell apart together. */
	inOrder(sort: SortField[]): Row[][] {
		const name = JSON.stringify(sort);
		const known = this.sorted.get(name);
		if (known !== undefined) return known;
		const groups: Row[][] = [];
		const placed = this.rows.map((row) => ({ row, places: this.placesOf(sort, row) }));
		placed.sort((left, right) => this.comparePlaces(sort, left.places, right.places));
		for (const [at, { row, places }] of placed.entries()) {
			const isTied = at > 0 && this.comparePlaces(sort, placed[at - 1].places, places) === 0;
			if (isTied) groups.at(-1)?.push(row);
			else groups.push([row]);
		}
		this.sorted.set(name, groups);
		return groups;
	}

	compareRows(sort: SortField[], left: Row, right: Row): number {
		return this.comparePlaces(sort, this.placesOf(sort, left), this.placesOf(sort, right));
	}

	/** What JavaScript sorts as the table sorts the row. */
	private placesOf(sort: SortField[], row: Row): Place[] {
		return sort.map(({ field }) => {
			const cell = row[field];
			if (cell === null) return null;
			return typeof cell === 'string' ? this.collated(cell) : Number(cell);
		});
	}

	private comparePlaces(sort: SortField[], left: Place[], right: Place[]): number {
		for (let at = 0; at < sort.length; at++) {
			const [one, other] = [left[at], right[at]];
			if (one === other) continue;
			const isBefore =
				one === null || other === null ? (one === null) === this.emptyFirst : one < other;
			return isBefore === sort[at].descending ? 1 : -1;
		}
		return 0;
	}

	passes(filter: Filter, row: Row): boolean {
		return filter.length === 0 || filter.some((group) => group.every((is) => this.meets(is, row)));
	}

	private shown(row: Row): Row {
		const shown = { ...row };
		for (const field of this.times) {
			const stored = row[field];
			if (typeof stored === 'number') shown[field] = shownTime(stored);
		}
		return shown;
	}

	private compare(left: Cell, right: Cell): number {
		if (left === null || right === null) {
			if (left === right) return 0;
			return (left === null) === this.emptyFirst ? -1 : 1;
		}
		if (typeof left === 'string') return this.compareText(left, String(right));
		return Number(left) - Number(right);
	}

	private compareText(left: string, right: string): number {
		const [a, b] = [this.collated(left), this.collated(right)];
		return a < b ? -1 : a > b ? 1 : 0;
	}

	/** The text in letters that JavaScript sorts as the table does. */
	private collated(text: string): string {
		let letters = this.collatedTexts.get(text);
		if (letters === undefined) {
			const ranks = [...text.toLowerCase()].map((letter) => this.alphabet.indexOf(letter));
			letters = String.fromCharCode(...ranks);
			this.collatedTexts.set(text, letters);
		}
		return letters;
	}

	/** As in SQL: an empty value meets `empty` only. */
	private meets({ field, operator, value }: Condition, row: Row): boolean {
		const cell = row[field];
		if (operator === 'empty') return cell === null;
		if (cell === null) return false;
		const order = this.compare(cell, this.operand(field, value));
		switch (operator) {
			case 'equal':
				return order === 0;
			case 'notEqual':
				return order !== 0;
			case 'greater':
				return order > 0;
			case 'less':
				return order < 0;
			case 'greaterOrEqual':
				return order >= 0;
			case 'lessOrEqual':
				return order <= 0;
			case 'notEmpty':
				return true;
			default:
				throw new Error(`The fake table does not know ${operator}`);
		}
	}

	private operand(field: string, value: string): Cell {
		if (!this.times.has(field)) return value;
		if (value.endsWith('Z')) throw new Error('AFAS takes no Z');
		return Date.parse(`${value}Z`);
	}
}
