import { inputError } from '../errors/profitError';
import { usesOAuth } from './login';
import { savedAccessToken } from './savedAccessToken';
import { afasTokenHeader } from './afasToken';
import { baseUrls } from './baseUrls';
import type { AfasCredential } from './credential';
import { integrationIdHeader } from './integrationId';
import { languageHeader } from './languages';
import { assertReads, isReadOnly } from './readOnly';
import {
	allowedDomains,
	assertOwnHost,
	requestHosts,
	requestTargets,
	type RequestAddress,
} from './requestTarget';

/** The parts of a request that authentication reads and changes; both kinds of n8n's request options fit. */
export interface AuthenticatedRequest extends RequestAddress {
	method?: string;
	headers?: Record<string, unknown>;
	/** Query parameters besides those in the address. */
	qs?: unknown;
	params?: unknown;
	auth?: unknown;
	allowedDomains?: string;
	sendCredentialsOnCrossOriginRedirect?: boolean;
}

/**
 * Gives the value of the Authorization header for the credential's method. With OAuth it goes in the HTTP header only,
 * over REST and SOAP alike. docs/afas.md 1.2 and 1.3.
 * @throws ProfitError `input` when a field of the credential cannot be used, or there is no access token for it
 */
function authorizationHeader(credential: AfasCredential): string {
	if (!usesOAuth(credential)) return afasTokenHeader(credential.token);
	const saved = savedAccessToken(credential);
	if (!saved) {
		throw inputError(
			'The AFAS Profit credential holds no access token for these settings',
			'Open the credential and test it: that fetches one.',
		);
	}
	return `Bearer ${saved.accessToken}`;
}

/**
 * Gives the headers that every request to Profit carries, REST and SOAP alike.
 * @throws ProfitError `input` when a field of the credential cannot be used
 */
export function profitHeaders(credential: AfasCredential): Record<string, string> {
	return { Authorization: authorizationHeader(credential), ...headersWithoutAccess(credential) };
}

/**
 * Gives the headers of every request without Authorization, as the token request needs them. `Connection: keep-alive`
 * is needed because Node otherwise sends `close`, which AFAS answers with "connection reset by peer". docs/afas.md 1.4.
 * @throws ProfitError `input` when the IntegrationId or the language cannot be used
 */
export function headersWithoutAccess(credential: AfasCredential): Record<string, string> {
	return {
		IntegrationId: integrationIdHeader(credential.integrationId),
		'Accept-Language': languageHeader(credential.language || 'nl-nl'),
		Connection: 'keep-alive',
	};
}

/**
 * Adds what AFAS needs to a request, and rejects a request that must not carry the credential's secret. These headers
 * replace those of the request, in any letter case, except Accept-Language, which the request may choose.
 * @throws ProfitError `input` for a foreign host, a write with a read-only credential, or a field that cannot be used
 */
export function authenticateRequest<R extends object>(
	credential: AfasCredential,
	request: R & AuthenticatedRequest,
): R & AuthenticatedRequest {
	const bases = baseUrls(credential);
	for (const address of requestHosts(request)) assertOwnHost(address, bases);
	if (isReadOnly(credential)) {
		for (const target of requestTargets(request)) assertReads(target, bases, request);
	}

	const own = profitHeaders(credential);
	const replaced = new Set(Object.keys(own).map((name) => name.toLowerCase()));
	const headers: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(request.headers ?? {})) {
		if (name.toLowerCase() === 'accept-language') own['Accept-Language'] = languageHeader(value);
		else if (!replaced.has(name.toLowerCase())) headers[name] = value;
	}
	request.headers = { ...headers, ...own };
	// axios would make another Authorization header of it.
	delete request.auth;
	request.sendCredentialsOnCrossOriginRedirect = false;
	request.allowedDomains = allowedDomains(bases, request.allowedDomains);
	return request;
}
