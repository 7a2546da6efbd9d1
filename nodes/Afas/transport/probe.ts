import type { IHttpRequestHelper } from 'n8n-workflow';
import { profitHeaders } from '../profit/connection/authenticateRequest';
import { baseUrls } from '../profit/connection/baseUrls';
import type { AfasCredential } from '../profit/connection/credential';
import { errorOfAnswer } from '../profit/errors/answerError';
import { errorOfNetwork } from '../profit/errors/networkError';
import { helpWith, ProfitError } from '../profit/errors/profitError';
import { parseEnvironmentInfo } from '../profit/metainfo/parseEnvironment';
import { usesOAuth } from '../profit/oauth/login';
import { networkFailure } from './networkFailure';

/** A user waits for the credential test. */
const TIMEOUT_MS = 30_000;

/**
 * Asks AFAS for metainfo with this credential, which needs no right of its own.
 * @throws ProfitError that says in plain words what is wrong, the next step inside the message: n8n's credential
 *   form shows no description
 */
export async function probeCredential(
	{ helpers }: IHttpRequestHelper,
	credential: AfasCredential,
): Promise<void> {
	const failure = await probeFailure(helpers, credential);
	if (failure) throw withNextStep(failure);
}

/** The same error with the next step inside its message, for where n8n shows no description. */
export function withNextStep({ kind, message, details }: ProfitError): ProfitError {
	return new ProfitError(kind, [message, helpWith(details)].filter(Boolean).join('. '), details);
}

async function probeFailure(
	helpers: IHttpRequestHelper['helpers'],
	credential: AfasCredential,
): Promise<ProfitError | undefined> {
	try {
		const { statusCode, headers, body } = await helpers.httpRequest({
			method: 'GET',
			url: `${baseUrls(credential).rest}/metainfo`,
			headers: { ...profitHeaders(credential), Accept: 'application/json' },
			timeout: TIMEOUT_MS,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		});
		if (statusCode !== 200)
			return errorOfAnswer(
				{ status: statusCode, headers, body: String(body) },
				{ usedToken: usesOAuth(credential) ? 'fresh' : 'classic' },
			);
		parseEnvironmentInfo(asJson(String(body)));
		return undefined;
	} catch (error) {
		const failure = networkFailure(error);
		return failure instanceof ProfitError ? failure : errorOfNetwork(failure, TIMEOUT_MS);
	}
}

/** The text as JSON; undefined, which is no metainfo, when it is something else such as a web page. */
function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
