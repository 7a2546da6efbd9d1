import { inputError } from '../errors/profitError';
import { pasted } from './pasted';

/** How the client identifies itself: with a secret, or with an assertion from `clientAssertion`. */
export type ClientAuthentication =
	| { method: 'clientSecret'; clientId: string; clientSecret: string }
	| { method: 'privateKeyJwt'; clientId: string; assertion: string };

export interface TokenRequest {
	method: 'POST';
	/** To append to the REST base URL. */
	path: string;
	headers: Record<string, string>;
	/** Form-urlencoded text; it holds the secret or the assertion. */
	body: string;
}

const PATH = '/oauth/token';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const COPY_FROM_PROFIT = 'Copy it from the app connector in Profit into the credential.';

/**
 * Gives the address of AFAS's token service, which is also the audience of an assertion. `{REST base URL}/oauth/token`
 * (docs/afas.md 1.2).
 * @param restBaseUrl such as `https://12345.rest.afas.online/ProfitRestServices`
 */
export function tokenUrl(restBaseUrl: string): string {
	return restBaseUrl.replace(/\/+$/, '') + PATH;
}

/**
 * Makes the request for an access token: one method, no scope, no parameter twice. The credentials go in the body,
 * which works in every Profit version with OAuth (docs/afas.md 1.2).
 * @throws ProfitError `input` when the client id or the client secret is empty
 */
export function tokenRequest(authentication: ClientAuthentication): TokenRequest {
	const clientId = pasted(authentication.clientId);
	if (clientId === '') throw inputError("The 'Client ID' is empty", COPY_FROM_PROFIT);

	const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId });
	if (authentication.method === 'clientSecret') {
		const clientSecret = pasted(authentication.clientSecret);
		if (clientSecret === '') throw inputError("The 'Client Secret' is empty", COPY_FROM_PROFIT);
		form.set('client_secret', clientSecret);
	} else {
		form.set('client_assertion_type', ASSERTION_TYPE);
		form.set('client_assertion', authentication.assertion);
	}
	return {
		method: 'POST',
		path: PATH,
		headers: {
			'Content-Type': 'application/x-www-form-urlencoded',
			Accept: 'application/json',
		},
		body: form.toString(),
	};
}
