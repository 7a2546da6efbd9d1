import type { Cell, Row } from '../values/cell';
import { cellOf } from '../values/cell';
import type { Columns } from './rowDigest';

/** The rows that were seen, by the text of their keys: a digest of each. Empty for one that must count as changed. */
export type ComparedRows = Map<string, string>;

/** What is kept of rows between two polls. Plain JSON. */
export interface KeptRows {
	/** The columns that the digests count. */
	columns: Columns;
	/** One line per row, so that n8n has one value to keep: the key as JSON, a space, the digest. */
	rows: string;
}

/** A row's key as text; equal for the same values only. */
export function keyText(row: Row, keyFields: string[]): string {
	return JSON.stringify(keyFields.map((field) => cellOf(row, field)));
}

/** The values of a key by its fields. */
export function keyValues(text: string, keyFields: string[]): Record<string, Cell> {
	const values = JSON.parse(text) as Cell[];
	return Object.fromEntries(keyFields.map((field, at) => [field, values[at]]));
}

export function rowsToText(rows: ComparedRows): string {
	// JSON leaves no line break in a key.
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
