import { cellJson, type Cell, type Field } from './fields.mts';
import type { RowOrder, RowStore, SortKey } from './rowStore.mts';

/** How a big table makes the values of one field, without keeping them. */
export interface BigField {
	field: Field;
	/** Place of a row's value among the values of the field; -1 for empty. */
	rank: (row: number) => number;
	/** The value at a place; rises with it. */
	value: (rank: number) => Cell;
}

const BLOCK_ROWS = 4096;
const MAX_PIECES = 64;
/** Ranks up to this have their JSON kept: lists, days, small numbers. */
const KEPT_TEXTS = 4096;
const COMMA = Buffer.from(',');

interface Block {
	/** Rows as JSON with commas between. */
	text: Buffer;
	/** Where each row starts, and one more for the end. */
	starts: Uint32Array;
}

/** For every row the place of its value among the different values of the column, from 0. */
function densely(column: Float64Array): { ranks: Float64Array; count: number } {
	const sorted = Float64Array.from(column).sort();
	let count = 0;
	for (let at = 0; at < sorted.length; at++) {
		if (at === 0 || sorted[at] !== sorted[count - 1]) sorted[count++] = sorted[at];
	}
	const ranks = new Float64Array(column.length);
	for (let row = 0; row < column.length; row++) {
		let [low, high] = [0, count - 1];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (sorted[middle] < column[row]) low = middle + 1;
			else high = middle;
		}
		ranks[row] = low;
	}
	return { ranks, count };
}

/**
 * Rows that are made when they are asked for, stored in the order of the first field, which is unique.
 * They do not change; blocks of JSON and orders are kept once they were made.
 */
export class BigTable implements RowStore {
	readonly fields: Field[];

	readonly uniqueKeys: number[][];

	readonly size: number;

	private readonly columns: BigField[];

	private readonly names: string[];

	/** Per field the JSON of its values, by rank. */
	private readonly texts: string[][];

	/** Room for one block while it is made; a row is shorter than 4 KB. */
	private readonly scratch = Buffer.allocUnsafe(BLOCK_ROWS * 4096);

	private readonly blocks: (Block | undefined)[] = [];

	private readonly orders = new Map<string, Uint32Array>();

	constructor(columns: BigField[], uniqueKeys: string[][], size: number) {
		this.columns = columns;
		this.fields = columns.map(({ field }) => field);
		this.names = this.fields.map(({ id }) => JSON.stringify(id));
		this.texts = columns.map(() => []);
		this.uniqueKeys = uniqueKeys.map((key) =>
			key.map((id) => this.fields.findIndex((field) => field.id === id)),
		);
		this.size = size;
	}

	cell(row: number, field: number): Cell {
		const column = this.columns[field];
		const rank = column.rank(row);
		return rank < 0 ? null : column.value(rank);
	}

	order(sort: SortKey[]): RowOrder {
		const { size: length } = this;
		if (sort.length === 0 || sort[0].field === 0) {
			return sort[0]?.descending
				? { length, rowAt: (position) => length - 1 - position }
				: { length, rowAt: (position) => position };
		}
		const name = sort.map(({ field, descending }) => `${descending ? '-' : ''}${field}`).join();
		let rows = this.orders.get(name);
		if (!rows) {
			rows = this.sorted(sort);
			this.orders.set(name, rows);
		}
		const kept = rows;
		return { length, rowAt: (position) => kept[position] };
	}

	json(rows: number[]): Buffer[] {
		const pieces: Buffer[] = [];
		let at = 0;
		while (at < rows.length) {
			const block = Math.floor(rows[at] / BLOCK_ROWS);
			const { text, starts } = this.block(block);
			const first = rows[at] % BLOCK_ROWS;
			let last = first;
			while (rows[at + 1] === rows[at] + 1 && last + 1 < BLOCK_ROWS) {
				at++;
				last++;
			}
			if (pieces.length > 0) pieces.push(COMMA);
			pieces.push(text.subarray(starts[first], starts[last + 1] - 1));
			at++;
		}
		return pieces.length > MAX_PIECES ? [Buffer.concat(pieces)] : pieces;
	}

	/** Makes the JSON of all rows beforehand, so that a measurement does not pay for it. */
	warm(): void {
		for (let block = 0; block * BLOCK_ROWS < this.size; block++) this.block(block);
	}

	private block(number: number): Block {
		const kept = this.blocks[number];
		if (kept) return kept;
		const from = number * BLOCK_ROWS;
		const to = Math.min(from + BLOCK_ROWS, this.size);
		const starts = new Uint32Array(to - from + 1);
		let end = 0;
		for (let row = from; row < to; row++) {
			end += this.scratch.write(`${this.rowText(row)},`, end);
			starts[row - from + 1] = end;
		}
		return (this.blocks[number] = { text: Buffer.from(this.scratch.subarray(0, end)), starts });
	}

	private rowText(row: number): string {
		let text = '';
		for (let at = 0; at < this.columns.length; at++) {
			const { field, rank, value } = this.columns[at];
			const place = rank(row);
			const kept = this.texts[at];
			let shown = place < KEPT_TEXTS ? kept[place + 1] : undefined;
			if (shown === undefined) {
				shown = `,${this.names[at]}:${cellJson(field, place < 0 ? null : value(place))}`;
				if (place < KEPT_TEXTS) kept[place + 1] = shown;
			}
			text += shown;
		}
		return `{${text.slice(1)}}`;
	}

	private sorted(sort: SortKey[]): Uint32Array {
		const { size } = this;
		let combined = new Float64Array(size);
		for (const { field, descending } of sort) {
			const { rank } = this.columns[field];
			const column = new Float64Array(size);
			for (let row = 0; row < size; row++) column[row] = descending ? -rank(row) : rank(row);
			const { ranks, count } = densely(column);
			for (let row = 0; row < size; row++) combined[row] = combined[row] * count + ranks[row];
			combined = new Float64Array(densely(combined).ranks);
		}
		for (let row = 0; row < size; row++) combined[row] = combined[row] * size + row;
		combined.sort();
		return Uint32Array.from(combined, (key) => key % size);
	}
}
