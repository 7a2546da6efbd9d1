import type {
	ICredentialDataDecryptedObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { baseUrls, type BaseUrls } from '../profit/connection/baseUrls';
import type { AfasCredential } from '../profit/connection/credential';
import { errorOfAnswer, type HttpAnswer, type UsedToken } from '../profit/errors/answerError';
import { errorOfNetwork } from '../profit/errors/networkError';
import { ProfitError } from '../profit/errors/profitError';
import { usesOAuth } from '../profit/oauth/login';
import { CREDENTIAL, type ProfitContext } from './context';
import { networkFailure } from './networkFailure';

/** One call of the REST services. */
export interface RestCall {
	method: IHttpRequestMethods;
	/** Path below the REST base URL, with its query string, encoded. */
	path: string;
	/** Body of a write: an object to be written as JSON, or JSON text as it is. */
	body?: object | string;
}

export interface CallOptions {
	/** How long to wait for the answer, in milliseconds. */
	timeoutMs: number;
	/** Language of labels and messages; the credential's when absent. */
	language?: string;
}

/** A Profit environment as a node reaches it: one credential, for the time of one execution. */
export interface Profit {
	/**
	 * Sends one call, once.
	 * @returns AFAS's answer with a status of 200 to 299
	 * @throws ProfitError for everything else
	 */
	rest(call: RestCall, options: CallOptions): Promise<HttpAnswer>;
}

/** Opens the environment of the node's credential. Nothing is read or sent before the first call. */
export function openProfit(context: ProfitContext): Profit {
	let environment: Promise<OpenedEnvironment> | undefined;
	const opened = () => (environment ??= openEnvironment(context));
	return {
		rest: async (call, options) => sendRest(context, await opened(), call, options),
	};
}

interface OpenedEnvironment {
	bases: BaseUrls;
	usedToken: UsedToken;
}

async function openEnvironment(context: ProfitContext): Promise<OpenedEnvironment> {
	const credential = await context.getCredentials<AfasCredential & ICredentialDataDecryptedObject>(
		CREDENTIAL,
	);
	return {
		bases: baseUrls(credential),
		usedToken: usesOAuth(credential) ? 'saved' : 'classic',
	};
}

async function sendRest(
	context: ProfitContext,
	{ bases, usedToken }: OpenedEnvironment,
	{ method, path, body }: RestCall,
	{ timeoutMs, language }: CallOptions,
): Promise<HttpAnswer> {
	const headers: Record<string, string> = { Accept: 'application/json' };
	if (language) headers['Accept-Language'] = language;
	// Without the charset AFAS turns accents into question marks (afas-api.md 0.3).
	if (body) headers['Content-Type'] = 'application/json;charset=utf-8';

	const answer = await send(context, {
		method,
		url: `${bases.rest}${path}`,
		headers,
		body: typeof body === 'object' ? JSON.stringify(body) : body,
		timeout: timeoutMs,
		// As text, because axios would parse JSON itself and round long decimals.
		encoding: 'text',
		returnFullResponse: true,
		// n8n would send a call again after a 401 if it saw one.
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	if (answer.status < 200 || answer.status > 299) throw errorOfAnswer(answer, usedToken);
	return answer;
}

async function send(context: ProfitContext, request: IHttpRequestOptions): Promise<HttpAnswer> {
	const outcome = await attempt(context, request);
	if (outcome instanceof ProfitError) throw outcome;
	return outcome;
}

async function attempt(
	context: ProfitContext,
	request: IHttpRequestOptions,
): Promise<HttpAnswer | ProfitError> {
	try {
		const { statusCode, headers, body } = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			request,
		);
		return { status: statusCode, headers, body: typeof body === 'string' ? body : '' };
	} catch (error) {
		const failure = networkFailure(error);
		return failure instanceof ProfitError ? failure : errorOfNetwork(failure, request.timeout ?? 0);
	}
}
