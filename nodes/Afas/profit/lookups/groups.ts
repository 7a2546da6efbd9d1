import type { GetField } from '../metainfo/types';
import type { Row } from '../values/cell';
import { rowKeys, type LookupKey } from './lookupKey';

/** Keys in one call over SOAP, where a query may be of any length. A longer list makes AFAS's database slow. */
const MOST_KEYS = 500;

/**
 * Divides keys over calls: together where rows can be told apart afterwards, else alone.
 * @param keys no two with the same `same`
 * @param fits whether AFAS takes a call for these keys
 */
export function groupsOf(keys: LookupKey[], fits: (keys: LookupKey[]) => boolean): LookupKey[][] {
	const uses = new Map<string, number>();
	for (const { rough } of keys) uses.set(rough, (uses.get(rough) ?? 0) + 1);
	const groups: LookupKey[][] = [];
	let open: LookupKey[] | undefined;
	for (const key of keys) {
		if (!key.isPlain || uses.get(key.rough) !== 1) {
			groups.push([key]);
		} else if (open && open.length < MOST_KEYS && fits([...open, key])) {
			open.push(key);
		} else {
			open = [key];
			groups.push(open);
		}
	}
	return groups;
}

/** The rows of one call for several keys. */
export interface DividedRows {
	/** The rows of each key in their order; a key without any has an empty list. */
	rows: Map<LookupKey, Row[]>;
	/** Keys that may have rows which could not be told to be theirs: they are to be asked for alone. */
	unsure: LookupKey[];
}

/** Gives the rows of a complete answer back to the keys that it was asked for. */
export function divideRows(keys: LookupKey[], answer: Row[], fields: GetField[]): DividedRows {
	const names = keys[0].conditions.map(({ field }) => field);
	const bySame = new Map(keys.map((key) => [key.same, key]));
	const byRough = new Map(keys.map((key) => [key.rough, key]));
	const rows = new Map(keys.map((key): [LookupKey, Row[]] => [key, []]));
	const unsure = new Set<LookupKey>();
	for (const row of answer) {
		const own = rowKeys(row, names, fields);
		const owner = own && bySame.get(own.same);
		if (owner) {
			rows.get(owner)?.push(row);
			continue;
		}
		const possible = own && byRough.get(own.rough);
		for (const key of possible ? [possible] : keys) unsure.add(key);
	}
	return { rows, unsure: [...unsure] };
}
