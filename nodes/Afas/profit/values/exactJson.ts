import { numberOrText } from './number';

/** A number of fewer characters fits a double, so only longer runs of digits are looked at. */
const LONG = 16;

/** Strings are matched too, so that digits inside them are left alone. Written so that a long string needs no stack. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.]*(?:[eE][+-]?\d+)?/g;

/** The whole number, of which the run of digits is the first part. */
const NUMBER = /-?[\d.]+(?:[eE][+-]?\d+)?/y;

/** A number as JSON writes it; another one is left as it is, for the parser to refuse. */
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A member named `__proto__`, or with an escaped letter that could be part of that name. */
const PROTO_NAME = /__proto__"\s*:|\\u00(?:5f|6f|7[024])/i;

/**
 * JSON as AFAS writes it, without losing digits: a number that a double cannot hold exactly becomes text.
 * A member named `__proto__` is left out.
 * @throws SyntaxError when the text is no JSON, for example cut off
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
		if (!isTooLong(number)) continue;
		exact += `${text.slice(copied, start)}"${number}"`;
		copied = start + number.length;
	}
	return copied === 0 ? text : exact + text.slice(copied);
}

/**
 * The next run of 16 digits and periods or more. Such a run holds a place that is a multiple of 16, and the place
 * 8 before that one or 8 after it.
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
 * Where a run of digits stands, as far as the characters before it tell. After the end of a member's name and a
 * colon it is a number; after anything but JSON's own marks it is part of a string. A name that itself ends with
 * such a mark could also be the beginning of a string.
 */
function placeOf(text: string, start: number): 'number' | 'string' | 'unclear' {
	const [mark, at] = before(text, text[start - 1] === '-' ? start - 1 : start);
	if (mark !== ':') return ',['.includes(mark) ? 'unclear' : 'string';
	const [quote, end] = before(text, at);
	if (quote !== '"') return 'string';
	return /[\\:,[{\s]/.test(text[end - 1] ?? '') ? 'unclear' : 'number';
}

/** The nearest character before a place that is no white space, and its own place. */
function before(text: string, place: number): [character: string, at: number] {
	let at = place - 1;
	while (at >= 0 && /\s/.test(text[at])) at--;
	return [text[at] ?? '', at];
}

/** Whether JSON.parse would change digits of the number. */
function isTooLong(number: string): boolean {
	return JSON_NUMBER.test(number) && typeof numberOrText(number) !== 'number';
}

/** @throws SyntaxError when the text is no JSON: in a string without an end every quote would be tried as a beginning */
function withEveryNumberChecked(text: string): string {
	JSON.parse(text);
	return text.replace(STRING_OR_NUMBER, (token) =>
		!token.startsWith('"') && isTooLong(token) ? `"${token}"` : token,
	);
}
