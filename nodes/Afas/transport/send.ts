import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { withoutOwnSecrets } from '../profit/credential/ownSecrets';
import { errorOfNetwork } from '../profit/errors/networkError';
import { ProfitError } from '../profit/errors/profitError';
import { asUtf8 } from '../profit/values/utf8';
import { collectBody, type AnswerLimit } from './body';
import { CREDENTIAL, type ProfitContext } from './context';
import { networkFailure } from './networkFailure';
import { learnFromAnswer, type Renewals } from './refusedTokens';
import { giveUp, refusalOf, sentWith } from './sentWith';
import { Silence, type Patience } from './silence';

/** An answer with any status. */
export interface RawAnswer {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, unknown>;
	/** UTF-8 text, or binary data. */
	body: Buffer;
	/** AFAS refused the access token, and the next call gets another one. */
	isTokenRefused?: boolean;
}

/** The parts that differ per request. */
export type Outgoing = Pick<IHttpRequestOptions, 'method' | 'url' | 'headers' | 'body'> & {
	limit: AnswerLimit;
	timeoutMs: number;
	/** Deadline for the answer, by Date.now(). */
	deadline?: number;
	/** How many access tokens may be replaced, if the call carries one. */
	renewals?: Renewals;
};

/** Minimum timeout, even if no time is left. */
const SHORTEST_TIMEOUT_MS = 1_000;

/** n8n's request helper, with or without the credential. */
export type Ask = (request: IHttpRequestOptions) => Promise<unknown>;

/**
 * Sends one request with the credential, once, and follows no redirect.
 * @throws ProfitError when there is no answer or it is too large, or when the credential refuses the request
 */
export async function sendWithCredential(
	context: ProfitContext,
	outgoing: Outgoing,
): Promise<RawAnswer> {
	const { httpRequestWithAuthentication } = context.helpers;
	return await exchange(
		async (request) =>
			(await httpRequestWithAuthentication.call(context, CREDENTIAL, request)) as unknown,
		outgoing,
	);
}

/**
 * Like `sendWithCredential`, with the credential as evaluated for one item: n8n itself would evaluate it for the first
 * item.
 * @throws ProfitError as `sendWithCredential` does
 */
export async function sendAs(
	context: ProfitContext,
	credential: ICredentialDataDecryptedObject,
	outgoing: Outgoing,
): Promise<RawAnswer> {
	const { httpRequestWithAuthentication } = context.helpers;
	return await exchange(
		async (request) =>
			(await httpRequestWithAuthentication.call(context, CREDENTIAL, request, {
				// A copy, because n8n and the credential treat each object as one use.
				credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data: { ...credential } },
			})) as unknown,
		outgoing,
	);
}

/**
 * Sends one request and gives its answer, whatever the status.
 * @throws ProfitError as `sendWithCredential` does
 */
export async function exchange(ask: Ask, outgoing: Outgoing): Promise<RawAnswer> {
	const answer = await answerOrError(ask, outgoing);
	if (answer instanceof ProfitError) throw answer;
	return answer;
}

async function answerOrError(
	ask: Ask,
	{ limit, deadline = Infinity, renewals, ...outgoing }: Outgoing,
): Promise<RawAnswer | ProfitError> {
	const leftMs = Math.max(SHORTEST_TIMEOUT_MS, Math.ceil(deadline - Date.now()));
	const { timeoutMs: longestMs, ...request } = outgoing;
	const timeoutMs = Math.min(longestMs, leftMs);
	const endsAt = Date.now() + leftMs;
	const options: IHttpRequestOptions = {
		...request,
		timeout: timeoutMs,
		encoding: 'stream',
		returnFullResponse: true,
		// Otherwise n8n would resend a request after a 401.
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	try {
		const { statusCode, headers, body } = (await askInTime(ask, options, {
			timeoutMs,
			endsAt,
		})) as {
			statusCode: number;
			headers: Record<string, unknown>;
			body: unknown;
		};
		const answered = { status: statusCode, headers };
		const { accessToken } = sentWith(options) ?? {};
		const isTokenRefused =
			accessToken && renewals ? learnFromAnswer(accessToken, answered, renewals) : undefined;
		const bytes = await collectBody(body, headers['content-length'], limit, {
			timeoutMs,
			endsAt,
		});
		const text = asUtf8(bytes, headers['content-type']);
		return withoutSecrets({ ...answered, body: text, isTokenRefused }, options);
	} catch (error) {
		const failure = refusalOf(options) ?? networkFailure(error);
		return failure instanceof ProfitError ? failure : errorOfNetwork(failure, timeoutMs);
	}
}

/**
 * Gives n8n's answer, but not later than the deadline: n8n's own timeout does not count the time for fetching an access
 * token. A request that is too late is not sent; the token is kept for the next one.
 */
async function askInTime(ask: Ask, options: IHttpRequestOptions, patience: Patience) {
	if (patience.endsAt === Infinity) return await ask(options);
	const silence = new Silence({ ...patience, timeoutMs: Infinity });
	try {
		const answer = await silence.unlessTooLong(ask(options));
		if (answer === undefined) {
			giveUp(options);
			throw errorOfNetwork({ code: 'ETIMEDOUT' }, patience.timeoutMs);
		}
		return answer;
	} finally {
		silence.isOver = true;
	}
}

/** Removes the request's secrets from the answer, in case the server repeats them. */
function withoutSecrets(answer: RawAnswer, request: object): RawAnswer {
	const credential = sentWith(request);
	if (!credential) return answer;
	const isRefusal = answer.status < 200 || answer.status > 299;
	const safe = (body: Buffer) => withoutOwnSecrets(body, credential, { isRefusal });
	// Search all headers together first, because servers rarely repeat a secret in one, and a search covers every form
	// of every secret.
	const texts = Buffer.from(Object.values(answer.headers).join('\n'));
	if (safe(texts) === texts) return { ...answer, body: safe(answer.body) };
	const headers = Object.entries(answer.headers).map(([name, value]) => [
		name,
		typeof value === 'string' ? safe(Buffer.from(value)).toString() : value,
	]);
	return {
		...answer,
		headers: Object.fromEntries(headers) as RawAnswer['headers'],
		body: safe(answer.body),
	};
}
