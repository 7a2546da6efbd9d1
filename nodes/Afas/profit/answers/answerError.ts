import { askedWait } from '../errors/askedWait';
import { ProfitError, type ProfitErrorDetails } from '../errors/profitError';
import { readRefusal, reference, waitMs, type AfasRefusal } from './refusal';
import { meaningOfStatus, type Diagnosis, type NotFoundText, type UsedToken } from './statuses';
import { LONGEST_REFUSAL_MS, meaningOf, nextStepAfter } from './words';

/** An HTTP answer of AFAS, or of something in front of it. */
export interface HttpAnswer {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, unknown>;
	/** The body as text. */
	body: string;
}

/** What is known of a call and decides what AFAS's answer means. */
export interface AnswerContext {
	/** Decides what a 401 means; a classic token when absent. */
	usedToken?: UsedToken;
	notFound?: NotFoundText;
	/** The call's path as it was sent. */
	path?: string;
	/** Whether the call changes something. */
	changes?: boolean;
	/** From sending the call to its answer, in milliseconds; as long as AFAS works when absent. */
	tookMs?: number;
}

/**
 * What an answer that is not a success means.
 * @param answer the HTTP answer with a status outside 200 to 299
 * @returns the error to throw; its message is AFAS's own where AFAS gave one
 */
export function errorOfAnswer(answer: HttpAnswer, context: AnswerContext = {}): ProfitError {
	const refusal = readRefusal(answer.body);
	const details: ProfitErrorDetails = {
		httpCode: answer.status,
		errorNumber: refusal.errorNumber,
		profitLogReference: refusal.profitLogReference,
		traceIdentifier: reference(answer.headers['x-trace-identifier']),
		retryAfterMs: refusal.retryAfterMs ?? waitMs(answer.headers['retry-after']),
	};
	const { kind, message, nextStep } =
		meaningOfStatus(answer, refusal, context) ?? meaningOfWords(refusal, context);
	const passes = kind === 'unavailable' || kind === 'gateway';
	const wait = passes ? askedWait(details.retryAfterMs) : '';
	return new ProfitError(kind, message, { ...details, description: `${nextStep}${wait}` });
}

function meaningOfWords(
	{ message }: AfasRefusal,
	{ changes = false, tookMs = 0 }: AnswerContext,
): Diagnosis {
	const meaning = meaningOf(message);
	if (meaning) return { ...meaning, message };
	const nextStep = nextStepAfter(message);
	return changes && tookMs > LONGEST_REFUSAL_MS
		? { kind: 'unclear', message, nextStep }
		: { kind: 'functional', message, nextStep };
}
