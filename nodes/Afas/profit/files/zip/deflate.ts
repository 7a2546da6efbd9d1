/** Raw deflate as in a ZIP, by web globals that Node has too, because n8n does not allow a node to use `zlib`. */
type Transform = CompressionStream | DecompressionStream;

/** Input bytes at a time, so that unpacking a huge file stops early. */
const PIECE = 65_536;

/** Compresses bytes. */
export async function deflate(bytes: Uint8Array): Promise<Buffer> {
	return Buffer.concat(await partsOf(new CompressionStream('deflate-raw'), bytes, Infinity));
}

/**
 * Unpacks bytes up to a limit. If there are more, the result exceeds the limit and the rest is not unpacked.
 * @returns null when the bytes are damaged or cut off
 */
export async function inflate(bytes: Uint8Array, limit: number): Promise<Buffer | null> {
	try {
		return Buffer.concat(await partsOf(new DecompressionStream('deflate-raw'), bytes, limit));
	} catch {
		return null;
	}
}

async function partsOf(
	transform: Transform,
	bytes: Uint8Array,
	limit: number,
): Promise<Uint8Array[]> {
	void feed(transform, bytes);
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of transform.readable as AsyncIterable<Uint8Array>) {
		parts.push(part);
		length += part.length;
		// Leaving the loop ends the stream.
		if (length > limit) break;
	}
	return parts;
}

/** Ignores errors, because the reader gets and reports them too. */
async function feed({ writable }: Transform, bytes: Uint8Array): Promise<void> {
	const writer = writable.getWriter();
	try {
		for (let at = 0; at < bytes.length; at += PIECE) {
			await writer.write(bytes.subarray(at, at + PIECE));
		}
		await writer.close();
	} catch {
		return;
	}
}
