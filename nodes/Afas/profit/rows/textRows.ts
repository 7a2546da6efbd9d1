import type { DataType } from '../metainfo/types';
import { getOwn } from '../values/ownProperty';
import type { Row } from '../values/cell';
import { cellWriter, separatorOf, type CsvOptions } from './csvCell';

/** A way to write rows into a text file. */
export interface TextFormat {
	/** The extension, with its period. */
	extension: string;
	mimeType: string;
	/** The text before the first row. */
	head: string;
	/** Writes rows as lines, with their line ends. */
	lines(rows: Row[]): string;
	/** Gives a format with room for everything in these rows: itself, or one with more columns. */
	withRoomFor(rows: Row[]): TextFormat;
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
	withRoomFor: () => ndjson,
};

/**
 * Without this mark Excel reads the file in an old code page and garbles every accented letter. n8n's Convert to File
 * writes it too. Programs that do not expect it can use NDJSON.
 */
const BYTE_ORDER_MARK = '\uFEFF';

/** A column of a CSV file: a field, and its type if metainfo tells it. */
export interface CsvColumn {
	id: string;
	dataType?: DataType;
}

/** Writes character-separated values as in RFC 4180: a header, CRLF line ends, quotes where needed. Empty cells are empty. */
export function csv(columns: CsvColumn[], options: CsvOptions): TextFormat {
	const separator = separatorOf(options.style);
	const ids = columns.map(({ id }) => id);
	const known = new Set(ids);
	const writers = columns.map(({ dataType }) => cellWriter(dataType, options));
	const headCell = cellWriter('string', options);
	const format: TextFormat = {
		extension: '.csv',
		mimeType: 'text/csv',
		head: `${BYTE_ORDER_MARK}${ids.map(headCell).join(separator)}\r\n`,
		lines: (rows) => {
			let text = '';
			for (const row of rows) {
				for (let index = 0; index < ids.length; index++) {
					if (index > 0) text += separator;
					text += writers[index](getOwn(row, ids[index]));
				}
				text += '\r\n';
			}
			return text;
		},
		withRoomFor: (rows) => {
			const added = new Set<string>();
			for (const row of rows) {
				let index = 0;
				for (const name of Object.keys(row)) {
					// The columns nearly always come in order.
					if (name !== ids[index++] && !known.has(name)) added.add(name);
				}
			}
			return added.size === 0
				? format
				: csv([...columns, ...[...added].map((id) => ({ id }))], options);
		},
	};
	return format;
}
