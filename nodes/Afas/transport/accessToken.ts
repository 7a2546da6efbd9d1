import { randomUUID } from 'node:crypto';
import type { IHttpRequestHelper } from 'n8n-workflow';
import { headersWithoutAccess } from '../profit/connection/authenticateRequest';
import type { AfasCredential } from '../profit/connection/credential';
import { allowedDomains } from '../profit/connection/requestTarget';
import { errorOfNetwork } from '../profit/errors/networkError';
import { ProfitError } from '../profit/errors/profitError';
import { clientAuthentication, oauthBaseUrl } from '../profit/oauth/login';
import { readTokenAnswer, type AccessToken, type TokenAnswer } from '../profit/oauth/tokenAnswer';
import { tokenRequest } from '../profit/oauth/tokenRequest';
import { networkFailure } from './networkFailure';

const TIMEOUT_MS = 30_000;

/**
 * Asks AFAS for an access token. The request goes to the credential's own REST host only, carries the IntegrationId,
 * and is not redirected.
 * @throws ProfitError for everything else than a usable token; never with a secret in it
 */
export async function fetchAccessToken(
	{ helpers }: IHttpRequestHelper,
	credential: AfasCredential,
): Promise<AccessToken> {
	const rest = oauthBaseUrl(credential);
	// n8n holds the request to the user's list by itself, but only says "Domain not allowed".
	if (credential.allowedHttpRequestDomains === 'domains') {
		allowedDomains({ rest, soap: null }, credential.allowedDomains);
	}
	const sentAtMs = Date.now();
	const authentication = clientAuthentication(credential, { nowMs: sentAtMs, jti: randomUUID() });
	const { method, path, headers, body } = tokenRequest(authentication);
	const answer = await ask(helpers, {
		method,
		url: `${rest}${path}`,
		headers: { ...headersWithoutAccess(credential), ...headers },
		body,
		timeout: TIMEOUT_MS,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
	if (answer instanceof ProfitError) throw answer;
	return readTokenAnswer(answer, { authentication, sentAtMs });
}

type Helpers = IHttpRequestHelper['helpers'];

async function ask(
	helpers: Helpers,
	request: Parameters<Helpers['httpRequest']>[0],
): Promise<TokenAnswer | ProfitError> {
	try {
		const { statusCode, headers, body } = await helpers.httpRequest(request);
		return { status: statusCode, headers, body: String(body) };
	} catch (error) {
		const failure = networkFailure(error);
		return failure instanceof ProfitError
			? failure
			: nothingSent(errorOfNetwork(failure, TIMEOUT_MS));
	}
}

/** A lost token request changes nothing in Profit, and the call that it was for has not been sent. */
function nothingSent(error: ProfitError): ProfitError {
	const lost = { timeout: error.message, connectionLost: 'The connection to AFAS broke' };
	if (error.kind !== 'timeout' && error.kind !== 'connectionLost') return error;
	return new ProfitError(
		'unreachable',
		`${lost[error.kind]}: there is no access token for the call`,
		{ description: 'The call itself was not sent. Try again in a moment.' },
	);
}
