import { errorOfNetwork } from '../profit/errors/networkError';
import { ProfitError } from '../profit/errors/profitError';
import { Silence, type Patience } from './silence';

/** How large an answer may be, and what it means that it is larger. */
export interface AnswerLimit {
	bytes: number;
	exceeded(): ProfitError;
}

const MEGABYTE = 1024 * 1024;

/**
 * For everything but files. AFAS advises 150,000 values per call, which is about 15 MB; n8n itself reads an answer of any size
 * into memory, until it is out of it and all workflows end.
 */
export const ANSWER_LIMIT: AnswerLimit = {
	bytes: 100 * MEGABYTE,
	exceeded: () =>
		new ProfitError('tooMuchData', 'The answer of AFAS is larger than 100 MB', {
			description:
				"It was not read any further. Ask for fewer rows per call with the option 'Page Size', or leave fields with long texts or files out of the GetConnector.",
		}),
};

/** A body that n8n passes on while it arrives. */
interface BodyStream extends AsyncIterable<Uint8Array> {
	destroy?(): void;
}

/**
 * Reads the body of an answer. n8n's own reading knows no limit, so the body is taken while it arrives; and the time-out of
 * n8n's helper ends when that begins, so the body must not stay silent for as long either.
 * @param body a stream; text or bytes where n8n has read it already
 * @param announced bytes that the answer is said to have
 * @throws ProfitError when it is larger than the limit, stays silent or takes too long; else what the stream threw
 */
export async function collectBody(
	body: unknown,
	announced: unknown,
	limit: AnswerLimit,
	patience: Patience,
): Promise<Buffer> {
	if (isStream(body)) return await collect(body, Number(announced), limit, patience);
	const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : '');
	if (bytes.length > limit.bytes) throw limit.exceeded();
	return bytes;
}

function isStream(body: unknown): body is BodyStream {
	return (
		typeof body === 'object' &&
		body !== null &&
		!Buffer.isBuffer(body) &&
		Symbol.asyncIterator in body
	);
}

async function collect(
	stream: BodyStream,
	announced: number,
	limit: AnswerLimit,
	patience: Patience,
): Promise<Buffer> {
	const bytes = new Collected(announced <= limit.bytes ? announced : 0);
	const parts = stream[Symbol.asyncIterator]();
	const silence = new Silence(patience);
	let isComplete = false;
	try {
		for (;;) {
			const part = await silence.unlessTooLong(parts.next());
			if (part === undefined) throw errorOfNetwork({ code: 'ETIMEDOUT' }, patience.timeoutMs);
			if (part.done) break;
			silence.end();
			bytes.add(part.value);
			if (announced > limit.bytes || bytes.length > limit.bytes) throw limit.exceeded();
		}
		isComplete = true;
		return bytes.whole();
	} finally {
		silence.isOver = true;
		// The connection ends with the next part that arrives.
		if (!isComplete) stream.destroy?.();
	}
}

/** Parts put together. With the length known beforehand, one copy is in memory instead of two. */
class Collected {
	length = 0;

	private readonly reserved: Buffer;

	/** What the reserved memory has no room for: the announced length may be that of the compressed answer. */
	private readonly more: Uint8Array[] = [];

	constructor(announced: number) {
		// Nothing of what was in the memory before is handed on.
		this.reserved = Buffer.allocUnsafeSlow(announced > 0 ? announced : 0);
	}

	add(part: Uint8Array): void {
		if (this.more.length === 0 && this.length + part.length <= this.reserved.length) {
			this.reserved.set(part, this.length);
		} else this.more.push(part);
		this.length += part.length;
	}

	whole(): Buffer {
		const moreLength = this.more.reduce((total, part) => total + part.length, 0);
		const first = this.reserved.subarray(0, this.length - moreLength);
		return this.more.length === 0 ? first : Buffer.concat([first, ...this.more]);
	}
}
