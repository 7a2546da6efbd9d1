import { ProfitError } from '../errors/profitError';

type Decoder = InstanceType<typeof TextDecoder>;

const strict = new TextDecoder('utf-8', { fatal: true });

/**
 * The text that UTF-8 stands for, without a byte order mark. What is no UTF-8 is not replaced by anything, as Buffer does.
 * @throws ProfitError `badAnswer`
 */
export function utf8Text(bytes: Uint8Array): string {
	const text = decoded(strict, bytes);
	if (text === undefined) throw damaged();
	return text;
}

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)/i;

/** US-ASCII is a part of UTF-8. */
const IS_UTF8 = /^(?:utf-?8|us-ascii)$/i;

/**
 * The bytes of an answer in UTF-8, which AFAS uses; what stands between may use something else and say so.
 * @param contentType the header of that name
 * @throws ProfitError `badAnswer` for a charset that is not known, or bytes that do not fit it
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
	return new ProfitError('badAnswer', 'The answer of AFAS came damaged: not all of it is text', {
		description: 'Nothing was taken from this answer. Try again.',
	});
}
