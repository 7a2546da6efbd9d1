import { isTooDeep } from '../values/depth';
import { parseExactJson } from '../values/exactJson';
import { getOwn } from '../values/ownProperty';
import { wrongAnswer } from './wrongAnswer';

/** Rows of a BI model, as AFAS wrote them, and the link to the next ones. */
export interface BiPage {
	rows: Array<Record<string, unknown>>;
	nextLink?: string;
}

/**
 * Reads the rows in an answer of a BI model, which is OData: `{ value: [...], "@odata.nextLink": "..." }`. docs/afas.md
 * 7.1.
 * @throws ProfitError `badAnswer` when the answer is cut off or holds no rows
 */
export function readBiPage(body: string): BiPage {
	const answer = parsed(body);
	const rows = isObject(answer) ? getOwn(answer, 'value') : undefined;
	if (!isObject(answer) || !Array.isArray(rows) || !rows.every(isRow)) {
		const missing = 'The answer of AFAS holds no rows in the form of a BI model';
		throw wrongAnswer(answer, body, 'rows', missing);
	}
	const nextLink = getOwn(answer, '@odata.nextLink');
	return {
		rows: rows.map(withoutAnnotations),
		nextLink: typeof nextLink === 'string' && nextLink !== '' ? nextLink : undefined,
	};
}

/**
 * Drops OData's annotations of a row, such as `@odata.etag`, or of a column, such as `Amount@odata.type`. A column's
 * own name never holds an `@`. OData JSON Format 4.0, 4.5.
 */
function withoutAnnotations(row: Record<string, unknown>): Record<string, unknown> {
	if (!Object.keys(row).some((name) => name.includes('@'))) return row;
	return Object.fromEntries(Object.entries(row).filter(([name]) => !name.includes('@')));
}

function parsed(body: string): unknown {
	try {
		return parseExactJson(body);
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRow(row: unknown): row is Record<string, unknown> {
	return isObject(row) && !isTooDeep(row);
}
