import { asNumber, asObject, asText } from '../values/read';
import { describeBody } from '../values/describeBody';
import { soapFault } from './soapFault';
import { askedWait } from '../errors/askedWait';
import { factsOf } from '../errors/kinds';
import { ProfitError, type ProfitErrorDetails, type ProfitErrorKind } from '../errors/profitError';
import { withoutSecrets } from '../errors/withoutSecrets';

/** An HTTP answer of AFAS, or of something in front of it. */
export interface HttpAnswer {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, unknown>;
	/** The body as text. */
	body: string;
}

/** What a call was authorised with: a classic token, a saved access token, or one that was fetched just now. */
export type UsedToken = 'classic' | 'saved' | 'fresh';

/** What a 404 means for a call, where it means something of its own. */
export interface NotFoundText {
	message: string;
	nextStep: string;
}

/** What is known of a call and decides what AFAS's answer means. */
export interface AnswerContext {
	/** Decides what a 401 means; a classic token when absent. */
	usedToken?: UsedToken;
	notFound?: NotFoundText;
}

/** What AFAS's JSON may hold when a call was refused. docs/afas.md 2.7. */
interface AfasRefusal {
	message: string;
	errorNumber?: number;
	profitLogReference?: string;
	retryAfterMs?: number;
	/** Whether the answer has a form that AFAS uses; else something in front of AFAS answered. */
	isAfas: boolean;
}

/** AFAS's messages are a sentence or two. What is longer would fill the error and take long to look through. */
const LONGEST_MESSAGE = 2_000;

const LONGEST_REFERENCE = 100;

const LONGEST_SECRET = 2_000;

/** AFAS's texts, Dutch and English, that deserve a next step of their own. First match wins. */
const FUNCTIONAL_CASES: Array<{ text: RegExp; kind: ProfitErrorKind; nextStep: string }> = [
	{
		text: /out of (memory|string space)/i,
		kind: 'tooMuchData',
		nextStep: "Ask for fewer rows per call with the option 'Page Size', or read fewer fields.",
	},
	{
		text: /command timeout|time-?out expired|maximale tijdsduur/i,
		kind: 'timeout',
		nextStep:
			'AFAS stopped after its own limit of 15 minutes. Ask for less: use a narrower filter, fewer fields or a smaller page.',
	},
	{
		text: /not authori[sz]ed|niet geautoriseerd|not supported for this app|wordt niet ondersteund/i,
		kind: 'functional',
		nextStep:
			"Check the connector's ID, and in Profit that the app connector lists this connector and that its user group is authorised for it.",
	},
	{
		text: /definition .{0,80}\bis blocked|definitie .{0,80}\bis geblokkeerd/i,
		kind: 'functional',
		nextStep:
			'AFAS blocked this GetConnector, usually because it is too heavy. Make it lighter in Profit and unblock it there.',
	},
	{
		text: /field .* not found|veld .* niet gevonden/i,
		kind: 'functional',
		nextStep:
			'An administrator renamed or removed this field. Choose the field again in the node; AFAS itself may remember the old fields for up to 30 minutes.',
	},
	{
		text: /in gebruik|in use by|being used by|vergrendeld|is locked/i,
		kind: 'locked',
		nextStep: 'Another user works on the same data. Try again in a moment.',
	},
];

const UNAUTHORIZED: Record<UsedToken, { message: string; nextStep: string }> = {
	classic: {
		message: 'AFAS does not accept the token',
		nextStep:
			'Check in Profit that the token of the app connector exists, is not expired and belongs to this environment, and paste it into the credential again.',
	},
	saved: {
		message: 'AFAS no longer accepts the access token',
		nextStep:
			'It was taken back before it expired. Open the credential and test it again: that fetches a new one.',
	},
	fresh: {
		message: 'AFAS gave an access token and does not accept it',
		nextStep:
			'Check in Profit that the app connector allows OAuth and is not blocked, and that its user may use it.',
	},
};

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
		retryAfterMs: refusal.retryAfterMs ?? waitMs(answer.headers['retry-after']),
	};
	const { kind, message, nextStep } = diagnose(answer, refusal, context);
	const wait = factsOf(kind).asksToWait ? askedWait(details.retryAfterMs) : '';
	return new ProfitError(kind, message, { ...details, description: `${nextStep}${wait}` });
}

const UNKNOWN_ADDRESS: NotFoundText = {
	message: 'AFAS does not know this address',
	nextStep:
		'Check the ID of the connector or file, and the environment and URLs in the credential.',
};

interface Diagnosis {
	kind: ProfitErrorKind;
	message: string;
	nextStep: string;
}

function diagnose(
	answer: HttpAnswer,
	refusal: AfasRefusal,
	{ usedToken = 'classic', notFound = UNKNOWN_ADDRESS }: AnswerContext,
): Diagnosis {
	const { status } = answer;
	const words = refusal.message;
	switch (status) {
		case 401:
			return {
				kind: 'unauthorized',
				message: UNAUTHORIZED[usedToken].message,
				nextStep: `${words ? `AFAS says: ${words}. ` : ''}${UNAUTHORIZED[usedToken].nextStep}`,
			};
		case 403:
			return {
				kind: 'forbidden',
				message: 'AFAS refuses this address',
				nextStep: `${words ? `AFAS says: ${words}. ` : ''}The app connector has an IP restriction: add the public IP address of your n8n to it in Profit.`,
			};
		case 404:
			return {
				kind: 'notFound',
				message: words || notFound.message,
				nextStep: notFound.nextStep,
			};
		case 413:
			return {
				kind: 'tooLarge',
				message: words || 'AFAS does not take a request of this size',
				nextStep: 'AFAS takes up to 75 MB in one request. Send less at a time.',
			};
		case 502:
		case 504:
			return gateway(status);
		case 503:
			return refusal.isAfas
				? {
						kind: 'unavailable',
						message: words || 'AFAS Profit is not available at the moment',
						nextStep: 'AFAS is in maintenance or too busy. Try again later.',
					}
				: gateway(status);
	}
	if (status >= 300 && status < 400) {
		return {
			kind: 'badAnswer',
			message: 'The server redirects the call to another address',
			nextStep:
				'The call was not followed there. Check the environment and URLs in the credential.',
		};
	}
	if (!refusal.isAfas || words === '') {
		return status === 400 ? gateway(status) : unreadable(answer);
	}
	const known = FUNCTIONAL_CASES.find(({ text }) => text.test(words));
	return {
		kind: known?.kind ?? 'functional',
		message: words,
		nextStep:
			known?.nextStep ?? 'AFAS refused the call. Change what the message names and try again.',
	};
}

function gateway(status: number): Diagnosis {
	return {
		kind: 'gateway',
		message: `A server in front of AFAS answered with HTTP ${status}`,
		nextStep: 'This usually passes. Try again in a moment.',
	};
}

function unreadable({ status, body }: HttpAnswer): Diagnosis {
	return {
		kind: 'badAnswer',
		message: `${describeBody(body)} came back with HTTP ${status}`,
		nextStep:
			'This is not an answer of the AFAS services. Check the environment and URLs in the credential.',
	};
}

function readRefusal(body: string): AfasRefusal {
	const fault = body.trimStart().startsWith('<') ? soapFault(body) : null;
	if (fault) {
		return {
			isAfas: true,
			message: shortened(fault.message, LONGEST_MESSAGE),
			errorNumber: fault.errorNumber ?? undefined,
			profitLogReference: shortened(fault.logReference ?? '', LONGEST_REFERENCE) || undefined,
		};
	}
	const answer = parsedObject(body);
	if (!answer) return { message: '', isAfas: false };
	const inner = asObject(answer.error);
	return {
		isAfas: true,
		message: shortened(
			firstText(answer.externalMessage, inner.message, answer.message, answer.Message),
			LONGEST_MESSAGE,
		),
		errorNumber: typeof answer.errorNumber === 'number' ? answer.errorNumber : undefined,
		profitLogReference:
			shortened(asText(answer.profitLogReference), LONGEST_REFERENCE) || undefined,
		retryAfterMs: waitMs(answer.retry_after),
	};
}

function parsedObject(body: string): Record<string, unknown> | undefined {
	try {
		const json: unknown = JSON.parse(body);
		return typeof json === 'object' && json !== null ? asObject(json) : undefined;
	} catch {
		return undefined;
	}
}

function firstText(...values: unknown[]): string {
	const text = values.find((value) => typeof value === 'string' && value.trim() !== '');
	return text === undefined ? '' : String(text).trim();
}

/** Words from outside as they may be shown. */
function shortened(text: string, length: number): string {
	// Not in all of a long text, which would take long; and not in a text that ends inside a secret.
	const safe = withoutSecrets(text.slice(0, 2 * length + LONGEST_SECRET));
	return safe.length > length ? `${safe.slice(0, length)}…` : safe;
}

/** @param seconds as AFAS's JSON or a header has them */
function waitMs(seconds: unknown): number | undefined {
	const number = asNumber(seconds);
	return number !== null && number > 0 ? number * 1000 : undefined;
}
