import { ProfitError } from '../errors/profitError';
import { describeBody } from '../errors/answerError';
import type { Row } from '../values/cell';
import { parseExactJson } from '../values/exactJson';

/**
 * The rows in the answer of `GET /connectors/{GetConnector}`. AFAS: get-connector; afas-api.md B.5.
 * @param body the answer as text
 * @throws ProfitError `badAnswer` when the answer is cut off or holds no rows
 */
export function readRestRows(body: string): Row[] {
	let answer: unknown;
	try {
		answer = parseExactJson(body);
	} catch {
		answer = undefined;
	}
	const rows =
		typeof answer === 'object' && answer !== null && Object.hasOwn(answer, 'rows')
			? (answer as { rows: unknown }).rows
			: undefined;
	if (!Array.isArray(rows) || !rows.every(isRow)) {
		throw new ProfitError('badAnswer', rowsMissing(answer, body), {
			description:
				'Nothing was taken from this answer. Try again; if it stays, check the environment and URLs in the credential.',
		});
	}
	return rows;
}

function isRow(row: unknown): row is Row {
	return typeof row === 'object' && row !== null && !Array.isArray(row);
}

function rowsMissing(answer: unknown, body: string): string {
	if (answer !== undefined) return 'The answer of AFAS holds no rows in the form AFAS uses';
	return /^\s*[{[]/.test(body)
		? 'The answer of AFAS is cut off'
		: `${describeBody(body)} came back instead of rows`;
}
