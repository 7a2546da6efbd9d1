import type { Text } from '../failure.mts';
import type { RowStore } from '../data/rowStore.mts';

/** A GetConnector of the simulated environment. */
export interface GetConnector {
	/** Name in the URL. */
	id: string;
	description: Text;
	/** Its rows; made at the first use. */
	rows: () => RowStore;
}

/** Makes a value once, at the first use. */
export function once<T>(make: () => T): () => T {
	let made: { value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}
