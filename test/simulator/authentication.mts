import type { Answer, Call } from './http.mts';
import type { Environment } from './environment.mts';

/** Accepts the call's `Authorization` header, or not. */
export type Authenticator = (header: string, call: Call) => boolean;

/** `AfasToken ` and the Base64 of the token's XML; the XML itself is not taken (docs/afas.md 1.1). */
export function classicToken(environment: Environment): Authenticator {
	return (header) => {
		const [scheme, value, ...rest] = header.split(' ');
		return (
			scheme.toLowerCase() === 'afastoken' &&
			rest.length === 0 &&
			value === Buffer.from(environment.access.token).toString('base64')
		);
	};
}

/** The answer to a call without valid access; from Profit 9 with `WWW-Authenticate`. */
export function unauthorized(header: string | undefined): Answer {
	const bearer = header?.toLowerCase().startsWith('bearer ');
	return {
		status: 401,
		headers: { 'www-authenticate': bearer ? 'Bearer error="invalid_token"' : 'Bearer, AfasToken' },
	};
}

/**
 * What AFAS punishes a partner for: a call without the right IntegrationId, or with a header that AFAS names
 * as the cause of broken connections.
 * @returns undefined when the call is as AFAS wants it
 */
export function violationOf(call: Call, environment: Environment): string | undefined {
	const { headers } = call.request;
	const found: string[] = [];
	const id = headers.integrationid;
	if (id === undefined) found.push('no IntegrationId');
	else if (id !== environment.access.integrationId) found.push(`IntegrationId is '${String(id)}'`);
	if (/\bclose\b/i.test(headers.connection ?? '')) found.push('Connection: close');
	return found.length > 0 ? found.join('; ') : undefined;
}
