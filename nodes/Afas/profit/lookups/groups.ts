import type { GetField } from '../metainfo/types';
import type { Filter } from '../query/filter';
import type { Row } from '../values/cell';
import { rowTexts, together, type LookupKey } from './lookupKey';
import { keysOfOther } from './otherRows';

/** Keys in one call over SOAP, where a query may be of any length. A longer list makes AFAS's database slow. */
const MOST_KEYS = 500;

/** Keys that share a call. */
export interface LookupGroup {
	keys: LookupKey[];
	/** The one field whose values are asked for, which takes less room: the other fields tell afterwards which rows are whose. */
	by?: string;
}

/** What a group asks for. */
export function filterOf({ keys, by }: LookupGroup): Filter {
	if (by === undefined) return keys.map(({ conditions }) => conditions);
	const conditions = keys.flatMap((key) => key.conditions.filter(({ field }) => field === by));
	return [...new Map(conditions.map((is) => [is.value, [is]])).values()];
}

/**
 * Divides keys over calls: together where rows can be told apart afterwards, else alone.
 * @param keys no two with the same `same`
 * @param by as in LookupGroup
 * @param fits whether AFAS takes a call for these keys
 */
export function groupsOf(
	keys: LookupKey[],
	by: string | undefined,
	fits: (group: LookupGroup) => boolean,
): LookupGroup[] {
	const uses = new Map<string, number>();
	for (const { rough } of keys) uses.set(rough, (uses.get(rough) ?? 0) + 1);
	const groups: LookupGroup[] = [];
	let open: LookupGroup | undefined;
	for (const key of keys) {
		const isPlain = by === undefined ? key.isPlain : key.texts.get(by)?.isPlain === true;
		if (!isPlain || uses.get(key.rough) !== 1) {
			groups.push({ keys: [key] });
			continue;
		}
		const more: LookupGroup = { keys: [...(open?.keys ?? []), key], by };
		if (open && more.keys.length <= MOST_KEYS && fits(more)) {
			open.keys.push(key);
		} else {
			open = { keys: [key], by };
			groups.push(open);
		}
	}
	return groups;
}

/** Types of which equal and different are known for sure. Of a date-time AFAS shows fewer digits than it compares. docs/afas.md rule 3. */
const TOLD_APART = ['string', 'int', 'boolean'];

/**
 * The field by which keys on several fields are best asked for: the one with the most different values, where the rest can be told
 * apart afterwards. undefined when there is none.
 */
export function fieldToAskBy(keys: LookupKey[], fields: GetField[]): string | undefined {
	const names = keys[0]?.conditions.map(({ field }) => field) ?? [];
	const type = (name: string) => fields.find(({ id }) => id === name)?.dataType ?? '';
	const values = (name: string) => new Set(keys.map(({ texts }) => texts.get(name)?.same)).size;
	if (names.length < 2 || new Set(names).size < names.length) return undefined;
	return names
		.filter((name) => names.every((other) => other === name || TOLD_APART.includes(type(other))))
		.sort((one, other) => values(other) - values(one))
		.at(0);
}

/** The rows of one call for several keys. */
export interface DividedRows {
	/** The rows of each key in their order; a key without any has an empty list. */
	rows: Map<LookupKey, Row[]>;
	/** Keys that may have rows which could not be told to be theirs: they are to be asked for alone. */
	unsure: LookupKey[];
}

/** Gives the rows of a complete answer back to the keys that it was asked for. */
export function divideRows(
	{ keys, by }: LookupGroup,
	answer: Row[],
	fields: GetField[],
): DividedRows {
	const names = keys[0].conditions.map(({ field }) => field);
	const bySame = new Map(keys.map((key) => [key.same, key]));
	const byRough = new Map(keys.map((key) => [key.rough, key]));
	const rows = new Map(keys.map((key): [LookupKey, Row[]] => [key, []]));
	const unsure = new Set<LookupKey>();
	const others = by === undefined ? undefined : keysOfOther(keys, by, fields);
	for (const row of answer) {
		const own = rowTexts(row, names, fields);
		const owner = own && bySame.get(together(own, 'same'));
		if (owner) {
			rows.get(owner)?.push(row);
			continue;
		}
		const possible = own && byRough.get(together(own, 'rough'));
		if (possible) unsure.add(possible);
		else for (const key of others?.(row) ?? keys) unsure.add(key);
	}
	return { rows, unsure: [...unsure] };
}
