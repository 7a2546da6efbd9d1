import { holdsRefusal } from '../answers/refusal';
import { ProfitError } from '../errors/profitError';
import {
	CHECK_ADDRESS,
	isHtml,
	isRecord,
	seconds,
	tokenRefusal,
	TRY_LATER,
	type SentTokenRequest,
	type TokenAnswer,
} from './tokenRefusal';

export interface AccessToken {
	accessToken: string;
	/** When to stop using the token, in milliseconds since 1970. */
	expiresAtMs: number;
}

const LARGEST_MARGIN_MS = 60_000;
const MARGIN_SHARE = 0.1;
/**
 * Reads AFAS's answer to a token request.
 *
 * The token counts as expired a tenth of its life early, at most 60 s: 60 s for AFAS's usual 3600 s, 0.2 s for a token
 * of 2 s. The time counts from when the request was sent, so a slow answer only makes it expire earlier: a token never
 * expires in AFAS before it expires here. docs/afas.md 1.2 and 1.3; the names of the refusals are RFC 6749's.
 * @throws ProfitError that says what to do and never holds the secret, the assertion or the token: `unauthorized`
 *   (client, secret or key refused), `forbidden` (OAuth not allowed for this client), `notFound`, `unavailable` (AFAS's
 *   own 503), `gateway` (a web page instead of AFAS), `badAnswer`
 */
export function readTokenAnswer(answer: TokenAnswer, sent: SentTokenRequest): AccessToken {
	const json = parseObject(answer.body);
	if (answer.status < 200 || answer.status > 299) throw tokenRefusal(answer, json, sent);

	const unusable = (what: string) =>
		new ProfitError('badAnswer', `AFAS answered the request for an access token ${what}`, {
			httpCode: answer.status,
			description: `${TRY_LATER} If this keeps happening: ${CHECK_ADDRESS}`,
		});
	if (!json) throw unusable(isHtml(answer) ? 'with a web page' : 'with something other than JSON');
	if (typeof json.error === 'string' || holdsRefusal(answer.body))
		throw tokenRefusal(answer, json, sent);

	const accessToken = json.access_token;
	if (accessToken === undefined) throw unusable('without an access token');
	// Printable and without blanks, as a header requires.
	if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) {
		throw unusable('with an access token that cannot be used');
	}
	const type = json.token_type ?? 'Bearer';
	if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
		throw unusable('with a token of another type than Bearer');
	}
	if (json.expires_in === undefined) throw unusable('without saying how long the token lives');
	const lifetimeMs = seconds(json.expires_in) * 1000;
	const expiresAtMs = Math.floor(
		sent.sentAtMs + lifetimeMs - Math.min(LARGEST_MARGIN_MS, lifetimeMs * MARGIN_SHARE),
	);
	if (!(lifetimeMs > 0) || !Number.isSafeInteger(expiresAtMs)) {
		throw unusable('with a lifetime of the token that is not a number of seconds');
	}
	return { accessToken, expiresAtMs };
}

function parseObject(body: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(body.replace(/^\ufeff/, ''));
		return isRecord(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
