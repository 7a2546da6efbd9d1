import { numberOrText } from './number';

/** A number of fewer characters fits in a double, so only longer runs of digits are checked. */
const LONG = 16;

/** Also matches strings, so that digits inside them are left alone. Written so that long strings need no deep stack. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.]*(?:[eE][+-]?\d+)?/g;

/** The whole number, of which the run of digits is the first part. */
const NUMBER = /-?[\d.]+(?:[eE][+-]?\d+)?/y;

/** A number in JSON's form; any other is left for the parser to reject. */
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A member named `__proto__`, or with an escaped letter that could be part of that name. */
const PROTO_NAME = /__proto__"\s*:|\\u00(?:5f|6f|7[024])/i;

/**
 * Parses JSON without losing digits: a number that a double cannot hold exactly becomes text. A member named
 * `__proto__` is left out.
 * @throws SyntaxError when the text is not JSON, for example because it is cut off
 */
export function parseExactJson(text: string): unknown {
	const exact = withLongNumbersAsText(text);
	const mayNameProto =
		(exact.includes('__proto__') || exact.includes('\\u00')) && PROTO_NAME.test(exact);
	return mayNameProto
		? JSON.parse(exact, function (this: object, name, value) {
				return name === '__proto__' ? undefined : value;
			})
		: JSON.parse(exact);
}

function withLongNumbersAsText(text: string): string {
	let exact = '';
	let copied = 0;
	for (let run = longRun(text, 0); run !== undefined; run = longRun(text, run.end)) {
		const place = placeOf(text, run.start);
		if (place === 'unclear') return withEveryNumberChecked(text);
		if (place === 'string') continue;
		NUMBER.lastIndex = text[run.start - 1] === '-' ? run.start - 1 : run.start;
		const start = NUMBER.lastIndex;
		const number = NUMBER.exec(text)?.[0] ?? '';
		const kept = keptAsText(number);
		if (kept === undefined) continue;
		exact += `${text.slice(copied, start)}"${kept}"`;
		copied = start + number.length;
	}
	return copied === 0 ? text : exact + text.slice(copied);
}

/**
 * Finds the next run of at least 16 digits and periods. Such a run covers an index that is a multiple of 16, and the
 * index 8 before or 8 after it.
 */
function longRun(text: string, from: number): { start: number; end: number } | undefined {
	for (let at = Math.ceil(from / LONG) * LONG; at < text.length; at += LONG) {
		if (!isNumeral(text.charCodeAt(at))) continue;
		if (!isNumeral(text.charCodeAt(at - 8)) && !isNumeral(text.charCodeAt(at + 8))) continue;
		let start = at;
		while (start > from && isNumeral(text.charCodeAt(start - 1))) start--;
		let end = at + 1;
		while (isNumeral(text.charCodeAt(end))) end++;
		if (end - start >= LONG) return { start, end };
	}
	return undefined;
}

/** A digit or a period. */
function isNumeral(code: number): boolean {
	return (code >= 48 && code <= 57) || code === 46;
}

/**
 * Tells from the characters before a run of digits what it is. After a member's name and a colon it is a number; after
 * anything but JSON syntax it is part of a string. If the name itself ends with JSON syntax, it is unclear.
 */
function placeOf(text: string, start: number): 'number' | 'string' | 'unclear' {
	const [mark, at] = before(text, text[start - 1] === '-' ? start - 1 : start);
	if (mark !== ':') return ',['.includes(mark) ? 'unclear' : 'string';
	const [quote, end] = before(text, at);
	if (quote !== '"') return 'string';
	return /[\\:,[{\s]/.test(text[end - 1] ?? '') ? 'unclear' : 'number';
}

/** Finds the nearest non-blank character before an index, and its index. */
function before(text: string, place: number): [character: string, at: number] {
	let at = place - 1;
	while (at >= 0 && /\s/.test(text[at])) at--;
	return [text[at] ?? '', at];
}

/** The text that stands for a number of which JSON.parse would change digits; undefined for another one. */
function keptAsText(number: string): string | undefined {
	const kept = JSON_NUMBER.test(number) ? numberOrText(number) : undefined;
	return typeof kept === 'string' ? kept : undefined;
}

/** @throws SyntaxError when the text is not JSON: in a string without an end every quote would be tried as a start */
function withEveryNumberChecked(text: string): string {
	JSON.parse(text);
	return text.replace(STRING_OR_NUMBER, (token) => {
		const kept = token.startsWith('"') ? undefined : keptAsText(token);
		return kept === undefined ? token : `"${kept}"`;
	});
}
