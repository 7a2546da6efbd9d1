import { inputError } from '../errors/profitError';
import { isDateObject } from './writeValue';
import { parseExactJson } from '../values/exactJson';

/**
 * A record as users write it: `{ "DbId": "25000", "FbSalesLines": [ { "ItCd": "A1", "QuUn": 5 } ] }`.
 * Keys, fields and sub-objects share one level; metainfo tells them apart.
 */
export type SimpleRecord = Record<string, unknown>;

/** Whether the value is an object with named members; not a list or a date. */
export function isSimpleRecord(value: unknown): value is SimpleRecord {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !isDateObject(value)
	);
}

/**
 * Reads a record from an object or its JSON text. Numbers that a double cannot hold stay exact.
 * @param shownName the parameter or field as the user sees it
 * @throws ProfitError `input` when it is not JSON, or not a single object
 */
export function readRecord(value: unknown, shownName: string): SimpleRecord {
	const record = readJson(value, shownName);
	if (!isSimpleRecord(record)) {
		throw inputError(
			`'${shownName}' is not one object`,
			'Write the fields between braces, for example { "DbId": "25000" }.',
		);
	}
	return record;
}

/**
 * Parses JSON text; any other value is returned unchanged.
 * @throws ProfitError `input` when the text is no JSON
 */
export function readJson(value: unknown, shownName: string): unknown {
	if (typeof value !== 'string') return value;
	let parsed: { json: unknown } | undefined;
	try {
		parsed = { json: parseExactJson(value) };
	} catch {
		parsed = undefined;
	}
	if (!parsed) {
		throw inputError(
			`'${shownName}' is not valid JSON`,
			'Check quotes, commas and brackets. Names and text stand between double quotes.',
		);
	}
	return parsed.json;
}
