import { randomUUID } from 'node:crypto';
import type { IHttpRequestHelper } from 'n8n-workflow';
import { headersWithoutAccess } from '../profit/credential/authenticateRequest';
import type { AfasCredential } from '../profit/credential/credential';
import { allowedDomains } from '../profit/credential/requestTarget';
import { ProfitError } from '../profit/errors/profitError';
import { clientAuthentication, oauthBaseUrl } from '../profit/credential/login';
import { readTokenAnswer, type AccessToken } from '../profit/credential/tokenAnswer';
import { tokenRequest } from '../profit/credential/tokenRequest';
import { utf8Text } from '../profit/values/utf8';
import { ANSWER_LIMIT } from './body';
import { exchange } from './send';
import { sendsWith } from './sentWith';
import { outcomeOf } from './wait';

const TIMEOUT_MS = 30_000;

/**
 * Asks AFAS for an access token. The request goes to the credential's own REST host only, carries the IntegrationId,
 * and is not redirected.
 * @throws ProfitError for anything but a usable token; never with a secret in it
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
	const asked = await outcomeOf(async () => {
		const answer = await exchange(
			async (request) => {
				sendsWith(request, credential);
				return (await helpers.httpRequest(request)) as unknown;
			},
			{
				method,
				url: `${rest}${path}`,
				headers: { ...headersWithoutAccess(credential), ...headers },
				body,
				limit: ANSWER_LIMIT,
				timeoutMs: TIMEOUT_MS,
			},
		);
		return { ...answer, body: utf8Text(answer.body) };
	});
	if ('thrown' in asked) throw withoutAnswer(asked.thrown);
	const { answer } = asked;
	const read = await outcomeOf(async () => readTokenAnswer(answer, { authentication, sentAtMs }));
	if ('thrown' in read) throw notSent(read.thrown);
	return read.answer;
}

const NOT_SENT = 'The call itself was not sent.';

/** A lost token request changes nothing in Profit, so the call gets a kind with a known outcome. */
function withoutAnswer(thrown: unknown): unknown {
	if (!(thrown instanceof ProfitError)) return thrown;
	const { facts, message, details } = thrown;
	if (!facts.ofTokenRequest) return thrown.with({ notSent: true });
	return new ProfitError(
		facts.ofTokenRequest,
		`${message}: there is no access token for the call`,
		{ ...details, notSent: true, description: `${NOT_SENT} Try again in a moment.` },
	);
}

function notSent(thrown: unknown): unknown {
	if (!(thrown instanceof ProfitError)) return thrown;
	const { facts, message, details } = thrown;
	if (!facts.ofTokenRequest) return thrown.with({ notSent: true });
	const description = `${details.description ?? ''} ${NOT_SENT}`.trim();
	return new ProfitError(facts.ofTokenRequest, message, {
		...details,
		notSent: true,
		description,
	});
}
