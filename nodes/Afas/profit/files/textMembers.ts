/** Bytes from `start` up to, not including, `end`. */
export interface ByteRange {
	start: number;
	end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const code = (character: string) => character.charCodeAt(0);
const OPENING = new Set(['{', '['].map(code));
const CLOSING = new Set(['}', ']'].map(code));
const BYTE_ORDER_MARK = '\xef\xbb\xbf';
const SCALAR = /^(?:true|false|null|-?\d[\d.eE+-]*)$/;

/**
 * Finds the text values of a JSON object in its bytes, without decoding them.
 * @returns for each name, in lower case, the position of the text between the quotes; other values are left out. null
 *   if the bytes are no JSON object, for example because they are cut off.
 */
export function textMembers(json: Buffer): Map<string, ByteRange> | null {
	const members = new Map<string, ByteRange>();
	let at = afterSpace(json, json.toString('latin1', 0, 3) === BYTE_ORDER_MARK ? 3 : 0);
	if (json[at] !== code('{')) return null;
	at = afterSpace(json, at + 1);
	for (let isFirst = true; json[at] !== code('}'); isFirst = false) {
		if (!isFirst) {
			if (json[at] !== code(',')) return null;
			at = afterSpace(json, at + 1);
		}
		const name = textAt(json, at);
		if (!name) return null;
		at = afterSpace(json, name.end + 1);
		if (json[at] !== code(':')) return null;
		at = afterSpace(json, at + 1);
		const value = textAt(json, at);
		if (value) members.set(json.toString('utf8', name.start, name.end).toLowerCase(), value);
		const end = value ? value.end + 1 : endOfOther(json, at);
		if (end === undefined) return null;
		at = afterSpace(json, end);
	}
	return afterSpace(json, at + 1) === json.length ? members : null;
}

function afterSpace(json: Buffer, from: number): number {
	let at = from;
	while (json[at] === 0x20 || (json[at] >= 0x09 && json[at] <= 0x0d)) at++;
	return at;
}

/** The range of the text whose opening quote is at `from`; undefined if there is none or it has no end. */
function textAt(json: Buffer, from: number): ByteRange | undefined {
	if (json[from] !== QUOTE) return undefined;
	const start = from + 1;
	for (let end = json.indexOf(QUOTE, start); end >= 0; end = json.indexOf(QUOTE, end + 1)) {
		let slashes = 0;
		while (json[end - 1 - slashes] === BACKSLASH && end - 1 - slashes >= start) slashes++;
		if (slashes % 2 === 0) return { start, end };
	}
	return undefined;
}

/** The end of a value other than text; undefined if it is cut off. */
function endOfOther(json: Buffer, from: number): number | undefined {
	let at = from;
	if (!OPENING.has(json[at])) {
		while (at < json.length && !/[\s,}\]]/.test(String.fromCharCode(json[at]))) at++;
		return SCALAR.test(json.toString('latin1', from, at)) ? at : undefined;
	}
	for (let depth = 0; at < json.length; at++) {
		if (json[at] === QUOTE) {
			const text = textAt(json, at);
			if (!text) return undefined;
			at = text.end;
		} else if (OPENING.has(json[at])) depth++;
		else if (CLOSING.has(json[at]) && --depth === 0) return at + 1;
	}
	return undefined;
}
