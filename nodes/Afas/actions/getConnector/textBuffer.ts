/** Bytes of a file that grows, in UTF-8; the memory is used again for the next file. */
export class TextBuffer {
	private buffer = Buffer.alloc(0);

	private length = 0;

	add(text: string): void {
		const needed = this.length + Buffer.byteLength(text);
		if (needed > this.buffer.length) {
			const larger = Buffer.allocUnsafe(Math.ceil(needed * 1.5));
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
