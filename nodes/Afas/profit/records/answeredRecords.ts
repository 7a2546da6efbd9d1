import { isTooDeep } from '../values/depth';
import { asObject } from '../values/read';
import { getOwn, setOwn } from '../values/ownProperty';

/** The key fields of a written record as AFAS gives them, all as text. */
export type KeyRecord = Record<string, string>;

/** What AFAS's answer to a write says about one record. */
export interface AnsweredRecord {
	/** null if AFAS's answer does not tell. */
	key: KeyRecord | null;
	/**
	 * AFAS's own results: the record by its name, or a list where AFAS names several, as it does for a body with
	 * several Elements. The same over REST and SOAP, so numbers are text. null if AFAS gives none, or none that are
	 * surely of this record.
	 */
	results: unknown;
}

/**
 * Divides AFAS's answer to a write over the records that were sent. AFAS documents
 * `{"results":{"KnSubject":{"SbId":"999999"}}}`, a list for several Elements, no answer at all, and answers without
 * `results` (docs/afas.md 2.7); over SOAP the same as XML (docs/afas.md 3.8). The name inside may differ from the root
 * (FiEntryPar answers FiEntries). AFAS answers in the order of the request; if the number of records differs from what
 * was sent, none can be assigned.
 * @param body the answer as JSON; undefined or empty text for none. The write is done, so an unknown form is no error
 * @param root name of the root object
 * @param count Elements sent in the request
 * @returns as many entries as `count`
 */
export function answeredRecords(body: unknown, root: string, count: number): AnsweredRecord[] {
	const results = resultsIn(body);
	const records = recordsIn(results, root);
	const answered =
		records.length === count
			? records.map(({ name, record, key }) => ({ key, results: { [name]: record } }))
			: new Array<AnsweredRecord>(count).fill({ key: null, results: null });
	if (count !== 1) return answered;
	const [{ key }] = answered;
	return [{ key: key ?? keyInParts(records.map((record) => record.key)), results }];
}

/** The results by name; null if there are none, or they nest too deep for n8n to store. */
function resultsIn(body: unknown): unknown {
	if (isTooDeep(body)) return null;
	const isWrapped = typeof body === 'object' && body !== null && Object.hasOwn(body, 'results');
	const results = isWrapped ? getOwn(body, 'results') : body;
	return isNothing(results)
		? null
		: withoutNumbers(Array.isArray(results) ? byName(results) : results);
}

function isNothing(results: unknown): boolean {
	const isEmpty =
		typeof results === 'object' && results !== null && Object.keys(results).length === 0;
	return results === undefined || results === '' || isEmpty;
}

/** Merges a list of results into one with a list for each name. */
function byName(list: unknown[]): unknown {
	if (!list.every((result) => Object.keys(asObject(result)).length > 0)) return list;
	const together: Record<string, unknown> = {};
	for (const [name, content] of list.flatMap((result) => Object.entries(asObject(result)))) {
		const before = getOwn(together, name);
		setOwn(together, name, before === undefined ? content : [before, content].flat());
	}
	return together;
}

/** Numbers become text, because XML cannot tell them apart, nor a list of one from its element. */
function withoutNumbers(value: unknown): unknown {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) {
		const list = value.map(withoutNumbers);
		return list.length === 1 ? list[0] : list;
	}
	const members: Record<string, unknown> = {};
	for (const [name, content] of Object.entries(value))
		setOwn(members, name, withoutNumbers(content));
	return members;
}

interface NamedRecord {
	name: string;
	record: unknown;
	key: KeyRecord;
}

/** The records with keys in results, under the root's name or the only name. */
function recordsIn(results: unknown, root: string): NamedRecord[] {
	const named = asObject(results);
	const names = Object.keys(named);
	const name = Object.hasOwn(named, root) ? root : names.length === 1 ? names[0] : undefined;
	if (name === undefined) return [];
	return [getOwn(named, name)]
		.flat()
		.map((record) => ({ name, record, key: keyIn(asObject(record)) }))
		.filter(({ key }) => Object.keys(key).length > 0);
}

function keyIn(record: Record<string, unknown>): KeyRecord {
	const key: KeyRecord = {};
	for (const [field, value] of Object.entries(record)) {
		if (typeof value === 'object' || value === undefined) continue;
		setOwn(key, field.replace(/^@/, ''), String(value));
	}
	return key;
}

/** One record's key from a list of objects with one field each, as AFAS shows for PtOptionListLine. */
function keyInParts(parts: KeyRecord[]): KeyRecord | null {
	const fields = parts.flatMap((key) => Object.keys(key));
	const isOneKey =
		parts.length > 1 &&
		parts.every((key) => Object.keys(key).length === 1) &&
		new Set(fields).size === fields.length;
	return isOneKey ? Object.assign({}, ...parts) : null;
}
