import type { KeyObject } from 'node:crypto';
import { constants, randomBytes, verify } from 'node:crypto';

/**
 * AFAS's OAuth token service and the check of the access tokens that it gave out. Written from AFAS's documentation
 * (docs/afas.md 1.2 and 1.3) and RFC 6749, 6750 and 7523, not from the package's own code. Where AFAS says nothing, the stricter
 * reading holds, so that a request which passes here passes there.
 */

export interface ClientKey {
	publicKey: KeyObject;
	/** The key ID as set in Profit. */
	keyId?: string;
	/** SHA-1 thumbprint of an uploaded certificate, which may stand for the key ID. */
	thumbprint?: string;
}

/** An app connector's OAuth client: with a secret, or with one or more public keys. */
export interface OAuthClient {
	clientId: string;
	secret?: string;
	secretExpired?: boolean;
	keys?: ClientKey[];
}

/** May be changed while the simulator runs. */
export interface OAuthSettings {
	clients: OAuthClient[];
	/** Whether the app connectors allow OAuth at all. */
	oauthEnabled: boolean;
	tokenLifetimeSeconds: number;
	/** Calls that each token is good for; absent: as many as come while it lives. */
	callsPerToken?: number;
	/** When set, the service is closed: 503, with this number of seconds to wait. */
	unavailableSeconds?: number;
	/** The simulated environment's clock, in milliseconds since 1970. */
	nowMs: () => number;
}

export interface HttpQuestion {
	method: string;
	/** Path and query as they came. */
	url: string;
	/** Names in lower case, as Node gives them. */
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

export interface HttpAnswer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

export type ClientMethod = 'clientSecret' | 'privateKeyJwt' | 'basic';

/** One token request, without its secrets. */
export interface TokenRequestLog {
	atMs: number;
	status: number;
	clientId?: string;
	method?: ClientMethod;
	parameters: string[];
	integrationId?: string;
	acceptLanguage?: string;
	/** The refusal as the client sees it. */
	refusal?: string;
	/** Why, for the one who reads a test's outcome; the client is not told. */
	reason?: string;
}

export type BearerCheck = { clientId: string } | { refusal: HttpAnswer; reason: string };

interface IssuedToken {
	clientId: string;
	expiresAtMs: number;
	revoked: boolean;
	calls: number;
}

/** A refusal of a token request: RFC 6749's name, HTTP status, and the reason for the log. */
class Refusal extends Error {
	readonly code: string;

	readonly status: number;

	constructor(code: string, reason: string, status = 400) {
		super(reason);
		this.code = code;
		this.status = status;
	}
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LONGEST_ASSERTION_SECONDS = 300;
const CLOCK_TOLERANCE_SECONDS = 60;
const LARGEST_BODY = 100_000;

/** What each algorithm needs: the type of key and how to verify. */
const ALGORITHMS: Record<string, { fits(key: KeyObject): boolean; options: object }> = {
	RS256: {
		fits: (key) => key.asymmetricKeyType === 'rsa',
		options: { padding: constants.RSA_PKCS1_PADDING },
	},
	PS256: {
		fits: (key) => key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss',
		options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
	},
	ES256: {
		fits: (key) => key.asymmetricKeyType === 'ec',
		options: { dsaEncoding: 'ieee-p1363' },
	},
};

/** The token service of a Profit environment. */
export class SimulatedOAuth {
	readonly settings: OAuthSettings;

	readonly log: TokenRequestLog[] = [];

	readonly #tokens = new Map<string, IssuedToken>();

	readonly #usedJtis = new Set<string>();

	constructor(settings: Partial<OAuthSettings> = {}) {
		this.settings = {
			clients: [],
			oauthEnabled: true,
			tokenLifetimeSeconds: 3600,
			nowMs: () => Date.now(),
			...settings,
		};
	}

	/**
	 * Answers a token request.
	 * @param tokenUrl the full address of this token service, which an assertion must name as its audience
	 */
	answer(question: HttpQuestion, tokenUrl: string): HttpAnswer {
		const entry: TokenRequestLog = {
			atMs: this.settings.nowMs(),
			status: 0,
			parameters: [...new URLSearchParams(question.body).keys()],
			integrationId: header(question, 'integrationid'),
			acceptLanguage: header(question, 'accept-language'),
		};
		this.log.push(entry);
		const answer = this.#answer(question, tokenUrl, entry);
		entry.status = answer.status;
		return answer;
	}

	/**
	 * Checks the Authorization header of a call to REST or SOAP.
	 * @returns the client, or the 401 to send
	 */
	checkBearer(authorization: string | undefined): BearerCheck {
		if (authorization === undefined) {
			return unauthorized('Bearer realm="AFAS Profit"', 'no Authorization header');
		}
		const value = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1];
		const token = value === undefined ? undefined : this.#tokens.get(value);
		if (token && token.calls++ >= (this.settings.callsPerToken ?? Infinity)) token.revoked = true;
		const reason = !token
			? 'the access token is not known'
			: token.revoked
				? 'the access token was revoked'
				: token.expiresAtMs <= this.settings.nowMs()
					? 'the access token has expired'
					: !this.settings.oauthEnabled
						? 'OAuth is not switched on'
						: undefined;
		if (token && reason === undefined) return { clientId: token.clientId };
		return unauthorized(
			`Bearer realm="AFAS Profit", error="invalid_token", error_description="${reason}"`,
			reason ?? '',
		);
	}

	/** Takes back the access tokens given out so far, all of them or one client's, before they expire. */
	revoke(clientId?: string): void {
		for (const token of this.#tokens.values()) {
			if (clientId === undefined || token.clientId === clientId) token.revoked = true;
		}
	}

	#answer(question: HttpQuestion, tokenUrl: string, entry: TokenRequestLog): HttpAnswer {
		const { unavailableSeconds, tokenLifetimeSeconds, nowMs } = this.settings;
		if (unavailableSeconds !== undefined) {
			entry.refusal = 'unavailable';
			return json(
				503,
				{
					error: { code: 503, message: 'Service unavailable' },
					retry_after: unavailableSeconds,
				},
				{ 'Retry-After': String(unavailableSeconds) },
			);
		}
		try {
			const client = this.#authenticate(question, tokenUrl, entry);
			const token = randomBytes(32).toString('base64url');
			this.#tokens.set(token, {
				clientId: client.clientId,
				expiresAtMs: nowMs() + tokenLifetimeSeconds * 1000,
				revoked: false,
				calls: 0,
			});
			return json(
				200,
				{ access_token: token, token_type: 'Bearer', expires_in: tokenLifetimeSeconds },
				{ 'Cache-Control': 'no-store', Pragma: 'no-cache' },
			);
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			entry.refusal = refusal.code;
			entry.reason = refusal.message;
			return json(
				refusal.status,
				{ error: refusal.code },
				refusal.status === 401 ? { 'WWW-Authenticate': 'Basic realm="AFAS Profit"' } : {},
			);
		}
	}

	#authenticate(question: HttpQuestion, tokenUrl: string, entry: TokenRequestLog): OAuthClient {
		const form = formOf(question);
		const grant = form.get('grant_type');
		if (grant === undefined) throw new Refusal('invalid_request', 'grant_type is missing');
		if (grant !== 'client_credentials') {
			throw new Refusal('unsupported_grant_type', `grant_type is ${grant}`);
		}
		if (form.has('scope')) throw new Refusal('invalid_scope', 'AFAS has no scopes');

		const authorization = header(question, 'authorization');
		const methods: ClientMethod[] = [];
		if (authorization !== undefined) methods.push('basic');
		if (form.has('client_secret')) methods.push('clientSecret');
		if (form.has('client_assertion') || form.has('client_assertion_type')) {
			methods.push('privateKeyJwt');
		}
		if (methods.length !== 1) {
			throw new Refusal('invalid_request', `${methods.length} ways to authenticate, not one`);
		}
		const [method] = methods;
		entry.method = method;
		const basic = method === 'basic' ? basicOf(authorization ?? '') : undefined;
		const clientId = basic?.clientId ?? form.get('client_id');
		if (clientId === undefined) throw new Refusal('invalid_request', 'client_id is missing');
		entry.clientId = clientId;

		const refusedStatus = method === 'basic' ? 401 : 400;
		const client = this.settings.clients.find((known) => known.clientId === clientId);
		if (!client) throw new Refusal('invalid_client', 'the client is not known', refusedStatus);
		if (!this.settings.oauthEnabled) {
			throw new Refusal('unauthorized_client', 'OAuth is not switched on in the app connector');
		}
		if (method === 'privateKeyJwt') {
			this.#checkAssertion(client, form, tokenUrl);
		} else {
			const secret = basic?.secret ?? form.get('client_secret');
			if (client.secret === undefined || client.secret !== secret) {
				throw new Refusal('invalid_client', 'the secret is wrong', refusedStatus);
			}
			if (client.secretExpired) {
				throw new Refusal('invalid_client', 'the secret has expired', refusedStatus);
			}
		}
		return client;
	}

	#checkAssertion(client: OAuthClient, form: Map<string, string>, tokenUrl: string): void {
		if (form.get('client_assertion_type') !== ASSERTION_TYPE) {
			throw new Refusal('invalid_request', 'client_assertion_type is not jwt-bearer');
		}
		const refuse = (reason: string) => new Refusal('invalid_client', reason);
		const parts = (form.get('client_assertion') ?? '').split('.');
		if (parts.length !== 3 || !parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part))) {
			throw refuse('the assertion is not a signed JWT');
		}
		const head = objectOf(parts[0]);
		const claims = objectOf(parts[1]);
		if (!head || !claims) throw refuse('the assertion is not JSON');

		const algorithm =
			typeof head.alg === 'string' && Object.hasOwn(ALGORITHMS, head.alg)
				? ALGORITHMS[head.alg]
				: undefined;
		if (!algorithm) throw refuse(`the algorithm is ${String(head.alg)}`);
		if (head.typ !== 'JWT') throw refuse('typ is not JWT');
		if (head.crit !== undefined) throw refuse('crit is not supported');

		const key = keyOf(client, head.kid);
		if (typeof key === 'string') throw refuse(key);
		if (!algorithm.fits(key)) throw refuse('the algorithm does not fit the key');
		const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
		if (modulusLength !== undefined && modulusLength < 2048) {
			throw refuse('the RSA key is under 2048 bits');
		}
		if (namedCurve !== undefined && namedCurve !== 'prime256v1') {
			throw refuse('the curve is not P-256');
		}
		const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
		const signature = Buffer.from(parts[2], 'base64url');
		if (!verify('sha256', signed, { key, ...algorithm.options }, signature)) {
			throw refuse('the signature is wrong');
		}

		const now = this.settings.nowMs() / 1000;
		const { iss, sub, aud, jti, iat, exp, nbf } = claims;
		if (iss !== client.clientId || sub !== client.clientId) {
			throw refuse('iss or sub is not the client id');
		}
		if (aud !== tokenUrl) throw refuse('aud is not the token endpoint');
		if (typeof exp !== 'number') throw refuse('exp is missing');
		if (exp <= now) throw refuse('the assertion has expired');
		if (exp > now + LONGEST_ASSERTION_SECONDS) throw refuse('exp is more than 5 minutes ahead');
		if (typeof iat !== 'number') throw refuse('iat is missing');
		if (iat > now + CLOCK_TOLERANCE_SECONDS) throw refuse('iat is in the future');
		if (exp - iat > LONGEST_ASSERTION_SECONDS) throw refuse('it lives longer than 5 minutes');
		if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= now + CLOCK_TOLERANCE_SECONDS)) {
			throw refuse('nbf is in the future');
		}
		if (typeof jti !== 'string' || jti === '') throw refuse('jti is missing');
		const used = JSON.stringify([client.clientId, jti]);
		if (this.#usedJtis.has(used)) throw refuse('the jti was used before');
		this.#usedJtis.add(used);
	}
}

/** The body's parameters; refuses what is not one form with each parameter once. */
function formOf(question: HttpQuestion): Map<string, string> {
	const refuse = (reason: string) => new Refusal('invalid_request', reason);
	if (question.method !== 'POST') {
		throw new Refusal('invalid_request', `the method is ${question.method}`, 405);
	}
	if (question.url.includes('?')) throw refuse('parameters in the address');
	const type = (header(question, 'content-type') ?? '').split(';')[0].trim().toLowerCase();
	if (type !== 'application/x-www-form-urlencoded') throw refuse(`the content type is ${type}`);
	if (question.body.length > LARGEST_BODY) throw refuse('the body is too large');

	const form = new Map<string, string>();
	for (const [name, value] of new URLSearchParams(question.body)) {
		if (form.has(name)) throw refuse(`the parameter ${name} is repeated`);
		// RFC 6749, 3.2: a parameter without a value counts as left out.
		if (value !== '') form.set(name, value);
	}
	return form;
}

/** RFC 6749, 2.3.1: each part is form-urlencoded before it goes into the header. */
function basicOf(authorization: string): { clientId: string; secret: string } {
	const encoded = /^Basic ([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1];
	const [clientId, secret, ...rest] = Buffer.from(encoded ?? '', 'base64')
		.toString()
		.split(':');
	if (encoded === undefined || secret === undefined || rest.length > 0) {
		throw new Refusal('invalid_request', 'the Authorization header is not Basic');
	}
	const decode = (part: string) => new URLSearchParams(`part=${part}`).get('part') ?? '';
	return { clientId: decode(clientId), secret: decode(secret) };
}

/** The client's key that a `kid` stands for, or why there is none. */
function keyOf(client: OAuthClient, kid: unknown): KeyObject | string {
	const keys = client.keys ?? [];
	if (keys.length === 0) return 'the client has no public key';
	if (kid === undefined) {
		return keys.length === 1 ? keys[0].publicKey : 'kid is needed with several keys';
	}
	const named = keys.find(
		({ keyId, thumbprint }) => typeof kid === 'string' && (keyId === kid || thumbprint === kid),
	);
	return named?.publicKey ?? 'no key has this kid';
}

function objectOf(part: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
		return typeof value === 'object' && value !== null
			? (value as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}

function header(question: HttpQuestion, name: string): string | undefined {
	const value = question.headers[name];
	return Array.isArray(value) ? value.join(', ') : value;
}

function unauthorized(challenge: string, reason: string): { refusal: HttpAnswer; reason: string } {
	return { refusal: json(401, {}, { 'WWW-Authenticate': challenge }), reason };
}

function json(status: number, body: object, headers: Record<string, string> = {}): HttpAnswer {
	return {
		status,
		headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
		body: JSON.stringify(body),
	};
}
