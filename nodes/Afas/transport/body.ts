import { errorOfNetwork } from '../profit/errors/networkError';
import { ProfitError } from '../profit/errors/profitError';
import { Silence, type Patience } from './silence';

/** The maximum size of an answer, and the advice if it is larger. */
export interface AnswerLimit {
	bytes: number;
	exceeded(): ProfitError;
}

const MEGABYTE = 1024 * 1024;

/**
 * The limit for everything but files. AFAS advises 150,000 values per call, about 15 MB. n8n itself would read an
 * answer of any size until it runs out of memory and all workflows end.
 */
export const ANSWER_LIMIT: AnswerLimit = {
	bytes: 100 * MEGABYTE,
	exceeded: () =>
		new ProfitError('tooMuchData', 'The answer of AFAS is larger than 100 MB', {
			description:
				"It was not read any further. Ask for fewer rows per call with the option 'Page Size', or leave fields with long texts or files out of the GetConnector.",
		}),
};

/** A body that n8n passes on as it arrives. */
interface BodyStream extends AsyncIterable<Uint8Array> {
	destroy?(): void;
}

/**
 * Reads the body of an answer. n8n's own reading has no size limit, so this reads the body as it arrives. The timeout
 * of n8n's helper ends when the body starts, so this also limits the silence between parts.
 * @param body a stream; text or bytes if n8n has already read it
 * @param announced announced length in bytes
 * @throws ProfitError when it is larger than the limit, stays silent or takes too long; otherwise the error of the
 *   stream
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
		// The connection closes when the next part arrives.
		if (!isComplete) stream.destroy?.();
	}
}

/** Joins parts. If the length is known beforehand, one copy is in memory instead of two. */
class Collected {
	length = 0;

	private readonly reserved: Buffer;

	/** Parts that do not fit in the reserved memory: the announced length may be that of the compressed answer. */
	private readonly more: Uint8Array[] = [];

	constructor(announced: number) {
		// Safe: only the part that was written is handed on.
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
