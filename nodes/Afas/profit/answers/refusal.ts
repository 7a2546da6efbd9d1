import { withoutSecrets } from '../errors/withoutSecrets';
import { asNumber, asObject, asText } from '../values/read';
import { soapFault } from './soapFault';

/** What AFAS's answer to a refused call may contain. docs/afas.md 2.7. */
export interface AfasRefusal {
	message: string;
	errorNumber?: number;
	profitLogReference?: string;
	retryAfterMs?: number;
	/** Whether the answer has a form of AFAS; otherwise a server in front of AFAS answered. */
	isAfas: boolean;
}

/** AFAS's messages are a sentence or two. A longer text would fill the error and take long to search. */
const LONGEST_MESSAGE = 2_000;

const LONGEST_REFERENCE = 100;

const LONGEST_SECRET = 2_000;

/** Reads AFAS's JSON or a SOAP fault; for anything else it only tells that it is not of AFAS. */
export function readRefusal(body: string): AfasRefusal {
	const fault = body.trimStart().startsWith('<') ? soapFault(body) : null;
	if (fault) {
		return {
			isAfas: true,
			message: shortened(fault.message, LONGEST_MESSAGE),
			errorNumber: fault.errorNumber ?? undefined,
			profitLogReference: reference(fault.logReference),
		};
	}
	const answer = parsedObject(body);
	if (!answer) return { message: '', isAfas: false };
	return {
		isAfas: true,
		message: shortened(
			firstText(...wordsOfRefusal(answer), answer.message, answer.Message),
			LONGEST_MESSAGE,
		),
		errorNumber: typeof answer.errorNumber === 'number' ? answer.errorNumber : undefined,
		profitLogReference: reference(answer.profitLogReference),
		retryAfterMs: waitMs(answer.retry_after),
	};
}

/** Whether a text is JSON in a form that only a refusal of AFAS has, whatever the status. */
export function holdsRefusal(body: string): boolean {
	return firstText(...wordsOfRefusal(parsedObject(body) ?? {})) !== '';
}

/** The places where AFAS's message may be. */
function wordsOfRefusal({ externalMessage, error }: Record<string, unknown>): unknown[] {
	const { message } = asObject(error);
	// The last one is from AFAS's example of its maintenance answer.
	return [externalMessage, message, asObject(message).example];
}

/** Gives the reference of a call for AFAS's support, in a form that is safe to show. */
export function reference(value: unknown): string | undefined {
	return shortened(asText(value).trim(), LONGEST_REFERENCE) || undefined;
}

/**
 * Gives the wait that an answer asks for, in milliseconds.
 * @param value seconds, or an HTTP date until which to wait
 */
export function waitMs(value: unknown): number | undefined {
	const seconds = asNumber(value);
	if (seconds !== null) return seconds > 0 ? seconds * 1000 : undefined;
	const until = typeof value === 'string' && /GMT$/.test(value) ? Date.parse(value) : Number.NaN;
	return until > Date.now() ? until - Date.now() : undefined;
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

/** Text from outside, safe to show. */
function shortened(text: string, length: number): string {
	// Searching a long text is slow, so cut it first, but not inside a secret.
	const safe = withoutSecrets(text.slice(0, 2 * length + LONGEST_SECRET));
	return safe.length > length ? `${safe.slice(0, length)}…` : safe;
}
