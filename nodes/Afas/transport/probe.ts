import type { IHttpRequestHelper } from 'n8n-workflow';
import { profitHeaders } from '../profit/credential/authenticateRequest';
import { baseUrls } from '../profit/credential/baseUrls';
import type { AfasCredential } from '../profit/credential/credential';
import { errorOfAnswer } from '../profit/answers/answerError';
import { helpWith, ProfitError } from '../profit/errors/profitError';
import { parseEnvironmentInfo } from '../profit/metainfo/parseEnvironment';
import { usesOAuth } from '../profit/credential/login';
import { ANSWER_LIMIT } from './body';
import { exchange } from './send';
import { sendsWith } from './sentWith';
import { outcomeOf } from './wait';

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
	const outcome = await outcomeOf(async () => await probe(helpers, credential));
	if ('answer' in outcome) return;
	const { thrown } = outcome;
	throw thrown instanceof ProfitError ? withNextStep(thrown) : thrown;
}

/** The same error with the next step inside its message, for where n8n shows no description. */
export function withNextStep({ kind, message, details }: ProfitError): ProfitError {
	return new ProfitError(kind, [message, helpWith(details)].filter(Boolean).join('. '), details);
}

async function probe(
	helpers: IHttpRequestHelper['helpers'],
	credential: AfasCredential,
): Promise<void> {
	const answer = await exchange(
		async (request) => {
			sendsWith(request, credential);
			return (await helpers.httpRequest(request)) as unknown;
		},
		{
			method: 'GET',
			url: `${baseUrls(credential).rest}/metainfo`,
			headers: { ...profitHeaders(credential), Accept: 'application/json' },
			limit: ANSWER_LIMIT,
			timeoutMs: TIMEOUT_MS,
		},
	);
	const body = answer.body.toString();
	if (answer.status !== 200) {
		const usedToken = usesOAuth(credential) ? 'fresh' : 'classic';
		throw errorOfAnswer({ ...answer, body }, { usedToken });
	}
	parseEnvironmentInfo(asJson(body));
}

/** The text as JSON; undefined, which is no metainfo, when it is something else such as a web page. */
function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
