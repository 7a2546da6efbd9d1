/** Extra room, so that slightly longer rows do not need a larger buffer. */
const MARGIN = 1.1;

/** The growing bytes of a file, in UTF-8; the memory is reused for the next file. */
export class TextBuffer {
	private buffer = Buffer.alloc(0);

	/** Bytes that were added since the last `clear`. */
	length = 0;

	/**
	 * Adds text at the end.
	 * @param expected estimated bytes of the whole file. They are reserved at once, because growing a buffer copies it
	 *   each time; unused memory costs nothing.
	 */
	add(text: string, expected = 0): void {
		const needed = this.length + Buffer.byteLength(text);
		if (needed > this.buffer.length) {
			const larger = Buffer.allocUnsafe(Math.ceil(Math.max(needed, expected) * MARGIN));
			this.buffer.copy(larger, 0, 0, this.length);
			this.buffer = larger;
		}
		this.length += this.buffer.write(text, this.length);
	}

	/** What was added since the last `clear`; changes with the next `add` after that. */
	bytes(): Buffer {
		return this.buffer.subarray(0, this.length);
	}

	clear(): void {
		this.length = 0;
	}
}
