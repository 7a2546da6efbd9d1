import { utf8Text } from '../values/utf8';
import { parseExactJson } from '../values/exactJson';

/** Bytes of a part at least. Texts above 128 KB are large objects to V8, which stay in memory for longer. */
const PART_BYTES = 16 * 1024;

/** Bytes before the first row at most, and after the last one. */
const EDGE_BYTES = 1024;

const OPEN = 0x5b;
const CLOSE = 0x5d;

/**
 * The rows of a REST answer, read in parts: the text of a whole page at once takes twice the memory of its bytes.
 * @param bytes the answer in UTF-8
 * @returns undefined when the answer has another form, or is no JSON or no UTF-8
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
		// Of what begins with a row only what ends with one is JSON: this part ended inside a text.
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

/** Whether these brackets are those of the member `rows`. */
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

/** The rows between two places, which are brackets or commas between rows; undefined when that is no JSON. */
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
