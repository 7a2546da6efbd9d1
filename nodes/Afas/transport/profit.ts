import type { ICredentialDataDecryptedObject, IHttpRequestMethods } from 'n8n-workflow';
import { baseUrls, type BaseUrls } from '../profit/connection/baseUrls';
import type { AfasCredential } from '../profit/connection/credential';
import {
	errorOfAnswer,
	type HttpAnswer,
	type NotFoundText,
	type UsedToken,
} from '../profit/errors/answerError';
import { inputError } from '../profit/errors/profitError';
import { usesOAuth } from '../profit/oauth/login';
import type { SoapRequest } from '../profit/soap/requests';
import { CREDENTIAL, type ProfitContext } from './context';
import { bodyText, send, type RawAnswer } from './send';

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
	/**
	 * Sends one call, once, and gives the body of its answer as bytes.
	 * @throws ProfitError as `rest` does
	 */
	restBytes(call: RestCall, options: CallOptions): Promise<Buffer>;
	/**
	 * Sends one SOAP call, once.
	 * @returns the text of AFAS's answer with a status of 200 to 299
	 * @throws ProfitError for everything else, a fault among it
	 */
	soap(request: SoapRequest, options: CallOptions): Promise<string>;
	/**
	 * Sends one SOAP call, once, and gives its answer as bytes.
	 * @throws ProfitError as `soap` does
	 */
	soapBytes(request: SoapRequest, options: CallOptions): Promise<Buffer>;
	/** The REST base URL, without a slash at the end. */
	restUrl(): Promise<string>;
}

/** Opens the environment of the node's credential. Nothing is read or sent before the first call. */
export function openProfit(context: ProfitContext): Profit {
	let environment: Promise<OpenedEnvironment> | undefined;
	const opened = () => (environment ??= openEnvironment(context));
	return {
		rest: async (call, options) => {
			const answer = await sendRest(await opened(), call, options, 'text');
			return { ...answer, body: bodyText(answer.body) };
		},
		restBytes: async (call, options) => {
			const { body } = await sendRest(await opened(), call, options, 'arraybuffer');
			return Buffer.isBuffer(body) ? body : Buffer.from(bodyText(body));
		},
		soap: async (request, options) =>
			bodyText(await sendSoap(await opened(), request, options, 'text')),
		soapBytes: async (request, options) => {
			const body = await sendSoap(await opened(), request, options, 'arraybuffer');
			return Buffer.isBuffer(body) ? body : Buffer.from(bodyText(body));
		},
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
	{ timeoutMs, language }: CallOptions,
	encoding: 'text' | 'arraybuffer',
): Promise<RawAnswer> {
	const headers = {
		Accept: 'application/json',
		...languageHeader(language),
		// Without the charset AFAS turns accents into question marks (afas-api.md 0.3).
		...(body ? { 'Content-Type': 'application/json;charset=utf-8' } : {}),
	};
	let path = firstPath;
	for (let redirects = 0; ; redirects++) {
		const answer = await send(context, {
			method,
			url: `${bases.rest}${path}`,
			headers,
			body: typeof body === 'object' ? JSON.stringify(body) : body,
			timeoutMs,
			// Not as JSON: axios would parse it itself and round long decimals.
			encoding,
		});
		if (isSuccess(answer)) return answer;
		const { location } = answer.headers;
		const isRedirect = answer.status >= 300 && answer.status <= 399;
		if (!isRedirect || !redirectPath || !location || redirects === MAX_REDIRECTS) {
			throw errorOfAnswer({ ...answer, body: bodyText(answer.body) }, { usedToken, notFound });
		}
		path = redirectPath(String(location), bases.rest, path);
	}
}

async function sendSoap(
	{ context, bases, usedToken }: OpenedEnvironment,
	{ path, headers, body }: SoapRequest,
	{ timeoutMs, language }: CallOptions,
	encoding: 'text' | 'arraybuffer',
): Promise<unknown> {
	if (bases.soap === null) {
		throw inputError(
			'The credential has no address for SOAP',
			"Set 'Protocol' to REST, or fill in 'SOAP URL' in the credential. AFAS has no SOAP address for the training environment.",
		);
	}
	const answer = await send(context, {
		method: 'POST',
		url: `${bases.soap}${path}`,
		headers: { ...headers, ...languageHeader(language) },
		body,
		timeoutMs,
		encoding,
	});
	if (!isSuccess(answer)) {
		throw errorOfAnswer({ ...answer, body: bodyText(answer.body) }, { usedToken });
	}
	return answer.body;
}

function isSuccess({ status }: RawAnswer): boolean {
	return status >= 200 && status <= 299;
}

function languageHeader(language: string | undefined): Record<string, string> {
	return language ? { 'Accept-Language': language } : {};
}
