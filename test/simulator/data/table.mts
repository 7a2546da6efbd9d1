import { cellComparator } from './conditions.mts';
import { rowJson, type Cell, type Field } from './fields.mts';
import type { RowOrder, RowStore, SortKey } from './rowStore.mts';

/** A row by the names of its fields. */
export type RowRecord = Record<string, Cell>;

/** Changes after which a kept order is made anew instead of being kept up. */
const MAX_KEPT_UP = 500;
const MAX_ORDERS = 12;

function indexText(value: Cell): string {
	return String(value).toLocaleLowerCase('nl');
}

/** Rows in memory that can change; orders and JSON are made when they are first asked for and kept up. */
export class Table implements RowStore {
	readonly fields: Field[];

	readonly uniqueKeys: number[][];

	private readonly positions = new Map<string, number>();

	private readonly names: string[];

	private readonly rows: (Cell[] | undefined)[];

	private readonly texts: (string | undefined)[] = [];

	private readonly orders = new Map<string, { sort: SortKey[]; rows: number[] }>();

	/** Per unique key of one field: stored value to row. */
	private readonly indexes = new Map<number, Map<string, number>>();

	private changes = 0;

	private journal: (() => void)[] | undefined;

	/** Told of each row that comes or goes, before and after a change of it. */
	onChange: (row: RowRecord) => void = () => undefined;

	/**
	 * @param uniqueKeys names of fields; each list identifies a row
	 * @param rows cells in the order of the fields
	 */
	constructor(fields: Field[], uniqueKeys: string[][], rows: Cell[][] = []) {
		this.fields = fields;
		fields.forEach(({ id }, at) => this.positions.set(id, at));
		this.uniqueKeys = uniqueKeys.map((key) => key.map((id) => this.position(id)));
		this.names = fields.map(({ id }) => JSON.stringify(id));
		this.rows = rows;
	}

	cell(row: number, field: number): Cell {
		return (this.rows[row] as Cell[])[field];
	}

	order(sort: SortKey[]): RowOrder {
		this.changes = 0;
		const name = sort.map(({ field, descending }) => `${descending ? '-' : ''}${field}`).join();
		let kept = this.orders.get(name);
		if (!kept) {
			if (this.orders.size >= MAX_ORDERS) this.orders.clear();
			const rows = this.numbers();
			if (sort.length > 0) rows.sort(this.comparator(sort));
			kept = { sort, rows };
			this.orders.set(name, kept);
		}
		const { rows } = kept;
		return { length: rows.length, rowAt: (position) => rows[position] };
	}

	json(rows: number[]): Buffer[] {
		const list = rows.map(
			(row) =>
				(this.texts[row] ??= rowJson(this.names, this.fields, (field) => this.cell(row, field))),
		);
		return [Buffer.from(list.join(','))];
	}

	/** Number of rows. */
	get size(): number {
		return this.numbers().length;
	}

	/** Every row as it is stored (dates as wall time in milliseconds). */
	records(): RowRecord[] {
		return this.numbers().map((row) => this.record(row));
	}

	/** One row as it is stored. */
	record(row: number): RowRecord {
		const record: RowRecord = Object.create(null);
		this.fields.forEach(({ id }, at) => (record[id] = this.cell(row, at)));
		return record;
	}

	/** The values of one field, of every row. */
	column(id: string): Cell[] {
		const field = this.position(id);
		return this.numbers().map((row) => this.cell(row, field));
	}

	/** Numbers of the rows that hold all the given values, compared as the database compares. */
	find(values: RowRecord): number[] {
		const tests = Object.entries(values).map(([id, value]) => {
			const field = this.position(id);
			return { field, value, compare: cellComparator(this.fields[field]) };
		});
		const passes = (row: number) =>
			tests.every((is) => is.compare(this.cell(row, is.field), is.value) === 0);
		const indexed = tests.find(({ field }) =>
			this.uniqueKeys.some(([key, ...more]) => key === field && more.length === 0),
		);
		if (indexed) {
			const row = this.index(indexed.field).get(indexText(indexed.value));
			return row !== undefined && passes(row) ? [row] : [];
		}
		const found: number[] = [];
		for (let row = 0; row < this.rows.length; row++) {
			if (this.rows[row] && passes(row)) found.push(row);
		}
		return found;
	}

	/** Adds a row; fields that are not given are empty. Gives the row's number. */
	insert(record: RowRecord): number {
		const row = this.rows.length;
		this.put(
			row,
			this.merged(
				this.fields.map(() => null),
				record,
			),
		);
		this.journal?.push(() => this.put(row, undefined));
		this.onChange(this.record(row));
		return row;
	}

	/** Changes the given fields of a row. */
	update(row: number, changes: RowRecord): void {
		const before = this.existing(row);
		this.onChange(this.record(row));
		this.put(row, this.merged(before, changes));
		this.onChange(this.record(row));
		this.journal?.push(() => this.put(row, before));
	}

	/** Takes a row away. */
	remove(row: number): void {
		const before = this.existing(row);
		this.onChange(this.record(row));
		this.put(row, undefined);
		this.journal?.push(() => this.put(row, before));
	}

	/** Starts to write down changes, so that they can be undone. */
	begin(): void {
		this.journal = [];
	}

	/** Ends what `begin` started; `undo` takes all changes since then back. */
	end(undo: boolean): void {
		const journal = this.journal ?? [];
		this.journal = undefined;
		if (undo) journal.reverse().forEach((step) => step());
	}

	private index(field: number): Map<string, number> {
		let index = this.indexes.get(field);
		if (!index) {
			index = new Map(this.numbers().map((row) => [indexText(this.cell(row, field)), row]));
			this.indexes.set(field, index);
		}
		return index;
	}

	private existing(row: number): Cell[] {
		const cells = this.rows[row];
		if (!cells) throw new Error(`There is no row ${row}`);
		return cells;
	}

	private position(id: string): number {
		const position = this.positions.get(id);
		if (position === undefined) throw new Error(`There is no field ${id}`);
		return position;
	}

	private merged(cells: Cell[], changes: RowRecord): Cell[] {
		const merged = [...cells];
		for (const [id, value] of Object.entries(changes)) {
			merged[this.position(id)] = value === '' ? null : value;
		}
		return merged;
	}

	private numbers(): number[] {
		const numbers: number[] = [];
		for (let row = 0; row < this.rows.length; row++) if (this.rows[row]) numbers.push(row);
		return numbers;
	}

	private comparator(sort: SortKey[]): (left: number, right: number) => number {
		const keys = sort.map(({ field, descending }) => ({
			field,
			compare: cellComparator(this.fields[field]),
			sign: descending ? -1 : 1,
		}));
		return (left, right) => {
			for (const { field, compare, sign } of keys) {
				const order = compare(this.cell(left, field), this.cell(right, field));
				if (order !== 0) return order * sign;
			}
			return left - right;
		};
	}

	/** Replaces the cells of a row and keeps the orders up. */
	private put(row: number, cells: Cell[] | undefined): void {
		if (++this.changes > MAX_KEPT_UP) this.orders.clear();
		const position = (order: { sort: SortKey[]; rows: number[] }) => {
			const compare = this.comparator(order.sort);
			let [low, high] = [0, order.rows.length];
			while (low < high) {
				const middle = (low + high) >>> 1;
				if (compare(order.rows[middle], row) < 0) low = middle + 1;
				else high = middle;
			}
			return low;
		};
		if (this.rows[row]) {
			for (const order of this.orders.values()) order.rows.splice(position(order), 1);
		}
		for (const [field, index] of this.indexes) {
			const before = this.rows[row]?.[field];
			if (before !== undefined && index.get(indexText(before)) === row) {
				index.delete(indexText(before));
			}
			if (cells) index.set(indexText(cells[field]), row);
		}
		this.rows[row] = cells;
		this.texts[row] = undefined;
		if (cells) {
			for (const order of this.orders.values()) order.rows.splice(position(order), 0, row);
		}
	}
}
