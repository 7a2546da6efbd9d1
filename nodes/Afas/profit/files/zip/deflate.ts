/**
 * Deflate without a header, as a ZIP holds it, by the globals of the web that Node has too: n8n allows a node no `zlib`.
 */
type Transform = CompressionStream | DecompressionStream;

/** Bytes that go in at once, so that a small file that unpacks to a huge one stops soon. */
const PIECE = 65_536;

/** Compresses bytes. */
export async function deflate(bytes: Uint8Array): Promise<Buffer> {
	return Buffer.concat(await partsOf(new CompressionStream('deflate-raw'), bytes, Infinity));
}

/**
 * Unpacks bytes, up to a limit: what comes then is longer than the limit by a part, and the rest is not unpacked.
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

/** What goes wrong here goes wrong for the reader as well, who tells. */
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
