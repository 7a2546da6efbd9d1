import type { ProfitErrorKind } from '../../../../nodes/Afas/profit/errors/profitError';
import { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import { readTokenAnswer } from '../../../../nodes/Afas/profit/credential/tokenAnswer';
import type { ClientAuthentication } from '../../../../nodes/Afas/profit/credential/tokenRequest';
import { sharedPieces, shownBy, thrownBy } from './keys';

const sentAtMs = Date.UTC(2026, 8, 30, 12);
const bySecret = {
	method: 'clientSecret' as const,
	clientId: 'my-client',
	clientSecret: 'Q7+w&Zr=9%XkLm2/pV#t',
};
const byKey = {
	method: 'privateKeyJwt' as const,
	clientId: 'my-client',
	assertion: `${'eyJhbGciOiJSUzI1NiJ9'.repeat(6)}.${'WyJQMDQ1NzY4OTAx'.repeat(12)}.${'Xk3_9-Zq'.repeat(40)}`,
};

const answer = (status: number, body: unknown, headers: Record<string, unknown> = {}) => ({
	status,
	headers: { 'content-type': 'application/json', ...headers },
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = (given: ReturnType<typeof answer>, authentication: ClientAuthentication = bySecret) =>
	readTokenAnswer(given, { authentication, sentAtMs });
const refused = (
	given: ReturnType<typeof answer>,
	authentication: ClientAuthentication = bySecret,
) => thrownBy(() => read(given, authentication));
const good = { access_token: 'tok.en-1_~+/=', token_type: 'Bearer', expires_in: 3600 };

describe('a token', () => {
	test.each([
		['the usual hour', 3600, 3540_000],
		['ten minutes', 600, 540_000],
		['nine minutes', 540, 486_000],
		['two seconds', 2, 1800],
		['one second', 1, 900],
		['a text of digits', '3600', 3540_000],
	])('that lives %s', (_, lifetime, usableMs) => {
		expect(read(answer(200, { ...good, expires_in: lifetime }))).toEqual({
			accessToken: 'tok.en-1_~+/=',
			expiresAtMs: sentAtMs + usableMs,
		});
	});

	test.each([
		['another letter case of the type', { ...good, token_type: 'bearer' }],
		['no type', { ...good, token_type: undefined }],
		['more than is asked for', { ...good, scope: 'x', refresh_token: 'y' }],
	])('with %s', (_, body) => {
		expect(read(answer(200, body)).accessToken).toBe('tok.en-1_~+/=');
	});

	test('after a byte order mark', () => {
		expect(read(answer(200, `\ufeff${JSON.stringify(good)}`)).accessToken).toBe('tok.en-1_~+/=');
	});
});

describe('an answer that cannot be used', () => {
	test.each<[string, ReturnType<typeof answer>, RegExp]>([
		[
			'HTML',
			answer(200, '<!DOCTYPE html><p>Log in', { 'content-type': 'text/html' }),
			/a web page/,
		],
		['HTML without its type', answer(200, ' <html></html>', {}), /a web page/],
		['nothing', answer(200, ''), /other than JSON/],
		['a cut-off JSON', answer(200, JSON.stringify(good).slice(0, 30)), /other than JSON/],
		['a list', answer(200, [good]), /other than JSON/],
		['null', answer(200, 'null'), /other than JSON/],
		['a bare text', answer(200, '"tok"'), /other than JSON/],
		['no token', answer(200, { ...good, access_token: undefined }), /without an access token/],
		['an empty token', answer(200, { ...good, access_token: '' }), /cannot be used/],
		['a token of null', answer(200, { ...good, access_token: null }), /cannot be used/],
		['a line break in it', answer(200, { ...good, access_token: 'a\r\nb' }), /cannot be used/],
		['a DPoP token', answer(200, { ...good, token_type: 'DPoP' }), /another type than Bearer/],
		['a type that is no text', answer(200, { ...good, token_type: 1 }), /another type/],
		['no lifetime', answer(200, { ...good, expires_in: undefined }), /how long the token lives/],
		['a lifetime of null', answer(200, { ...good, expires_in: null }), /not a number of seconds/],
		['a word', answer(200, { ...good, expires_in: 'soon' }), /not a number of seconds/],
		['zero', answer(200, { ...good, expires_in: 0 }), /not a number of seconds/],
		['below zero', answer(200, { ...good, expires_in: -5 }), /not a number of seconds/],
		[
			'infinity',
			answer(200, JSON.stringify(good).replace('3600', '1e999')),
			/not a number of seconds/,
		],
	])('%s', (_, given, message) => {
		const error = refused(given);
		expect(error).toBeInstanceOf(ProfitError);
		expect(error.kind).toBe('badAnswer');
		expect(error.message).toMatch(message);
		expect(error.details).toMatchObject({ httpCode: 200, description: expect.any(String) });
		expect(shownBy(error)).not.toContain('tok.en');
	});
});

const html = { 'content-type': 'text/html; charset=utf-8' };

describe('a refusal', () => {
	test.each<
		[string, ReturnType<typeof answer>, ClientAuthentication, ProfitErrorKind, RegExp, RegExp]
	>([
		[
			'of the secret',
			answer(400, { error: 'invalid_client' }),
			bySecret,
			'unauthorized',
			/'Client ID' with this 'Client Secret'.*expired/,
			/180 days/,
		],
		[
			'of the secret with 401',
			answer(401, ''),
			bySecret,
			'unauthorized',
			/'Client ID' with this 'Client Secret'/,
			/180 days/,
		],
		[
			'of the key',
			answer(400, { error: 'invalid_client' }),
			byKey,
			'unauthorized',
			/'Client ID' with this 'Private Key'/,
			/certificate or public key.*'Key ID'.*clock/,
		],
		[
			'because the clock is behind',
			answer(400, { error: 'invalid_client' }, { date: 'Wed, 30 Sep 2026 12:07:00 GMT' }),
			byKey,
			'unauthorized',
			/the clock of the n8n server is off/,
			/420 seconds behind the clock of AFAS/,
		],
		[
			'because the clock is ahead',
			answer(400, { error: 'invalid_client' }, { date: 'Wed, 30 Sep 2026 11:58:00 GMT' }),
			byKey,
			'unauthorized',
			/the clock of the n8n server is off/,
			/120 seconds ahead of the clock of AFAS/,
		],
		[
			'of the key while the clock is right',
			answer(400, { error: 'invalid_client' }, { date: 'Wed, 30 Sep 2026 12:00:55 GMT' }),
			byKey,
			'unauthorized',
			/'Client ID' with this 'Private Key'/,
			/'Key ID'/,
		],
		[
			'of the secret, in which the clock has no part',
			answer(400, { error: 'invalid_client' }, { date: 'Wed, 30 Sep 2026 14:00:00 GMT' }),
			bySecret,
			'unauthorized',
			/'Client Secret'/,
			/180 days/,
		],
		[
			'of the client',
			answer(400, { error: 'unauthorized_client' }),
			bySecret,
			'forbidden',
			/does not allow this client to log in with OAuth \(unauthorized_client\)/,
			/OAuth is switched on in the app connector/,
		],
		[
			'of the grant',
			answer(400, { error: 'unsupported_grant_type' }),
			byKey,
			'forbidden',
			/\(unsupported_grant_type\)/,
			/OAuth is switched on in the app connector/,
		],
		[
			'of the request',
			answer(400, { error: 'invalid_request', error_description: 'Two methods.' }),
			bySecret,
			'unauthorized',
			/invalid_request/,
			/^AFAS says: "Two methods"\. Check that 'Authentication'/,
		],
		[
			'of the request, in which the clock has no part',
			answer(400, { error: 'invalid_request' }, { date: 'Wed, 30 Sep 2026 14:00:00 GMT' }),
			bySecret,
			'unauthorized',
			/invalid_request/,
			/^Check that 'Authentication'/,
		],
		[
			'of the request, in which the clock has a part',
			answer(400, { error: 'invalid_request' }, { date: 'Wed, 30 Sep 2026 14:00:00 GMT' }),
			byKey,
			'unauthorized',
			/invalid_request/,
			/7200 seconds behind the clock of AFAS/,
		],
		[
			'of another name',
			answer(400, { error: 'invalid_grant' }),
			bySecret,
			'unauthorized',
			/refused the request for an access token \(invalid_grant\)/,
			/app connector/,
		],
		[
			'of the server itself',
			answer(500, { error: 'server_error' }),
			bySecret,
			'unavailable',
			/\(server_error\)/,
			/^Try again later/,
		],
		[
			'with a name that is none',
			answer(400, { error: 'Not <b>a</b> name' }),
			bySecret,
			'unauthorized',
			/refused the request for an access token$/,
			/app connector/,
		],
		[
			'with status 200',
			answer(200, { error: 'invalid_client' }),
			bySecret,
			'unauthorized',
			/'Client Secret'/,
			/180 days/,
		],
		[
			'for maintenance',
			answer(503, { error: { code: 503, message: 'Onderhoud' }, retry_after: 7200 }),
			bySecret,
			'unavailable',
			/no access tokens at the moment \(HTTP 503\)/,
			/^AFAS says: "Onderhoud"\. AFAS may be under maintenance/,
		],
		[
			'of a gateway, 503',
			answer(503, '<html>Service Unavailable</html>', html),
			bySecret,
			'gateway',
			/HTTP 503/,
			/Try again later/,
		],
		[
			'by the CDN, 400 with HTML',
			answer(400, '<h1>Bad Request</h1>', html),
			bySecret,
			'gateway',
			/something in front of it answered/,
			/often passes/,
		],
		[
			'by a proxy, 401 with HTML',
			answer(401, '<h1>Log in</h1>', html),
			bySecret,
			'gateway',
			/something in front of it answered/,
			/often passes/,
		],
		[
			'of a server, 502',
			answer(502, 'Bad gateway', { 'content-type': 'text/plain' }),
			bySecret,
			'gateway',
			/HTTP 502/,
			/try again/,
		],
		[
			'for want of a token service',
			answer(404, '<html>Not Found</html>', html),
			bySecret,
			'notFound',
			/no OAuth token service at this address/,
			/'Tenant' and the 'Environment'/,
		],
		[
			'by redirect',
			answer(302, '', { location: 'https://example.com/' }),
			bySecret,
			'badAnswer',
			/redirected \(HTTP 302\)/,
			/was not followed/,
		],
		[
			'of the right',
			answer(403, { externalMessage: 'Geen toegang' }),
			bySecret,
			'forbidden',
			/HTTP 403/,
			/^AFAS says: "Geen toegang"\./,
		],
		[
			'by an IP restriction',
			answer(403, '<html>', { 'content-type': 'text/html' }),
			bySecret,
			'forbidden',
			/refuses this address/,
			/add the public IP address of your n8n/,
		],
		[
			'by JSON without a name',
			answer(500, { message: 'x' }),
			bySecret,
			'badAnswer',
			/HTTP 500/,
			/Try again later/,
		],
	])('%s', (_, given, authentication, kind, message, description) => {
		const error = refused(given, authentication);
		expect(error).toBeInstanceOf(ProfitError);
		expect(error.kind).toBe(kind);
		expect(error.message).toMatch(message);
		expect(error.details.description).toMatch(description);
		expect(error.details.httpCode).toBe(given.status);
		expect(`${error.message} ${error.details.description}`).not.toMatch(
			/\b(error|problem|failure|mistake)\b/i,
		);
	});

	test.each([
		['JSON', answer(503, { error: {}, retry_after: 7200 }), 7200_000],
		['the header', answer(503, { error: {} }, { 'retry-after': '30' }), 30_000],
		['the header of a gateway', answer(429, '', { 'retry-after': '30' }), 30_000],
		['nothing', answer(503, { error: {} }), undefined],
		['nonsense', answer(503, { error: {}, retry_after: 'later' }), undefined],
	])('tells how long to wait, from %s', (_, given, waitMs) => {
		expect(refused(given).details.retryAfterMs).toBe(waitMs);
	});

	test.each([
		['as REST does', { externalMessage: 'OAuth staat uit.' }],
		['as OData does', { error: { code: '', message: 'OAuth staat uit.' } }],
	])('shows what AFAS says with status 200, %s', (_, body) => {
		expect(refused(answer(200, body)).details.description).toMatch(/^AFAS says: "OAuth staat uit"/);
	});

	test("brings AFAS's words to one line of bearable length", () => {
		const words = `First\r\n\tsecond\u0000 ${'long '.repeat(100)}`;
		const { description } = refused(
			answer(400, { error: 'invalid_client', error_description: words }),
		).details;
		expect(description).toMatch(/^AFAS says: "First second long long [^"\r\n\t]{270,280}…"\. /);
	});
});

/** Every character in another spelling; the secrets here are ASCII. */
const spelled = (write: (hex: string) => string) => (secret: string) =>
	Array.from(secret, (character) => write(character.charCodeAt(0).toString(16))).join('');

describe('nothing secret is shown', () => {
	const { clientSecret } = bySecret;
	const { assertion } = byKey;
	const echoes: Array<[string, (secret: string) => string]> = [
		['whole', (secret) => secret],
		['its beginning', (secret) => `${secret.slice(0, 6)}***`],
		['its end', (secret) => `…${secret.slice(-6)}`],
		['a part', (secret) => secret.slice(7, 14)],
		['form-urlencoded', (secret) => encodeURIComponent(secret)],
		['percent-encoded to the last character', spelled((hex) => `%${hex}`)],
		['in lines of one character', (secret) => secret.split('').join('\r\n ')],
	];
	const places: Array<[string, (echo: string) => ReturnType<typeof answer>]> = [
		[
			'the description',
			(echo) => answer(400, { error: 'invalid_client', error_description: `Wrong: ${echo}` }),
		],
		['the name', (echo) => answer(400, { error: echo })],
		['the message of a 503', (echo) => answer(503, { error: { message: echo } })],
		['the external message', (echo) => answer(500, { externalMessage: `Found ${echo}` })],
		['a web page', (echo) => answer(400, `<p>${echo}</p>`, html)],
		['a broken token answer', (echo) => answer(200, `{"access_token":"${echo}`)],
		['a token of another type', (echo) => answer(200, { access_token: 'a', token_type: echo })],
		['the lifetime', (echo) => answer(200, { ...good, expires_in: echo })],
		['a redirect', (echo) => answer(307, '', { location: `https://example.com/?${echo}` })],
		['the time to wait', (echo) => answer(503, '', { 'retry-after': echo })],
		['the date', (echo) => answer(400, { error: 'invalid_client' }, { date: echo })],
	];

	describe.each(places)('when it is echoed in %s', (_, place) => {
		test.each(echoes)('%s', (__, echo) => {
			const ofSecret = shownBy(refused(place(echo(clientSecret)), bySecret));
			expect(ofSecret).not.toContain(echo(clientSecret));
			expect(sharedPieces(ofSecret, clientSecret, 4)).toEqual([]);
			expect(sharedPieces(ofSecret, encodeURIComponent(clientSecret), 4)).toEqual([]);
			const ofKey = shownBy(refused(place(echo(assertion)), byKey));
			expect(sharedPieces(ofKey, assertion, 6)).toEqual([]);
		});
	});

	test('when it looks like the name of a refusal', () => {
		const authentication = { ...bySecret, clientSecret: 'my_secret_word' };
		const error = refused(answer(400, { error: 'not_my_secret_word' }), authentication);
		expect(error.message).toBe('AFAS refused the request for an access token');
	});
});
