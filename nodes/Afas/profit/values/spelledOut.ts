/** A text in which every character stands for itself, and where each of them came from. */
export interface SpelledOut {
	text: string;
	/** The part of the original text from which the characters from `start` up to `end` came. */
	origin(start: number, end: number): [start: number, end: number];
}

interface Decoded {
	text: string;
	starts: Uint32Array;
	ends: Uint32Array;
}

/** How JSON, JavaScript, addresses and XML may write any character; and a line break with the indentation of the next line. */
const SPELLING =
	/%([\da-f]{2})|\\u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})|\\u([\da-f]{4})|\\x([\da-f]{2})|&#x([\da-f]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);|\\([bfnrt"'/\\])|[\r\n]+[ \t]*/gi;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** JSON in a text of JSON, or an address in XML, needs two. */
const MOST_LAYERS = 4;

/**
 * Undoes every way to write a character otherwise, also one inside another, and leaves out line breaks.
 * @param bytes UTF-8 as latin1: a character for each byte
 */
export function spelledOut(bytes: string): SpelledOut {
	const starts = new Uint32Array(bytes.length);
	const ends = new Uint32Array(bytes.length);
	for (let at = 0; at < bytes.length; at++) ends[at] = (starts[at] = at) + 1;
	let layer: Decoded = { text: bytes, starts, ends };
	for (let layers = 0; layers < MOST_LAYERS; layers++) {
		const decoded = decodedOnce(layer);
		if (decoded.text.length === layer.text.length) break;
		layer = decoded;
	}
	const { text, ...places } = layer;
	return { text, origin: (start, end) => [places.starts[start], places.ends[end - 1]] };
}

function decodedOnce({ text, starts, ends }: Decoded): Decoded {
	const parts: string[] = [];
	// No character takes more bytes than it takes to spell it.
	const newStarts = new Uint32Array(text.length);
	const newEnds = new Uint32Array(text.length);
	let length = 0;
	let from = 0;
	const copyUpTo = (to: number) => {
		parts.push(text.slice(from, to));
		newStarts.set(starts.subarray(from, to), length);
		newEnds.set(ends.subarray(from, to), length);
		length += to - from;
	};
	for (const match of text.matchAll(SPELLING)) {
		copyUpTo(match.index);
		from = match.index + match[0].length;
		const bytes = bytesOf(match);
		parts.push(bytes);
		newStarts.fill(starts[match.index], length, length + bytes.length);
		newEnds.fill(ends[from - 1], length, length + bytes.length);
		length += bytes.length;
	}
	copyUpTo(text.length);
	return { text: parts.join(''), starts: newStarts, ends: newEnds };
}

function bytesOf([, byte, high, low, unit, short, hex, decimal, entity, escape]: Array<
	string | undefined
>): string {
	if (byte !== undefined) return String.fromCharCode(Number.parseInt(byte, 16));
	if (high !== undefined && low !== undefined) {
		return inUtf8(String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)));
	}
	const code = unit ?? short ?? hex;
	if (code !== undefined) return codePoint(Number.parseInt(code, 16));
	if (decimal !== undefined) return codePoint(Number(decimal));
	if (entity !== undefined) return ENTITIES[entity.toLowerCase()];
	return escape === undefined ? '' : (ESCAPES[escape.toLowerCase()] ?? escape);
}

function codePoint(code: number): string {
	return code > 0x10ffff ? '' : inUtf8(String.fromCodePoint(code));
}

function inUtf8(character: string): string {
	return Buffer.from(character).toString('latin1');
}
