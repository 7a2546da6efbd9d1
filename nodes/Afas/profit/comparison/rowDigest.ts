import { cellOf, type Cell, type Row } from '../values/cell';

/** Groups of a digest, and the characters of each. */
const GROUPS = 8;
const GROUP_CHARACTERS = 5;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The pairs of groups: columns with different pairs are told apart. */
const PAIRS = Array.from({ length: GROUPS }, (_, first) =>
	Array.from({ length: GROUPS - first - 1 }, (_unused, at) => [first, first + 1 + at] as const),
).flat();

/** Columns and the number of the pair of groups that each counts in. Plain JSON. */
export type Columns = Array<[name: string, pair: number]>;

/**
 * Columns as they were, without those that are gone and with those that are new.
 * @param before the columns of the last time
 * @param names the columns of now
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
 * A function that gives the digest of a row's values: 40 characters, in 8 groups. Each column counts in two of the
 * groups. So after a column has gone, the groups in which it did not count still tell whether the row is the same.
 * Neither the order of the columns nor the difference between null and empty text counts, which REST and SOAP may
 * write differently.
 */
export function rowDigester(columns: Columns): (row: Row) => string {
	const parts = columns.map(([name, pair]) => ({
		name,
		seed: hashOf(name, 0)[0],
		pair: PAIRS[pair],
	}));
	const groups = new Int32Array(GROUPS);
	return (row) => {
		groups.fill(0);
		for (const { name, seed, pair } of parts) {
			const [first, second] = hashOf(cellText(cellOf(row, name)), seed);
			groups[pair[0]] ^= first;
			groups[pair[1]] ^= second;
		}
		let digest = '';
		for (const group of groups) digest += groupText(group);
		return digest;
	};
}

/**
 * A function that tells whether two digests of a row are the same where they can be.
 * @param gone columns that the older of them counted and the newer does not
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

/** A number and its text are different values, as they would be for who gets them. */
function cellText(cell: Cell): string {
	if (cell === null || cell === '') return '';
	return typeof cell === 'string' ? `s${cell}` : `${typeof cell === 'number' ? 'n' : 'b'}${cell}`;
}

/** The lower 30 bits as text. */
function groupText(bits: number): string {
	let text = '';
	for (let at = 0; at < GROUP_CHARACTERS; at++) text += ALPHABET[(bits >>> (6 * at)) & 63];
	return text;
}

/** Two hashes of 32 bits (cyrb53 by bryc, public domain): several times as fast for a cell as one of node:crypto. */
function hashOf(text: string, seed: number): [number, number] {
	let first = 0xdeadbeef ^ seed;
	let second = 0x41c6ce57 ^ seed;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		first = Math.imul(first ^ code, 2654435761);
		second = Math.imul(second ^ code, 1597334677);
	}
	first =
		Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
	second =
		Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909);
	return [first, second];
}
