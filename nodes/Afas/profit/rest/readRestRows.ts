import { utf8Text } from '../values/utf8';
import type { Row } from '../values/cell';
import { isTooDeep } from '../values/depth';
import { parseExactJson } from '../values/exactJson';
import { getOwn } from '../values/ownProperty';
import { readRowParts } from '../rows/rowParts';
import { dropWrongZ } from '../rows/wrongZ';
import { wrongAnswer } from './wrongAnswer';

/**
 * Reads the rows in the answer of `GET /connectors/{GetConnector}`. docs/afas.md 2.5.
 * @param bytes the answer in UTF-8; may be changed
 * @param dateFields ids of fields whose wrong `Z` is dropped
 * @throws ProfitError `badAnswer` when the answer is cut off, not UTF-8, or holds no rows
 */
export function readRestRows(bytes: Buffer, dateFields: string[] = []): Row[] {
	dropWrongZ(bytes, dateFields);
	const parts = readRowParts(bytes);
	const answer = parts ?? parsed(utf8Text(bytes));
	const rows = parts ?? memberRows(answer);
	if (!Array.isArray(rows) || !rows.every(isRow)) {
		const missing = 'The answer of AFAS holds no rows in the form AFAS uses';
		throw wrongAnswer(answer, bytes.toString(), 'rows', missing);
	}
	return rows;
}

function parsed(text: string): unknown {
	try {
		return parseExactJson(text);
	} catch {
		return undefined;
	}
}

function memberRows(answer: unknown): unknown {
	return typeof answer === 'object' && answer !== null ? getOwn(answer, 'rows') : undefined;
}

function isRow(row: unknown): row is Row {
	if (typeof row !== 'object' || row === null || Array.isArray(row)) return false;
	for (const name in row) {
		const cell = (row as Record<string, unknown>)[name];
		// AFAS's cells are not objects, so this check costs nothing.
		if (typeof cell === 'object' && cell !== null && isTooDeep(cell)) return false;
	}
	return true;
}
