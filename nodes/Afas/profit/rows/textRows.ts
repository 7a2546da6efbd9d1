import { cellOf } from '../values/cell';
import type { Cell, Row } from '../values/cell';

/** A way to write rows into a text file. */
export interface TextFormat {
	/** With its period. */
	extension: string;
	mimeType: string;
	/** What stands before the first row. */
	head: string;
	/** The lines of rows, with their line ends. */
	lines(rows: Row[]): string;
}

/** One JSON object per line. https://github.com/ndjson/ndjson-spec */
export const ndjson: TextFormat = {
	extension: '.ndjson',
	mimeType: 'application/x-ndjson',
	head: '',
	lines: (rows) => {
		let text = '';
		for (const row of rows) text += `${JSON.stringify(row)}\n`;
		return text;
	},
};

/**
 * Without this mark Excel takes the file for an old code page and spoils every accent. n8n's Convert to File writes
 * it too. Machines that do not expect it are served by NDJSON.
 */
const BYTE_ORDER_MARK = '\uFEFF';

const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Comma-separated values as in RFC 4180: a header, CRLF line ends, quotes where needed. Empty cells are empty.
 * @param columns field ids in the order of the columns
 */
export function csv(columns: string[]): TextFormat {
	return {
		extension: '.csv',
		mimeType: 'text/csv',
		head: `${BYTE_ORDER_MARK}${columns.map(csvCell).join(',')}\r\n`,
		lines: (rows) => {
			let text = '';
			for (const row of rows) {
				for (let index = 0; index < columns.length; index++) {
					if (index > 0) text += ',';
					text += csvCell(cellOf(row, columns[index]));
				}
				text += '\r\n';
			}
			return text;
		},
	};
}

function csvCell(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell !== 'string') return String(cell);
	return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
