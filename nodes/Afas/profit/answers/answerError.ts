import { askedWait } from '../errors/askedWait';
import { factsOf } from '../errors/kinds';
import { ProfitError, type ProfitErrorDetails } from '../errors/profitError';
import { readRefusal, reference, waitMs } from './refusal';
import { meaningOfStatus, type Diagnosis, type NotFoundText, type UsedToken } from './statuses';
import { meaningOf, nextStepAfter } from './words';

/** An HTTP answer of AFAS, or of something in front of it. */
export interface HttpAnswer {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, unknown>;
	/** The body as text. */
	body: string;
}

/** The facts about a call that decide what AFAS's answer means. */
export interface AnswerContext {
	/** Decides what a 401 means; assumes a classic token when absent. */
	usedToken?: UsedToken;
	notFound?: NotFoundText;
	/** The path of the call as sent. */
	path?: string;
}

/**
 * Gives the error of an answer that is not a success.
 * @param answer the HTTP answer with a status outside 200 to 299
 * @returns the error to throw; its message is AFAS's own if it gave one
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
	const { kind, message, nextStep, failure } =
		meaningOfStatus(answer, refusal, context) ?? meaningOfWords(refusal.message);
	const wait = factsOf(kind).asksToWait ? askedWait(details.retryAfterMs) : '';
	return new ProfitError(kind, message, {
		...details,
		description: `${nextStep}${wait}`,
		failure,
	});
}

function meaningOfWords(message: string): Diagnosis {
	const { kind, nextStep, failure }: Omit<Diagnosis, 'message'> = meaningOf(message) ?? {
		kind: 'unrecognised',
		nextStep: nextStepAfter(message),
	};
	return { kind, message, nextStep, failure };
}
