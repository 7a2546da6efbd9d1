import type { ICredentialDataDecryptedObject, IHttpRequestMethods } from 'n8n-workflow';
import { baseUrls, type BaseUrls } from '../profit/credential/baseUrls';
import type { AfasCredential } from '../profit/credential/credential';
import { errorOfAnswer, type HttpAnswer } from '../profit/answers/answerError';
import type { NotFoundText, UsedToken } from '../profit/answers/statuses';
import { inputError } from '../profit/errors/profitError';
import { usesOAuth } from '../profit/credential/login';
import type { SoapRequest } from '../profit/soap/requests';
import { utf8Text } from '../profit/values/utf8';
import { ANSWER_LIMIT, type AnswerLimit } from './body';
import { CREDENTIAL, type ProfitContext } from './context';
import { withRetries } from './retries';
import { send, type RawAnswer } from './send';

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
	/**
	 * Times to send a call that only reads again after what passes by itself; READ_RETRIES when absent. A call that changes
	 * something is sent once, whatever stands here.
	 */
	retries?: number;
	/** Whether nobody needs the answer any more, so that it is not worth another try. */
	isOver?: () => boolean;
	/** How large the answer may be; ANSWER_LIMIT when absent. */
	limit?: AnswerLimit;
}

/** Enough for what passes within seconds: they come after 1 and 5. */
export const READ_RETRIES = 2;

/** A Profit environment as a node reaches it: one credential, for the time of one execution. */
export interface Profit {
	/**
	 * Sends one call; a GET again after what passes by itself.
	 * @returns AFAS's answer with a status of 200 to 299
	 * @throws ProfitError for everything else
	 */
	rest(call: RestCall, options: CallOptions): Promise<HttpAnswer>;
	/**
	 * As `rest`, and gives the body of the answer as bytes.
	 * @throws ProfitError as `rest` does
	 */
	restBytes(call: RestCall, options: CallOptions): Promise<Buffer>;
	/**
	 * Sends one SOAP call; one that only reads again after what passes by itself.
	 * @returns the text of AFAS's answer with a status of 200 to 299
	 * @throws ProfitError for everything else, a fault among it
	 */
	soap(request: SoapRequest, options: CallOptions): Promise<string>;
	/**
	 * As `soap`, and gives the answer as bytes.
	 * @throws ProfitError as `soap` does
	 */
	soapBytes(request: SoapRequest, options: CallOptions): Promise<Buffer>;
	/**
	 * Does a read of several calls, and all of it again after what passes by itself. Its calls must say `retries: 0`.
	 * @throws what the last try threw
	 */
	again<T>(read: () => Promise<T>, options: CallOptions): Promise<T>;
	/** The REST base URL, without a slash at the end. */
	restUrl(): Promise<string>;
}

/** Opens the environment of the node's credential. Nothing is read or sent before the first call. */
export function openProfit(context: ProfitContext): Profit {
	let environment: Promise<OpenedEnvironment> | undefined;
	const opened = () => (environment ??= openEnvironment(context));
	// Not in every context that n8n runs nodes in.
	const signal = 'getExecutionCancelSignal' in context && context.getExecutionCancelSignal();
	const again = async <T>(
		read: () => Promise<T>,
		{ retries = READ_RETRIES, isOver = () => false }: CallOptions,
	) => await withRetries(read, retries, () => (signal && signal.aborted) || isOver());
	const rest = async (call: RestCall, options: CallOptions) => {
		const send = async () => await sendRest(await opened(), call, options);
		return call.method === 'GET' ? await again(send, options) : await send();
	};
	const soap = async (request: SoapRequest, options: CallOptions) => {
		const send = async () => await sendSoap(await opened(), request, options);
		return request.reads ? await again(send, options) : await send();
	};
	return {
		rest: async (call, options) => {
			const answer = await rest(call, options);
			return { ...answer, body: utf8Text(answer.body) };
		},
		restBytes: async (call, options) => (await rest(call, options)).body,
		soap: async (request, options) => utf8Text((await soap(request, options)).body),
		soapBytes: async (request, options) => (await soap(request, options)).body,
		again,
		restUrl: async () => (await opened()).bases.rest,
	};
}

interface OpenedEnvironment {
	context: ProfitContext;
	bases: BaseUrls;
	usedToken: UsedToken;
}

async function openEnvironment(context: ProfitContext): Promise<OpenedEnvironment> {
	const credential = await context.getCredentials<AfasCredential & ICredentialDataDecryptedObject>(
		CREDENTIAL,
	);
	return {
		context,
		bases: baseUrls(credential),
		usedToken: usesOAuth(credential) ? 'saved' : 'classic',
	};
}

/** AFAS redirects once, to the newest version of a BI model. */
const MAX_REDIRECTS = 3;

async function sendRest(
	{ context, bases, usedToken }: OpenedEnvironment,
	{ method, path: firstPath, body, notFound, redirectPath }: RestCall,
	{ timeoutMs, language, limit = ANSWER_LIMIT }: CallOptions,
): Promise<RawAnswer> {
	const headers = {
		Accept: 'application/json',
		...languageHeader(language),
		// Without the charset AFAS turns accents into question marks (docs/afas.md 1.4).
		...(body ? { 'Content-Type': 'application/json;charset=utf-8' } : {}),
	};
	let path = firstPath;
	for (let redirects = 0; ; redirects++) {
		const sent = performance.now();
		const answer = await send(context, {
			method,
			url: `${bases.rest}${path}`,
			headers,
			body: typeof body === 'object' ? JSON.stringify(body) : body,
			timeoutMs,
			limit,
		});
		if (isSuccess(answer)) return answer;
		const { location } = answer.headers;
		const isRedirect = answer.status >= 300 && answer.status <= 399;
		if (!isRedirect || !redirectPath || !location || redirects === MAX_REDIRECTS) {
			const tookMs = performance.now() - sent;
			throw errorOfAnswer(
				{ ...answer, body: answer.body.toString() },
				{ usedToken, notFound, path, changes: method !== 'GET', tookMs },
			);
		}
		path = redirectPath(String(location), bases.rest, path);
	}
}

async function sendSoap(
	{ context, bases, usedToken }: OpenedEnvironment,
	{ path, headers, body, reads }: SoapRequest,
	{ timeoutMs, language, limit = ANSWER_LIMIT }: CallOptions,
): Promise<RawAnswer> {
	if (bases.soap === null) {
		throw inputError(
			'The credential has no address for SOAP',
			"Set 'Protocol' to REST, or fill in 'SOAP URL' in the credential. AFAS has no SOAP address for the training environment.",
		);
	}
	const sent = performance.now();
	const answer = await send(context, {
		method: 'POST',
		url: `${bases.soap}${path}`,
		headers: { ...headers, ...languageHeader(language) },
		body,
		timeoutMs,
		limit,
	});
	if (!isSuccess(answer)) {
		const tookMs = performance.now() - sent;
		throw errorOfAnswer(
			{ ...answer, body: answer.body.toString() },
			{ usedToken, path, changes: !reads, tookMs },
		);
	}
	return answer;
}

function isSuccess({ status }: RawAnswer): boolean {
	return status >= 200 && status <= 299;
}

function languageHeader(language: string | undefined): Record<string, string> {
	return language ? { 'Accept-Language': language } : {};
}
