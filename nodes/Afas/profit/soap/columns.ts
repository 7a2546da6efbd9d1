import type { DataType } from '../metainfo/types';
import type { Cell, Row } from '../values/cell';
import { numberOrText } from '../values/number';

/** A column's type, as far as it is known. */
export interface ColumnType {
	id: string;
	dataType: DataType;
}

/** One column of the rows being read. */
export interface SoapColumn {
	id: string;
	/** Whether the column goes into the rows. */
	kept: boolean;
	/** Gives text, never empty, the type that REST gives it. */
	read: (text: string) => Cell;
	/** Cells by their text, kept as long as texts repeat. */
	cells: Map<string, Cell> | undefined;
	/** The last row with this column, to detect a field that occurs twice. */
	lastRow: number;
}

function booleanOrText(text: string): Cell {
	switch (text.toLowerCase()) {
		case 'true':
		case '1':
			return true;
		case 'false':
		case '0':
			return false;
		default:
			return text;
	}
}

const asText = (text: string): Cell => text;

function readerOf(dataType: DataType | undefined): (text: string) => Cell {
	switch (dataType) {
		case 'int':
		case 'decimal':
			return numberOrText;
		case 'boolean':
			return booleanOrText;
		default:
			return asText;
	}
}

/** What is known about the columns of the rows. Types come only from AFAS's metadata, never from how a value looks. */
export class Columns {
	private readonly types: Map<string, DataType>;

	private readonly columns = new Map<string, SoapColumn>();

	/** A row in which every known column is empty, because AFAS omits empty ones. */
	readonly emptyRow: Readonly<Row>;

	/** @param types all columns in the connector's order; empty if nothing is known; then everything is text */
	constructor(types: readonly ColumnType[]) {
		this.types = new Map(types.map(({ id, dataType }) => [id, dataType]));
		const ids = [...this.types.keys()].filter(canBeKept);
		this.emptyRow = Object.fromEntries(ids.map((id) => [id, null]));
	}

	/** The column with this id. */
	column(id: string): SoapColumn {
		let column = this.columns.get(id);
		if (!column) {
			column = {
				id,
				kept: canBeKept(id),
				read: readerOf(this.types.get(id)),
				cells: new Map(),
				lastRow: -1,
			};
			this.columns.set(id, column);
		}
		return column;
	}
}

/** Over REST a column of this name is left out too, because in JavaScript it is not a plain member. */
function canBeKept(id: string): boolean {
	return id !== '__proto__';
}
