import { utf8Text } from '../values/utf8';
import { parseExactJson } from '../values/exactJson';

/** Minimum bytes of a part. V8 keeps texts above 128 KB in memory for longer. */
const PART_BYTES = 16 * 1024;

/** Maximum bytes before the first row, and after the last one. */
const EDGE_BYTES = 1024;

const OPEN = 0x5b;
const CLOSE = 0x5d;

/**
 * Reads the rows of a REST answer in parts, because the text of a whole page takes twice the memory of its bytes.
 * @param bytes the answer in UTF-8
 * @returns undefined if the answer has another form, or is not JSON or not UTF-8
 */
export function readRowParts(bytes: Buffer): unknown[] | undefined {
	const first = bytes.indexOf(OPEN);
	const end = bytes.lastIndexOf(CLOSE);
	if (!areRowsBetween(bytes, first, end)) return undefined;
	const rows: unknown[] = [];
	for (let start = first; start < end; ) {
		const boundary = bytes.indexOf('},{', start + PART_BYTES) + 1;
		let stop = boundary > 0 && boundary < end ? boundary : end;
		let part = listBetween(bytes, start, stop);
		// A part that starts with a row but is not JSON ended inside a string: make it longer.
		if (part === undefined && stop < end) {
			stop = end;
			part = listBetween(bytes, start, end);
		}
		if (part === undefined) return undefined;
		for (const row of part) rows.push(row);
		start = stop;
	}
	return rows;
}

/** Whether these are the brackets of the member `rows`. */
function areRowsBetween(bytes: Buffer, first: number, end: number): boolean {
	if (first < 0 || first > EDGE_BYTES || end < first || bytes.length - end > EDGE_BYTES)
		return false;
	try {
		const around = utf8Text(bytes.subarray(0, first + 1)) + utf8Text(bytes.subarray(end));
		const { rows } = JSON.parse(around) as { rows?: unknown };
		return Array.isArray(rows) && rows.length === 0;
	} catch {
		return false;
	}
}

/** Parses the rows between two brackets or commas; undefined if they are not JSON. */
function listBetween(bytes: Buffer, start: number, stop: number): unknown[] | undefined {
	const [before, after] = [bytes[start], bytes[stop]];
	bytes[start] = OPEN;
	bytes[stop] = CLOSE;
	try {
		return parseExactJson(utf8Text(bytes.subarray(start, stop + 1))) as unknown[];
	} catch {
		return undefined;
	} finally {
		bytes[start] = before;
		bytes[stop] = after;
	}
}
