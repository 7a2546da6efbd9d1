/** Items that may share a call. */
export interface Chunk {
	indexes: number[];
	/** Names of the records of its items, where they have one. */
	names: string[];
}

/**
 * Divides items into chunks of successive items, up to the batch size. Two items about the same record never share a
 * chunk.
 * @param itemIndexes items in their order
 * @param names of the records, by item; undefined for a record that no other item is about
 */
export function chunksOf(
	itemIndexes: number[],
	names: ReadonlyArray<string | undefined>,
	batchSize: number,
): Chunk[] {
	const chunks: Chunk[] = [];
	for (const index of itemIndexes) {
		const name = names[index];
		const last = chunks[chunks.length - 1];
		const fits =
			last && last.indexes.length < batchSize && (name === undefined || !last.names.includes(name));
		const chunk = fits ? last : { indexes: [], names: [] };
		if (!fits) chunks.push(chunk);
		chunk.indexes.push(index);
		if (name !== undefined) chunk.names.push(name);
	}
	return chunks;
}
