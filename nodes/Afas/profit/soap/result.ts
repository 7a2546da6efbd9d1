import { errorOfAnswer } from '../answers/answerError';
import { describeBody } from '../values/describeBody';
import { ProfitError } from '../errors/profitError';
import { utf8Text } from '../values/utf8';
import { childElements, localName, textOf, type XmlElement } from '../xml/element';
import { assertReadable, readXml } from '../xml/fastXml';
import { decodeReferences, normalizeLineEnds } from '../xml/text';
import { faultIn } from '../answers/soapFault';

/** The place of the result in the text of an answer, still escaped: from `start` up to `end`. */
export interface ResultPlace {
	start: number;
	end: number;
}

/** Replaces the result while the envelope around it is read. */
const STAND_IN = '(result)';

const RESULT_TAG = /<(?:[\w.-]+:)?\w+Result(?:\s[^<>]*)?>/;

/** The element that holds the result: the first one in the first one in the Body. */
function resultElement(envelope: XmlElement): XmlElement | null | undefined {
	const body = childElements(envelope).find((child) => localName(child.name) === 'Body');
	const response = body && childElements(body)[0];
	if (localName(envelope.name) !== 'Envelope' || !response) return undefined;
	if (!localName(response.name).endsWith('Response')) return undefined;
	return childElements(response)[0] ?? null;
}

/**
 * Finds a result of only escaped text, without parsing it. The rest of the envelope is parsed and must be valid.
 * @param answer the text of an HTTP answer
 * @returns null if there is no such result; then the whole answer must be parsed
 */
export function placeOfResult(answer: string): ResultPlace | null {
	const tag = RESULT_TAG.exec(answer);
	if (!tag) return null;
	const start = tag.index + tag[0].length;
	const end = answer.indexOf('<', start);
	if (end <= start) return null;
	const envelope = readXml(answer.slice(0, start) + STAND_IN + answer.slice(end));
	const result = envelope && resultElement(envelope);
	const whole = result?.children.length === 1 && result.children[0] === STAND_IN;
	return whole ? { start, end } : null;
}

/** Maximum offset of the result in an answer. */
const HEAD_LENGTH = 4096;

/**
 * Finds the result of a SOAP call that is one long word without escapes, such as Base64, as a slice of the answer's
 * bytes, without copying.
 * @param answer the bytes of an HTTP answer
 * @throws ProfitError as `readSoapResult` does
 */
export function soapResultBytes(answer: Buffer): Buffer {
	const tag = RESULT_TAG.exec(answer.toString('latin1', 0, HEAD_LENGTH));
	const start = tag ? tag.index + tag[0].length : 0;
	const end = answer.indexOf('<', start);
	if (start > 0 && end > start) {
		const around = Buffer.concat([
			answer.subarray(0, start),
			Buffer.from(STAND_IN),
			answer.subarray(end),
		]);
		const result = answer.subarray(start, end);
		if (!result.includes('&') && readSoapResult(utf8Text(around)) === STAND_IN) return result;
	}
	return Buffer.from(readSoapResult(utf8Text(answer)));
}

/** Describes what came instead of an envelope, without showing it. */
function describe(answer: string): string {
	return /^\s*[{[]/.test(answer) ? 'A JSON document' : describeBody(answer);
}

/**
 * Reads the result of a SOAP call, decoded once: the text inside `...Response/...Result`, empty if AFAS gives none.
 * @param answer the text of an HTTP answer
 * @param place the result of placeOfResult, if it has been called
 * @throws ProfitError with AFAS's message when the answer is a fault; `badAnswer` when it is no SOAP: a web page, JSON,
 *   nothing, or cut off; `tooMuchData` when it is too long to be looked at
 */
export function readSoapResult(answer: string, place = placeOfResult(answer)): string {
	if (place) {
		const decoded = decodeReferences(normalizeLineEnds(answer.slice(place.start, place.end)));
		if (decoded !== null) return decoded;
	}
	const envelope = readXml(answer);
	// A fault comes with HTTP 500, but with another status it is a refusal too.
	if (envelope && faultIn(envelope))
		throw errorOfAnswer({ status: 500, headers: {}, body: answer });
	const result = envelope && resultElement(envelope);
	if (result === null && envelope) return '';
	if (result && childElements(result).length === 0) return textOf(result);
	assertReadable(answer);
	throw new ProfitError('badAnswer', `${describe(answer)} came back instead of a SOAP answer`, {
		description:
			'The answer is cut off, or does not come from the SOAP services of Profit. Check the environment and URLs in the credential; the SOAP address is another one than that of REST.',
	});
}
