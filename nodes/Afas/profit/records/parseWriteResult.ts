import { asObject } from '../values/read';
import { setOwn } from '../values/ownProperty';

/** The key fields of a written record as AFAS gives them, all as text. */
export type KeyRecord = Record<string, string>;

/**
 * The keys in AFAS's answer to a write, one record per Element that AFAS names. AFAS documents
 * `{"results":{"KnSubject":{"SbId":"999999"}}}`, a list for several Elements, no answer at all, and answers without
 * `results` (docs/afas.md 2.7). The name inside may differ from the root (FiEntryPar answers FiEntries).
 * @param body the answer as JSON; undefined or the empty text for none
 * @param root name of the root object
 */
export function parseWriteResult(body: unknown, root: string): KeyRecord[] {
	const answer = asObject(body);
	const results = Object.hasOwn(answer, 'results') ? answer.results : answer;
	const perRecord = Array.isArray(results) ? results : [results];
	return perRecord.flatMap((result) => readResult(asObject(result), root));
}

function readResult(result: Record<string, unknown>, root: string): KeyRecord[] {
	const names = Object.keys(result);
	const name = Object.hasOwn(result, root) ? root : names.length === 1 ? names[0] : undefined;
	if (name === undefined) return [];
	const content = result[name];
	return (Array.isArray(content) ? content : [content])
		.map((record) => readKeys(asObject(record)))
		.filter((keys) => Object.keys(keys).length > 0);
}

function readKeys(record: Record<string, unknown>): KeyRecord {
	const keys: KeyRecord = {};
	for (const [field, value] of Object.entries(record)) {
		if (typeof value === 'object' || value === undefined) continue;
		setOwn(keys, field.replace(/^@/, ''), String(value));
	}
	return keys;
}

/**
 * The keys of each record that was sent. AFAS answers in the order of the request; where it names another number of
 * records than were sent, no record gets a key, as none can be told to belong to it.
 * @param count Elements sent in the request
 * @returns as many entries as `count`; null where AFAS's answer does not tell
 */
export function keysPerElement(results: KeyRecord[], count: number): Array<KeyRecord | null> {
	if (results.length === count) return results;
	if (count === 1 && isOneKeyInParts(results)) return [Object.assign({}, ...results)];
	return new Array<null>(count).fill(null);
}

/** One record's keys as a list of objects with one field each, as AFAS shows for PtOptionListLine. */
function isOneKeyInParts(results: KeyRecord[]): boolean {
	const fields = results.flatMap((keys) => Object.keys(keys));
	return (
		results.length > 1 &&
		results.every((keys) => Object.keys(keys).length === 1) &&
		new Set(fields).size === fields.length
	);
}
