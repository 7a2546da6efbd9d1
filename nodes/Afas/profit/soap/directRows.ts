import type { Cell, Row } from '../values/cell';
import { readXml } from '../xml/fastXml';
import { decodeXmlName, isXmlName } from '../xml/names';
import { decodeReferences, normalizeLineEnds } from '../xml/text';
import { Columns, type SoapColumn, type ColumnType } from './columns';
import type { ResultPlace } from './result';
import { columnTypes, ROWS_ROOT, schemaColumns, type SchemaColumn } from './rowSchema';

/** `<` in text that is escaped once. `>` may be unescaped, because escaping it is optional. */
const LT = '&lt;';

const QUOTE = '(?:"|&quot;)';
const DECLARATION = new RegExp(
	`&lt;\\?xml version=${QUOTE}1\\.0${QUOTE}(?: encoding=${QUOTE}[\\w.-]+${QUOTE})?` +
		`(?: standalone=${QUOTE}(?:yes|no)${QUOTE})? ?\\?(?:&gt;|>)`,
	'y',
);
const ROOT = new RegExp(`&lt;${ROWS_ROOT}(&gt;|>)`, 'y');
const SCHEMA = /&lt;(\w+:schema)(?:\s|&gt;|>)/y;

/** Longer than any name of a field, `_x0020_` and all. */
const LONGEST_NAME = 1000;

/** The tags of one column, as in the escaped text. */
interface Tags {
	column: SoapColumn;
	/** Index among the tags, in order of first occurrence. */
	index: number;
	open: string;
	close: string;
	/** The two forms of an empty field. */
	empty: string;
	emptyShort: string;
}

/**
 * Reads rows straight from the text of an answer, without decoding it first: many times faster than an XML parser,
 * which matters because it blocks n8n. It accepts only the shape that AFAS writes: rows of one name, fields with text
 * and without attributes. What it gives is the same as the XML library's.
 * @param text the text of an HTTP answer
 * @param place the place of the result in it
 * @param fields the types of the columns; without them those of a schema in the result count
 * @returns null if anything has another shape, which does not make the text wrong
 */
export function readRowsDirectly(
	text: string,
	place: ResultPlace,
	fields: readonly ColumnType[],
): { rows: Row[]; columns: SchemaColumn[] | undefined } | null {
	const { start, end } = place;
	let at = skipSpace(text, start);
	DECLARATION.lastIndex = at;
	const declaration = DECLARATION.exec(text);
	if (declaration) at = skipSpace(text, at + declaration[0].length);

	ROOT.lastIndex = at;
	const root = ROOT.exec(text);
	if (!root) return null;
	const gt = root[1];
	at = skipSpace(text, at + root[0].length);

	let columns: SchemaColumn[] | undefined;
	SCHEMA.lastIndex = at;
	const schema = SCHEMA.exec(text);
	if (schema) {
		const close = `${LT}/${schema[1]}${gt}`;
		const schemaEnd = text.indexOf(close, at) + close.length;
		if (schemaEnd < at || schemaEnd > end) return null;
		columns = columnsOf(text.slice(at, schemaEnd));
		if (columns === undefined) return null;
		at = skipSpace(text, schemaEnd);
	}
	const types = fields.length > 0 ? fields : columnTypes(columns ?? []);
	const rows = new RowReader(text, end, gt, new Columns(types)).read(at);
	return rows && { rows, columns };
}

function columnsOf(escapedSchema: string): SchemaColumn[] | undefined {
	const decoded = decodeReferences(normalizeLineEnds(escapedSchema));
	const schema = decoded === null ? null : readXml(decoded);
	return schema ? schemaColumns(schema) : undefined;
}

/** .NET writes the CR of a line end between tags as a reference in the envelope. */
const SPACE_REFERENCE = /&#(?:xD|13|xA|10|x20|32|x9|9);/y;

function skipSpace(text: string, from: number): number {
	let at = from;
	for (;;) {
		const code = text.charCodeAt(at);
		if (code === 38 && text.charCodeAt(at + 1) === 35) {
			SPACE_REFERENCE.lastIndex = at;
			if (!SPACE_REFERENCE.test(text)) return at;
			at = SPACE_REFERENCE.lastIndex;
		} else if (code === 32 || code === 10 || code === 13 || code === 9) {
			at += 1;
		} else {
			return at;
		}
	}
}

class RowReader {
	private readonly rows: Row[] = [];

	/** Tags in the order of the first row, which the next rows share. */
	private readonly tags: Tags[] = [];

	private readonly tagsOfName = new Map<string, Tags>();

	private readonly hasCarriageReturn: boolean;

	constructor(
		private readonly text: string,
		private readonly end: number,
		private readonly gt: string,
		private readonly columns: Columns,
	) {
		const carriageReturn = text.indexOf('\r');
		this.hasCarriageReturn = carriageReturn >= 0 && carriageReturn < end;
	}

	/** Reads from the first row up to the end of the result. */
	read(from: number): Row[] | null {
		const { text, gt, end, rows } = this;
		const rootClose = `${LT}/${ROWS_ROOT}${gt}`;
		const rowName = this.nameAt(from) ?? '';
		const rowOpen = `${LT}${rowName}${gt}`;
		const rowClose = `${LT}/${rowName}${gt}`;
		let at = from;
		while (!text.startsWith(rootClose, at)) {
			if (rowName === '' || !text.startsWith(rowOpen, at)) return null;
			at = this.readRow(at + rowOpen.length, rowClose);
			if (at < 0) return null;
			at = skipSpace(text, at);
		}
		return skipSpace(text, at + rootClose.length) === end ? rows : null;
	}

	/** Reads the fields of a row; gives where the row ends, or -1. */
	private readRow(from: number, rowClose: string): number {
		const { text, end, rows, tags } = this;
		const row: Row = { ...this.columns.emptyRow };
		let at = from;
		let next = 0;
		for (;;) {
			at = skipSpace(text, at);
			let tag: Tags | undefined = tags[next];
			if (tag === undefined || !text.startsWith(tag.open, at)) {
				if (text.startsWith(rowClose, at)) break;
				if (tag === undefined || !text.startsWith(tag.empty, at)) tag = this.tagsAt(at);
				if (tag === undefined) return -1;
			}
			next = tag.index + 1;
			const { column } = tag;
			if (column.lastRow === rows.length) return -1;
			column.lastRow = rows.length;

			const valueStart = at + tag.open.length;
			if (!text.startsWith(tag.open, at)) {
				const empty = [tag.empty, tag.emptyShort].find((form) => text.startsWith(form, at));
				if (empty === undefined) return -1;
				if (column.kept) row[column.id] = null;
				at += empty.length;
				continue;
			}
			let valueEnd = text.indexOf('&', valueStart);
			if (valueEnd < 0) return -1;
			const plain = text.startsWith(tag.close, valueEnd);
			if (!plain) {
				valueEnd = text.indexOf(LT, valueEnd);
				if (valueEnd < 0 || valueEnd >= end || !text.startsWith(tag.close, valueEnd)) return -1;
			}
			at = valueEnd + tag.close.length;
			const raw = text.slice(valueStart, valueEnd);
			const value = plain && !this.hasCarriageReturn ? raw : decodeTwice(raw);
			if (value === null) return -1;
			if (column.kept) row[column.id] = value === '' ? null : cellIn(column, value);
		}
		rows.push(row);
		return at + rowClose.length;
	}

	/** Finds the tags of the column whose field starts here. */
	private tagsAt(at: number): Tags | undefined {
		const name = this.nameAt(at);
		if (name === null) return undefined;
		let tags = this.tagsOfName.get(name);
		if (!tags) {
			tags = {
				column: this.columns.column(decodeXmlName(name)),
				index: this.tags.length,
				open: `${LT}${name}${this.gt}`,
				close: `${LT}/${name}${this.gt}`,
				empty: `${LT}${name} /${this.gt}`,
				emptyShort: `${LT}${name}/${this.gt}`,
			};
			this.tagsOfName.set(name, tags);
			this.tags.push(tags);
		}
		return tags;
	}

	/** Reads the name in the opening tag that starts here; null if there is none, or it has a prefix. */
	private nameAt(at: number): string | null {
		if (!this.text.startsWith(LT, at)) return null;
		const nameStart = at + LT.length;
		const tagEnd = this.text.indexOf(this.gt, nameStart);
		if (tagEnd < 0 || tagEnd - nameStart > LONGEST_NAME) return null;
		const name = this.text.slice(nameStart, tagEnd).replace(/ ?\/$/, '');
		return isXmlName(name) && !name.includes(':') ? name : null;
	}
}

/** Maximum different texts of a column to reuse; a column with more rarely repeats them. */
const MOST_TEXTS = 2_000;

/** Gives the same cell for the same text of a column if texts repeat, so that rows take a third of the memory. */
function cellIn(column: SoapColumn, text: string): Cell {
	const { cells } = column;
	if (cells === undefined) return detached(column.read(text));
	const known = cells.get(text);
	if (known !== undefined) return known;
	const cell = detached(column.read(text));
	if (cells.size >= MOST_TEXTS) column.cells = undefined;
	else cells.set(detached(text) as string, cell);
	return cell;
}

/**
 * Copies a cell, because in V8 a slice keeps the whole answer in memory. Short slices are already copies. Slicing a
 * joined text makes a copy.
 */
function detached(cell: Cell): Cell {
	return typeof cell === 'string' && cell.length >= 13 ? ` ${cell}`.slice(1) : cell;
}

/** Decodes a value that is escaped in the result, which is escaped in the envelope. */
function decodeTwice(raw: string): string | null {
	const once = decodeReferences(normalizeLineEnds(raw));
	// A reference to `<` in the envelope makes a tag of it in the result.
	if (once === null || once.includes('<')) return null;
	return decodeReferences(normalizeLineEnds(once));
}
