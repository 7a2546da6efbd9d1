import type { IHttpRequestOptions } from 'n8n-workflow';
import { errorOfNetwork } from '../profit/errors/networkError';
import { ProfitError } from '../profit/errors/profitError';
import { asUtf8 } from '../profit/values/utf8';
import { collectBody, type AnswerLimit } from './body';
import { CREDENTIAL, type ProfitContext } from './context';
import { networkFailure } from './networkFailure';

/** An answer of any status. */
export interface RawAnswer {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, unknown>;
	/** In UTF-8, or bytes that are no text. */
	body: Buffer;
}

/** What is special about a request; the rest is the same for all. */
export type Outgoing = Pick<IHttpRequestOptions, 'method' | 'url' | 'headers' | 'body'> & {
	limit: AnswerLimit;
	timeoutMs: number;
};

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
 * One request and the answer to it, whatever its status.
 * @throws ProfitError as `sendWithCredential` does
 */
export async function exchange(ask: Ask, outgoing: Outgoing): Promise<RawAnswer> {
	const answer = await answerOrError(ask, outgoing);
	if (answer instanceof ProfitError) throw answer;
	return answer;
}

async function answerOrError(
	ask: Ask,
	{ limit, timeoutMs, ...request }: Outgoing,
): Promise<RawAnswer | ProfitError> {
	try {
		const { statusCode, headers, body } = (await ask({
			...request,
			timeout: timeoutMs,
			encoding: 'stream',
			returnFullResponse: true,
			// n8n would send a request again after a 401 if it saw one.
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
		const bytes = await collectBody(body, headers['content-length'], limit, timeoutMs);
		return { status: statusCode, headers, body: asUtf8(bytes, headers['content-type']) };
	} catch (error) {
		const failure = networkFailure(error);
		return failure instanceof ProfitError ? failure : errorOfNetwork(failure, timeoutMs);
	}
}
