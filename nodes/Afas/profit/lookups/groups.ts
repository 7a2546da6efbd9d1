import type { GetField } from '../metainfo/types';
import type { Filter } from '../query/filter';
import type { Row } from '../values/cell';
import { rowTexts, together, type LookupKey } from './lookupKey';
import { keysOfOther } from './otherRows';

/** Maximum keys in one call over SOAP, which has no maximum length. A longer list slows down AFAS's database. */
const MOST_KEYS = 500;

/** Keys that share a call. */
export interface LookupGroup {
	keys: LookupKey[];
	/** The one field to filter on, to save room; the other fields then tell which row belongs to which key. */
	by?: string;
}

/** Gives the filter of a group. */
export function filterOf({ keys, by }: LookupGroup): Filter {
	if (by === undefined) return keys.map(({ conditions }) => conditions);
	const conditions = keys.flatMap((key) => key.conditions.filter(({ field }) => field === by));
	return [...new Map(conditions.map((is) => [is.value, [is]])).values()];
}

/**
 * Divides keys over calls: together if their rows can be told apart, otherwise alone.
 * @param keys no two with the same `same`
 * @param by as in LookupGroup
 * @param fits whether AFAS accepts a call for these keys
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

/**
 * Types whose values can surely be compared. For a date-time, AFAS shows fewer digits than it compares. docs/afas.md
 * rule 3.
 */
const TOLD_APART = ['string', 'int', 'boolean'];

/**
 * Gives the best single field to filter on for keys with several fields: the one with the most different values, if the
 * other fields can be compared. undefined if there is none.
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
	/** Keys with rows that may or may not be theirs; look them up alone. */
	unsure: LookupKey[];
}

/** Divides the rows of a complete answer over the keys of the call. */
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
