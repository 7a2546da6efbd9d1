import { ProfitError } from '../errors/profitError';

type Decoder = InstanceType<typeof TextDecoder>;

const strict = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes UTF-8 text, without a byte order mark. Invalid bytes are an error, not replaced as Buffer does.
 * @throws ProfitError `badAnswer`
 */
export function utf8Text(bytes: Uint8Array): string {
	const text = decoded(strict, bytes);
	if (text === undefined) throw damaged();
	return text;
}

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)/i;

/** US-ASCII is a subset of UTF-8. */
const IS_UTF8 = /^(?:utf-?8|us-ascii)$/i;

/**
 * Converts an answer to UTF-8, which AFAS uses; a server in between may use and declare another charset.
 * @param contentType the header of that name
 * @throws ProfitError `badAnswer` for an unknown charset, or bytes that are invalid in it
 */
export function asUtf8(bytes: Buffer, contentType: unknown): Buffer {
	const charset = CHARSET.exec(String(contentType ?? ''))?.[1];
	if (charset === undefined || IS_UTF8.test(charset) || bytes.length === 0) return bytes;
	const decoder = decoderFor(charset);
	const text = decoder && decoded(decoder, bytes);
	if (text === undefined) throw damaged();
	return Buffer.from(text);
}

function decoded(decoder: Decoder, bytes: Uint8Array): string | undefined {
	try {
		return decoder.decode(bytes);
	} catch {
		return undefined;
	}
}

function decoderFor(charset: string): Decoder | undefined {
	try {
		return new TextDecoder(charset, { fatal: true });
	} catch {
		return undefined;
	}
}

function damaged(): ProfitError {
	return new ProfitError('badAnswer', 'The answer of AFAS is damaged: not all of it is text', {
		description: 'Nothing of this answer was used. Try again.',
	});
}
