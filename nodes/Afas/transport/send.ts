import type { IHttpRequestOptions } from 'n8n-workflow';
import { errorOfNetwork } from '../profit/errors/networkError';
import { ProfitError } from '../profit/errors/profitError';
import { CREDENTIAL, type ProfitContext } from './context';
import { networkFailure } from './networkFailure';

/** An answer of any status, its body as n8n gave it: text, or bytes where those were asked for. */
export interface RawAnswer {
	status: number;
	/** Header names in lower case. */
	headers: Record<string, unknown>;
	body: unknown;
}

/** What is special about a request; the rest is the same for all. */
export type Outgoing = Pick<IHttpRequestOptions, 'method' | 'url' | 'headers' | 'body'> & {
	encoding: 'text' | 'arraybuffer';
	timeoutMs: number;
};

/**
 * Sends one request with the credential, once, and follows no redirect.
 * @throws ProfitError when there is no answer, or when the credential refuses the request
 */
export async function send(context: ProfitContext, outgoing: Outgoing): Promise<RawAnswer> {
	const outcome = await attempt(context, outgoing);
	if (outcome instanceof ProfitError) throw outcome;
	return outcome;
}

async function attempt(
	context: ProfitContext,
	{ timeoutMs, ...request }: Outgoing,
): Promise<RawAnswer | ProfitError> {
	try {
		const { statusCode, headers, body } = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			{
				...request,
				timeout: timeoutMs,
				returnFullResponse: true,
				// n8n would send a request again after a 401 if it saw one.
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
		);
		return { status: statusCode, headers, body };
	} catch (error) {
		const failure = networkFailure(error);
		return failure instanceof ProfitError ? failure : errorOfNetwork(failure, timeoutMs);
	}
}

/** The body of an answer as text. */
export function bodyText(body: unknown): string {
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	return typeof body === 'string' ? body : '';
}
