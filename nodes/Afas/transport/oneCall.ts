import { errorOfAnswer, type HttpAnswer } from '../profit/answers/answerError';
import { refusalInside } from '../profit/answers/refusalInside';
import { withoutSoap, type BaseUrls } from '../profit/credential/baseUrls';
import type { SoapRead, SoapWrite } from '../profit/soap/requests';
import { ANSWER_LIMIT } from './body';
import type { CallOptions, RestRead, RestWrite } from './calls';
import type { Outgoing, RawAnswer } from './send';

/** How to reach a customer: the addresses of the services, and how to send with the credential. */
export interface Login {
	/** A digest of the credential; it reveals no secret. */
	key: string;
	bases: BaseUrls;
	/** The value of the IntegrationId header. */
	integrationId: string;
	/** Whether its requests carry an access token, which may have to be fetched. */
	usesOAuth: boolean;
	/**
	 * Sends one request with the credential, once, and follows no redirect.
	 * @throws ProfitError when there is no answer or it is too large, or when the credential refuses the request
	 */
	send(outgoing: Outgoing): Promise<RawAnswer>;
}

/** Any call, whether it changes something or not. */
export type AnyCall = RestRead | RestWrite | SoapRead | SoapWrite;

/** A call that is ready to send. */
export interface ReadyCall extends Pick<RestRead, 'path' | 'notFound' | 'redirectPath'> {
	login: Login;
	/** The base URL of the call's service. */
	base: string;
	request: Omit<Outgoing, 'url'>;
}

/**
 * Makes a call ready to send.
 * @throws ProfitError `input` when the customer has no address for the call's service
 */
export function ready(
	login: Login,
	call: AnyCall,
	{ timeoutMs, deadline, language, limit = ANSWER_LIMIT }: CallOptions,
): ReadyCall {
	const base = login.bases[call.service];
	if (base === null) throw withoutSoap(login.bases);
	const { path, notFound, redirectPath } = call as RestRead;
	const headers = { ...headersOf(call), ...(language ? { 'Accept-Language': language } : {}) };
	const waiting = { timeoutMs, deadline, limit };
	const request = { method: call.method, headers, body: bodyOf(call), ...waiting };
	return { login, base, path, notFound, redirectPath, request };
}

/** AFAS redirects once, to the newest version of a BI model. */
const MAX_REDIRECTS = 3;

/**
 * Makes one call, once.
 * @param goesAgain whether to repeat it with a new access token after AFAS revoked the old one; for reads only
 * @returns AFAS's answer with a status of 200 to 299
 * @throws ProfitError for everything else
 */
export async function answerTo(
	{ login, base, request, ...call }: ReadyCall,
	{ goesAgain }: { goesAgain: boolean },
): Promise<RawAnswer> {
	const { notFound, redirectPath } = call;
	let { path } = call;
	let mayGoAgain = goesAgain;
	for (let redirects = 0; ; ) {
		const answer = await login.send({ ...request, url: `${base}${path}` });
		const { status, headers, isTokenRefused } = answer;
		if (status >= 200 && status <= 299) return answer;
		const isRedirect = status >= 300 && status <= 399;
		if (isTokenRefused && mayGoAgain) mayGoAgain = false;
		else if (isRedirect && redirectPath && headers.location && redirects < MAX_REDIRECTS) {
			redirects += 1;
			path = redirectPath(String(headers.location), base, path);
		} else {
			const usedToken = !login.usesOAuth ? 'classic' : isTokenRefused ? 'revoked' : 'fresh';
			throw errorOfAnswer(
				{ ...answer, body: answer.body.toString() },
				{ usedToken, notFound, path },
			);
		}
	}
}

/**
 * Gives the answer, unless it holds a refusal of AFAS despite its success status.
 * @throws ProfitError for that refusal
 */
export function accepted<T extends RawAnswer | HttpAnswer>(answer: T): T {
	const refusal = refusalInside(answer);
	if (refusal) throw refusal;
	return answer;
}

function headersOf(call: AnyCall): Record<string, string> {
	if ('headers' in call) return call.headers;
	return {
		Accept: 'application/json',
		// Without the charset AFAS turns accented letters into question marks (docs/afas.md 1.4).
		...('body' in call && call.body ? { 'Content-Type': 'application/json;charset=utf-8' } : {}),
	};
}

function bodyOf(call: AnyCall): string | undefined {
	if (!('body' in call)) return undefined;
	return typeof call.body === 'object' ? JSON.stringify(call.body) : call.body;
}
