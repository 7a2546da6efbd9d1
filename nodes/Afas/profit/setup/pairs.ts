/** Members of two records, paired by name. */
export interface Pairs<T> {
	/** In both records. */
	same: Array<{ name: string; before: T; now: T }>;
	/** In both, but now in another letter case. */
	respelled: Array<{ name: string; newName: string; before: T; now: T }>;
	gone: Array<{ name: string; before: T }>;
	added: Array<{ name: string; now: T }>;
}

/** Pairs the members of two records: first by exact name, then the rest by name in any letter case. */
export function pairs<T>(before: Record<string, T>, now: Record<string, T>): Pairs<T> {
	const left = new Map(Object.entries(now));
	const result: Pairs<T> = { same: [], respelled: [], gone: [], added: [] };
	const unmatched: Array<[string, T]> = [];
	for (const [name, entry] of Object.entries(before)) {
		const other = left.get(name);
		if (other === undefined) unmatched.push([name, entry]);
		else result.same.push({ name, before: entry, now: other });
		left.delete(name);
	}
	for (const [name, entry] of unmatched) {
		const newName = [...left.keys()].find((key) => key.toLowerCase() === name.toLowerCase());
		const other = newName === undefined ? undefined : left.get(newName);
		if (newName === undefined || other === undefined) {
			result.gone.push({ name, before: entry });
			continue;
		}
		result.respelled.push({ name, newName, before: entry, now: other });
		left.delete(newName);
	}
	result.added = [...left].map(([name, entry]) => ({ name, now: entry }));
	return result;
}
