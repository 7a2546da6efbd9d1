import { cellOf, type Row } from '../values/cell';

/** Groups of a digest, and the characters of each. */
const GROUPS = 8;
const GROUP_CHARACTERS = 5;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The pairs of groups. Columns with different pairs can be told apart. */
const PAIRS = Array.from({ length: GROUPS }, (_, first) =>
	Array.from({ length: GROUPS - first - 1 }, (_unused, at) => [first, first + 1 + at] as const),
).flat();

/** Columns, each with the number of its pair of groups. Plain JSON. */
export type Columns = Array<[name: string, pair: number]>;

/** Whether a kept value is a list of columns. */
export function isColumns(value: unknown): value is Columns {
	const isColumn = (column: unknown) =>
		Array.isArray(column) &&
		typeof column[0] === 'string' &&
		PAIRS[column[1] as number] !== undefined;
	return Array.isArray(value) && value.every(isColumn);
}

/**
 * Updates the columns: drops those that are gone and adds those that are new.
 * @param before the previous columns
 * @param names the names of the current columns
 */
export function adoptColumns(before: Columns, names: string[]): Columns {
	const wanted = new Set(names);
	const kept = before.filter(([name]) => wanted.delete(name));
	const taken = new Set(kept.map(([, pair]) => pair));
	const free = PAIRS.map((_, pair) => pair).filter((pair) => !taken.has(pair));
	return [
		...kept,
		// With more columns than pairs, some share one.
		...[...wanted].map((name, at): Columns[number] => [name, free[at] ?? at % PAIRS.length]),
	];
}

/**
 * Makes a function that gives the digest of a row's values: 40 characters in 8 groups. Each column affects two of the
 * groups, so after a column is removed, the other groups still tell whether the row is the same. The order of columns,
 * and null or empty text, make no difference, because REST and SOAP may write them differently.
 */
export function rowDigester(columns: Columns): (row: Row) => string {
	const parts = columns.map(([name, pair]) => ({ name, seed: seedOf(name), pair: PAIRS[pair] }));
	const groups = new Int32Array(GROUPS);
	return (row) => {
		groups.fill(0);
		// Runs for every cell, so it allocates nothing for text.
		for (const { name, seed, pair } of parts) {
			const cell = cellOf(row, name);
			if (cell === null || cell === '') continue;
			hash(typeof cell === 'string' ? cell : String(cell), seed ^ TYPE_SEEDS[typeof cell]);
			groups[pair[0]] ^= first;
			groups[pair[1]] ^= second;
		}
		let digest = '';
		for (let group = 0; group < GROUPS; group++) digest += groupText(groups[group]);
		return digest;
	};
}

/**
 * Makes a function that compares two digests of a row in the groups that are comparable.
 * @param gone columns that only the older digest counts
 */
export function digestComparer(gone: Columns): (older: string, newer: string) => boolean {
	if (gone.length === 0) return (older, newer) => older === newer;
	const spoilt = new Set(gone.flatMap(([, pair]) => PAIRS[pair]));
	const sure = Array.from({ length: GROUPS }, (_, group) => group).filter(
		(group) => !spoilt.has(group),
	);
	return (older, newer) => sure.every((group) => groupAt(older, group) === groupAt(newer, group));
}

function groupAt(digest: string, group: number): string {
	return digest.slice(group * GROUP_CHARACTERS, (group + 1) * GROUP_CHARACTERS);
}

/** A number and its text count as different values, as they are for the workflow. */
const TYPE_SEEDS: Record<string, number> = { string: 0, number: 0x5bd1e995, boolean: 0x2545f491 };

const PAIRS_OF_CHARACTERS = Array.from(
	{ length: 4096 },
	(_, bits) => ALPHABET[bits & 63] + ALPHABET[bits >> 6],
);

/** The lower 30 bits as text. */
function groupText(bits: number): string {
	const start = PAIRS_OF_CHARACTERS[bits & 4095] + PAIRS_OF_CHARACTERS[(bits >>> 12) & 4095];
	return start + ALPHABET[(bits >>> 24) & 63];
}

function seedOf(name: string): number {
	hash(name, 0);
	return first;
}

/** The last result of `hash`. */
let first = 0;
let second = 0;

/** Two hashes of 32 bits (cyrb53 by bryc, public domain): several times as fast for a cell as one of node:crypto. */
function hash(text: string, seed: number): void {
	let one = 0xdeadbeef ^ seed;
	let two = 0x41c6ce57 ^ seed;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		one = Math.imul(one ^ code, 2654435761);
		two = Math.imul(two ^ code, 1597334677);
	}
	one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
	two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
	first = one;
	second = two;
}
