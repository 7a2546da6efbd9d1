import { askedWait } from '../errors/askedWait';
import type { ProfitErrorDetails, ProfitErrorKind } from '../errors/profitError';
import { ProfitError } from '../errors/profitError';
import { sharesSecret } from './sharesSecret';
import type { ClientAuthentication } from './tokenRequest';

/** The answer to a token request as text, with any status; redirects are not followed. */
export interface TokenAnswer {
	status: number;
	/** Names in lower case, as Node gives them. */
	headers: Readonly<Record<string, unknown>>;
	body: string;
}

/** The token request that was sent. */
export interface SentTokenRequest {
	authentication: ClientAuthentication;
	/** The time just before it was sent, in milliseconds since 1970. */
	sentAtMs: number;
}

/** An assertion is valid for 60 s, so a clock that is further off makes an invalid one. */
const CLOCK_TOLERANCE_MS = 60_000;
const LONGEST_WORDS = 300;

export const CHECK_ADDRESS =
	"Check the 'Tenant' and the 'Environment' in the credential (with a custom environment, the 'REST URL').";
export const TRY_LATER = 'Try again later.';

/** Gives the error of a token request that AFAS, or a server in front of it, refused. */
export function tokenRefusal(
	answer: TokenAnswer,
	json: Record<string, unknown> | undefined,
	sent: SentTokenRequest,
): ProfitError {
	const { status } = answer;
	const words = json ? wordsOf(json, sent) : '';
	const because = (kind: ProfitErrorKind, message: string, advice: string, wait = {}) =>
		new ProfitError(kind, message, {
			httpCode: status,
			description: words === '' ? advice : `AFAS says: "${words}". ${advice}`,
			...wait,
		});

	const code = json && typeof json.error === 'string' ? json.error : undefined;
	if (code === 'invalid_client' || (code === undefined && status === 401 && !isHtml(answer))) {
		return refusedClient(answer, sent, because);
	}
	if (code === 'unauthorized_client' || code === 'unsupported_grant_type') {
		return because(
			'forbidden',
			`AFAS does not allow this client to log in with OAuth (${code})`,
			'In Profit, check that OAuth is switched on in the app connector (its type is OAuth or Hybrid) for this way of logging in.',
		);
	}
	if (code === 'invalid_request') {
		return because(
			'unauthorized',
			'AFAS could not use the request for an access token (invalid_request)',
			clockAdvice(answer, sent) ??
				"Check that 'Authentication' in the credential is the method that is set in the app connector in Profit.",
		);
	}
	if (status === 503 || status === 429 || code === 'temporarily_unavailable') {
		const wait = retryAfter(answer, json);
		return because(
			json ? 'unavailable' : 'gateway',
			`AFAS gives out no access tokens at the moment (HTTP ${status})`,
			`AFAS may be under maintenance. Try again later.${askedWait(wait.retryAfterMs)}`,
			wait,
		);
	}
	if (code !== undefined) {
		const name = /^[a-z_]{1,40}$/.test(code) && !repeats(code, sent) ? ` (${code})` : '';
		return because(
			status >= 500 ? 'unavailable' : 'unauthorized',
			`AFAS refused the request for an access token${name}`,
			status >= 500
				? TRY_LATER
				: 'Check the OAuth settings of the app connector in Profit against the credential.',
		);
	}
	if (status === 404) {
		return because(
			'notFound',
			'There is no OAuth token service at this address (HTTP 404)',
			`${CHECK_ADDRESS} A Profit without OAuth needs another choice for 'Authentication'.`,
		);
	}
	if (status >= 300 && status < 400) {
		return because(
			'badAnswer',
			`The request for an access token was redirected (HTTP ${status}), which AFAS does not do`,
			`The redirect was not followed, because it would take the login elsewhere. ${CHECK_ADDRESS}`,
		);
	}
	if (status === 403) {
		return because(
			'forbidden',
			'AFAS refuses this address: it gives out no access token (HTTP 403)',
			'The app connector may have an IP restriction: add the public IP address of your n8n to it in Profit.',
		);
	}
	if (isHtml(answer) || !json) {
		return because(
			'gateway',
			`Not AFAS but something in front of it answered the request for an access token (HTTP ${status})`,
			`This often passes: try again. If this keeps happening: ${CHECK_ADDRESS}`,
		);
	}
	return because(
		'badAnswer',
		`AFAS refused the request for an access token (HTTP ${status})`,
		`${TRY_LATER} If this keeps happening, check the app connector in Profit and the credential.`,
	);
}

function refusedClient(
	answer: TokenAnswer,
	sent: SentTokenRequest,
	because: (kind: ProfitErrorKind, message: string, advice: string) => ProfitError,
): ProfitError {
	if (sent.authentication.method === 'clientSecret') {
		return because(
			'unauthorized',
			"AFAS does not accept the 'Client ID' with this 'Client Secret': one of them is wrong, or the secret has expired",
			'A client secret lasts 180 days unless set otherwise. Check it in the app connector in Profit, make a new one if needed, and save it in the credential.',
		);
	}
	const clock = clockAdvice(answer, sent);
	if (clock !== undefined) {
		return because(
			'unauthorized',
			"AFAS does not accept what was signed with the 'Private Key', because the clock of the n8n server is off",
			clock,
		);
	}
	return because(
		'unauthorized',
		"AFAS does not accept the 'Client ID' with this 'Private Key'",
		"Check that the app connector in Profit holds the certificate or public key of this very key, that the 'Key ID' is exactly the one there (or empty, when there is one key only), and that the clock of the n8n server is right.",
	);
}

/** Says how far the clock is off, by the answer's Date header, if it is too far for an assertion. */
function clockAdvice(answer: TokenAnswer, sent: SentTokenRequest): string | undefined {
	if (sent.authentication.method !== 'privateKeyJwt') return undefined;
	const { date } = answer.headers;
	const offMs = typeof date === 'string' ? sent.sentAtMs - Date.parse(date) : 0;
	// Also true if the date is unreadable and the difference is NaN.
	if (!(Math.abs(offMs) > CLOCK_TOLERANCE_MS)) return undefined;
	const off = `${Math.round(Math.abs(offMs) / 1000)} seconds ${offMs > 0 ? 'ahead of' : 'behind'}`;
	return `The clock of the n8n server is ${off} the clock of AFAS. Set it right, for example with automatic time synchronisation.`;
}

/** AFAS's own words in one line; empty if they repeat a part of a secret. */
function wordsOf(json: Record<string, unknown>, sent: SentTokenRequest): string {
	const inner = isRecord(json.error) ? json.error.message : undefined;
	const words = [json.error_description, json.externalMessage, inner].find(
		(value): value is string => typeof value === 'string',
	);
	if (words === undefined) return '';
	// Longer than what is shown; searching a very long text for the secret would take seconds.
	const start = words.slice(0, 3 * LONGEST_WORDS);
	const line = start
		.replace(/[\p{C}\s]+/gu, ' ')
		.trim()
		.replace(/\.$/, '');
	if (repeats(start, sent) || repeats(line, sent)) return '';
	return line.length > LONGEST_WORDS ? `${line.slice(0, LONGEST_WORDS)}…` : line;
}

function repeats(text: string, { authentication }: SentTokenRequest): boolean {
	return sharesSecret(
		text,
		authentication.method === 'clientSecret'
			? authentication.clientSecret
			: authentication.assertion,
	);
}

/** The wait that AFAS asks for: `retry_after` in its JSON, or the header, both in seconds. */
function retryAfter(
	answer: TokenAnswer,
	json: Record<string, unknown> | undefined,
): Pick<ProfitErrorDetails, 'retryAfterMs'> {
	const wait = [json?.retry_after, answer.headers['retry-after']]
		.map(seconds)
		.find((value) => value >= 0 && Number.isFinite(value));
	return wait === undefined ? {} : { retryAfterMs: wait * 1000 };
}

/** A JSON number or a text of digits, in seconds; anything else is NaN. */
export function seconds(value: unknown): number {
	if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
	return typeof value === 'number' ? value : NaN;
}

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the answer is a web page. */
export function isHtml({ headers, body }: TokenAnswer): boolean {
	return /html/i.test(String(headers['content-type'] ?? '')) || /^\s*</.test(body);
}
