/** Room above what is expected, so that a part with somewhat longer rows needs no larger memory. */
const MARGIN = 1.1;

/** Bytes of a file that grows, in UTF-8; the memory is used again for the next file. */
export class TextBuffer {
	private buffer = Buffer.alloc(0);

	/** Bytes that were added since the last `clear`. */
	length = 0;

	/**
	 * Adds text at the end.
	 * @param expected bytes that the whole file will have, as far as known: reserved at once, because a buffer that
	 * grows step by step is in memory twice at every step. Memory that stays unused costs nothing.
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
