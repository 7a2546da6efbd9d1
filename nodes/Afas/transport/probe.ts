import type { IHttpRequestHelper } from 'n8n-workflow';
import { profitHeaders } from '../profit/credential/authenticateRequest';
import { baseUrls } from '../profit/credential/baseUrls';
import type { AfasCredential } from '../profit/credential/credential';
import { errorOfAnswer } from '../profit/answers/answerError';
import { refusalInside } from '../profit/answers/refusalInside';
import type { NotFoundText } from '../profit/answers/statuses';
import { helpWith, ProfitError } from '../profit/errors/profitError';
import { parseEnvironmentInfo } from '../profit/metainfo/parseEnvironment';
import { usesOAuth } from '../profit/credential/login';
import { versionRequest } from '../profit/soap/requests';
import { readSoapResult } from '../profit/soap/result';
import { ANSWER_LIMIT } from './body';
import { exchange, type Outgoing } from './send';
import { sendsWith } from './sentWith';
import { outcomeOf } from './wait';

/** A user is waiting for the credential test. */
const TIMEOUT_MS = 30_000;

/**
 * Asks AFAS for metainfo with this credential, which needs no permission.
 * @throws ProfitError that says in plain words what is wrong, with the next step in the message, because n8n's
 *   credential form shows no description
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

/** Adds the next step to the message of an error, for places where n8n shows no description. */
export function withNextStep({ kind, message, details }: ProfitError): ProfitError {
	return new ProfitError(kind, [message, helpWith(details)].filter(Boolean).join('. '), details);
}

async function probe(
	helpers: IHttpRequestHelper['helpers'],
	credential: AfasCredential,
): Promise<void> {
	const { rest, soap } = baseUrls(credential);
	const ask = async (request: Pick<Outgoing, 'method' | 'url' | 'headers' | 'body'>) => {
		const answer = await exchange(
			async (options) => {
				sendsWith(options, credential);
				return (await helpers.httpRequest(options)) as unknown;
			},
			{
				...request,
				headers: { ...profitHeaders(credential), ...request.headers },
				limit: ANSWER_LIMIT,
				timeoutMs: TIMEOUT_MS,
			},
		);
		const body = answer.body.toString();
		if (answer.status === 200) {
			const refusal = refusalInside(answer);
			if (refusal) throw refusal;
			return body;
		}
		const usedToken = usesOAuth(credential) ? 'fresh' : 'classic';
		throw errorOfAnswer({ ...answer, body }, { usedToken, notFound: notHere(credential) });
	};

	const headers = { Accept: 'application/json' };
	parseEnvironmentInfo(asJson(await ask({ method: 'GET', url: `${rest}/metainfo`, headers })));
	// AFAS's own hosts belong together, but a custom address may be wrong.
	if (credential.environment === 'custom' && soap !== null) await probeSoap(soap, ask);
}

/** No connector or file is asked for, so a 404 can only mean the address. */
function notHere({ environment }: AfasCredential): NotFoundText {
	return {
		message: 'AFAS Profit has no services at this address',
		nextStep:
			environment === 'custom'
				? "Check 'REST URL', which usually ends with /ProfitRestServices, and 'SOAP URL', which usually ends with /ProfitServices."
				: "Check 'Tenant' and 'Environment'.",
	};
}

/** Calls SOAP for something that the app connector need not allow: a refusal in AFAS's form is enough. */
async function probeSoap(
	soap: string,
	ask: (request: Pick<Outgoing, 'method' | 'url' | 'headers' | 'body'>) => Promise<string>,
): Promise<void> {
	const { method, path, headers, body } = versionRequest();
	const outcome = await outcomeOf(async () =>
		readSoapResult(await ask({ method, url: `${soap}${path}`, headers, body })),
	);
	if ('answer' in outcome) return;
	const { thrown } = outcome;
	if (!(thrown instanceof ProfitError)) throw thrown;
	if (thrown.kind === 'functional') return;
	throw new ProfitError(thrown.kind, `'SOAP URL': ${thrown.message}`, thrown.details);
}

/** Parses the text as JSON; undefined for anything else, such as a web page. */
function asJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
