import type { Cell, Row } from '../values/cell';
import { cellOf } from '../values/cell';
import type { Columns } from './rowDigest';

/** The digests of the rows seen, by the text of their keys; empty for a row that must count as changed. */
export type ComparedRows = Map<string, string>;

/** The rows as kept between two polls. Plain JSON. */
export interface KeptRows {
	/** The columns in the digests. */
	columns: Columns;
	/** One line per row, so that n8n stores a single value: the key as JSON, a space, the digest. */
	rows: string;
}

/** Gives a row's key as text, equal only for the same values. */
export function keyText(row: Row, keyFields: string[]): string {
	return JSON.stringify(keyFields.map((field) => cellOf(row, field)));
}

/** Gives the values of a key by field. */
export function keyValues(text: string, keyFields: string[]): Record<string, Cell> {
	const values = JSON.parse(text) as Cell[];
	return Object.fromEntries(keyFields.map((field, at) => [field, values[at]]));
}

export function rowsToText(rows: ComparedRows): string {
	// JSON escapes line breaks in a key.
	return Array.from(rows, ([key, digest]) => `${key} ${digest}`).join('\n');
}

export function rowsOfText(text: string): ComparedRows {
	const rows: ComparedRows = new Map();
	if (text === '') return rows;
	for (const line of text.split('\n')) {
		const end = line.lastIndexOf(' ');
		rows.set(line.slice(0, end), line.slice(end + 1));
	}
	return rows;
}
