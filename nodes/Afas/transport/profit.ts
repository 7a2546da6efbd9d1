import type {
	ICredentialDataDecryptedObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { baseUrls, type BaseUrls } from '../profit/connection/baseUrls';
import type { AfasCredential } from '../profit/connection/credential';
import {
	errorOfAnswer,
	type HttpAnswer,
	type NotFoundText,
	type UsedToken,
} from '../profit/errors/answerError';
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
	/** What a 404 means for this call. */
	notFound?: NotFoundText;
	/**
	 * Where a redirect of this call may lead: gives a path below the REST base URL, or throws. A call without it is
	 * never redirected, and no call leaves the credential's hosts.
	 */
	redirectPath?: (location: string, restUrl: string, path: string) => string;
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
	/** As `rest`, with the body of the answer as bytes. */
	restBytes(call: RestCall, options: CallOptions): Promise<Buffer>;
	/** The REST base URL of the credential, without a slash at the end. */
	restUrl(): Promise<string>;
}

/** Opens the environment of the node's credential. Nothing is read or sent before the first call. */
export function openProfit(context: ProfitContext): Profit {
	let environment: Promise<OpenedEnvironment> | undefined;
	const opened = () => (environment ??= openEnvironment(context));
	return {
		rest: async (call, options) => {
			const answer = await sendRest(context, await opened(), call, options, 'text');
			return { ...answer, body: bodyText(answer.body) };
		},
		restBytes: async (call, options) => {
			const { body } = await sendRest(context, await opened(), call, options, 'arraybuffer');
			return Buffer.isBuffer(body) ? body : Buffer.from(bodyText(body));
		},
		restUrl: async () => (await opened()).bases.rest,
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

/** An answer whose body is still as n8n gave it: text, or bytes where those were asked for. */
interface RawAnswer extends Omit<HttpAnswer, 'body'> {
	body: unknown;
}

/** AFAS redirects once, to the newest version of a BI model. */
const MAX_REDIRECTS = 3;

async function sendRest(
	context: ProfitContext,
	{ bases, usedToken }: OpenedEnvironment,
	call: RestCall,
	options: CallOptions,
	encoding: 'text' | 'arraybuffer',
): Promise<RawAnswer> {
	const { method, body, redirectPath } = call;
	const headers: Record<string, string> = { Accept: 'application/json' };
	if (options.language) headers['Accept-Language'] = options.language;
	// Without the charset AFAS turns accents into question marks (afas-api.md 0.3).
	if (body) headers['Content-Type'] = 'application/json;charset=utf-8';

	let { path } = call;
	for (let redirects = 0; ; redirects++) {
		const answer = await send(context, {
			method,
			url: `${bases.rest}${path}`,
			headers,
			body: typeof body === 'object' ? JSON.stringify(body) : body,
			timeout: options.timeoutMs,
			// As text or bytes, because axios would parse JSON itself and round long decimals.
			encoding,
			returnFullResponse: true,
			// n8n would send a call again after a 401 if it saw one.
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		});
		if (answer.status >= 200 && answer.status <= 299) return answer;
		const { location } = answer.headers;
		const isRedirect = answer.status >= 300 && answer.status <= 399;
		if (!isRedirect || !redirectPath || !location || redirects === MAX_REDIRECTS) {
			const text = bodyText(answer.body);
			throw errorOfAnswer({ ...answer, body: text }, usedToken, call.notFound);
		}
		path = redirectPath(String(location), bases.rest, path);
	}
}

function bodyText(body: unknown): string {
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	return typeof body === 'string' ? body : '';
}

async function send(context: ProfitContext, request: IHttpRequestOptions): Promise<RawAnswer> {
	const outcome = await attempt(context, request);
	if (outcome instanceof ProfitError) throw outcome;
	return outcome;
}

async function attempt(
	context: ProfitContext,
	request: IHttpRequestOptions,
): Promise<RawAnswer | ProfitError> {
	try {
		const { statusCode, headers, body } = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			request,
		);
		return { status: statusCode, headers, body };
	} catch (error) {
		const failure = networkFailure(error);
		return failure instanceof ProfitError ? failure : errorOfNetwork(failure, request.timeout ?? 0);
	}
}
