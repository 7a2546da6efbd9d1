import type { ProfitError } from '../errors/profitError';
import { errorOfAnswer, type HttpAnswer } from './answerError';
import { holdsRefusal } from './refusal';

/** AFAS's refusals are much shorter; do not parse the rows of a large answer twice. */
const LONGEST_BYTES = 100_000;

/** Names in every refusal, so that most answers need not be parsed. */
const NAMES = ['"externalMessage"', '"error"'];

/**
 * Finds a refusal of AFAS in an answer with a success status: JSON in the form of REST or OData. docs/afas.md 2.7 and
 * 7.1.
 * @param answer an answer with a status of 200 to 299
 * @returns undefined if it holds none
 */
export function refusalInside(
	answer: Omit<HttpAnswer, 'body'> & { body: Buffer | string },
): ProfitError | undefined {
	const { body } = answer;
	if (body.length > LONGEST_BYTES || !NAMES.some((name) => body.includes(name))) return undefined;
	const text = body.toString();
	return holdsRefusal(text) ? errorOfAnswer({ ...answer, body: text }) : undefined;
}
