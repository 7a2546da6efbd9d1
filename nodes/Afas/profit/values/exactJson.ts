import { numberOrText } from './number';

/** A run of digits after a JSON punctuation mark that may be too long for a double. */
const LONG_NUMBER = /[:,[]\s*-?[\d.]{16,}/;

/** Strings are matched too, so that digits inside them are left alone. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.]*(?:[eE][+-]?\d+)?/g;

/** `__proto__`, also when written with an escape. */
const PROTO_NAME = /__proto__|\\u005f/i;

/**
 * JSON as AFAS writes it, without losing digits: a number that a double cannot hold exactly becomes text.
 * A member named `__proto__` is left out.
 * @throws SyntaxError when the text is no JSON, for example cut off
 */
export function parseExactJson(text: string): unknown {
	const exact = LONG_NUMBER.test(text)
		? text.replace(STRING_OR_NUMBER, (token) =>
				token.startsWith('"') || typeof numberOrText(token) === 'number' ? token : `"${token}"`,
			)
		: text;
	return PROTO_NAME.test(exact)
		? JSON.parse(exact, function (this: object, name, value) {
				return name === '__proto__' ? undefined : value;
			})
		: JSON.parse(exact);
}
