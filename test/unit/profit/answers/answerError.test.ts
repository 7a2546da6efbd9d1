import { errorOfAnswer } from '../../../../nodes/Afas/profit/answers/answerError';
import { errorOfNetwork } from '../../../../nodes/Afas/profit/errors/networkError';
import { errorOfWrite } from '../../../../nodes/Afas/profit/errors/writeError';
import { helpWith } from '../../../../nodes/Afas/profit/errors/profitError';

const HTML = '<!DOCTYPE html><html><body>Bad Request</body></html>';

function errorOf(status: number, body: unknown, headers: Record<string, unknown> = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return errorOfAnswer({ status, headers, body: text });
}

describe("rule 6: AFAS's words reach the user", () => {
	it('shows the external message, the log reference and a next step', () => {
		const error = errorOf(500, {
			externalMessage: 'De code bestaat niet.',
			errorNumber: -2147220469,
			profitLogReference: 'ABC123',
		});
		expect(error.kind).toBe('unrecognised');
		expect(error.message).toBe('De code bestaat niet.');
		expect(error.details).toMatchObject({
			httpCode: 500,
			errorNumber: -2147220469,
			profitLogReference: 'ABC123',
		});
		expect(helpWith(error.details)).toMatch(/Fix what the message mentions.*log.*ABC123/);
	});

	test.each([
		[401, '', 'unauthorized', 'AFAS does not accept the token', 'paste it into the credential'],
		[403, HTML, 'forbidden', 'AFAS refuses this address', 'IP restriction'],
		[404, HTML, 'notFound', 'AFAS does not know this address', 'ID of the connector'],
		[413, '', 'tooLarge', 'The request is too large for AFAS', '75 MB'],
		[403, HTML, 'forbidden', 'AFAS refuses this address', 'too busy: try again later'],
		[503, HTML, 'gateway', 'A server in front of AFAS answered with HTTP 503', 'afasstatus.nl'],
		[502, HTML, 'gateway', 'A server in front of AFAS answered with HTTP 502', 'afasstatus.nl'],
		[504, HTML, 'gateway', 'A server in front of AFAS answered with HTTP 504', 'afasstatus.nl'],
		[429, HTML, 'unavailable', 'AFAS is receiving too many calls at once', 'Calls at Once'],
		[429, '', 'unavailable', 'AFAS is receiving too many calls at once', 'Calls at Once'],
		[400, HTML, 'gateway', 'A server in front of AFAS answered with HTTP 400', 'Try again'],
		[500, HTML, 'badAnswer', 'A web page came back with HTTP 500', 'environment and URLs'],
		[500, '', 'badAnswer', 'An empty answer came back with HTTP 500', 'environment and URLs'],
		[302, '', 'badAnswer', 'The server redirects the call to another address', 'not followed'],
	])('HTTP %i %s', (status, body, kind, message, nextStep) => {
		const error = errorOf(status, body);
		expect([error.kind, error.message]).toEqual([kind, message]);
		expect(error.details.description).toContain(nextStep);
	});

	it('takes the waiting time from the body or the header', () => {
		const body = { error: { code: 503, message: 'Onderhoud' }, retry_after: 7200 };
		expect(errorOf(503, body)).toMatchObject({
			kind: 'unavailable',
			message: 'Onderhoud',
			details: { retryAfterMs: 7_200_000 },
		});
		expect(errorOf(503, body).details.description).toContain('AFAS asks to wait 2 hours.');
		expect(errorOf(503, HTML, { 'retry-after': '30' }).details.retryAfterMs).toBe(30_000);
	});

	it('names the three causes of a 401', () => {
		const { description } = errorOf(401, '').details;
		expect(description).toMatch(
			/token.*app connector does not list the connector.*environment or a URL/,
		);
	});

	it('waits as a 429 asks, in seconds or up to a moment', () => {
		expect(errorOf(429, HTML, { 'retry-after': '20' }).details.description).toContain(
			'AFAS asks to wait 20 seconds.',
		);
		const in20Seconds = new Date(Date.now() + 20_000).toUTCString();
		const { retryAfterMs = 0 } = errorOf(429, '', { 'retry-after': in20Seconds }).details;
		expect(retryAfterMs).toBeGreaterThan(15_000);
		expect(retryAfterMs).toBeLessThanOrEqual(20_000);
		const past = new Date(Date.now() - 20_000).toUTCString();
		expect(errorOf(429, '', { 'retry-after': past }).details.retryAfterMs).toBeUndefined();
	});

	it('knows too many calls at once by a 503 of another server that asks to wait', () => {
		const { kind, details } = errorOf(503, HTML, { 'retry-after': '20' });
		// Not AFAS's own words, so nobody knows what became of a change.
		expect(kind).toBe('gateway');
		expect(details.description).toMatch(/too many calls at once.*asks to wait 20 seconds/);
	});

	it("reads the answer that AFAS's page shows for maintenance", () => {
		const body = {
			error: {
				code: { example: '503' },
				message: { example: 'Service temporarily unavailable due to scheduled maintenance.' },
			},
			retry_after: 7200,
		};
		expect(errorOf(503, body)).toMatchObject({
			kind: 'unavailable',
			message: 'Service temporarily unavailable due to scheduled maintenance.',
		});
		expect(errorOf(503, body).details.description).toContain('afasstatus.nl');
	});

	test.each(['&', '*', '%', ':', '<', '>', '?'])(
		'a 400 for a path that holds %s is about the address, and nothing is carried out',
		(sign) => {
			const path = `/connectors/KnSubject/KnSubject/@SbId/${encodeURIComponent(`a${sign}b`)}`;
			const context = { path };
			const error = errorOfAnswer({ status: 400, headers: {}, body: HTML }, context);
			expect(error.kind).toBe('badAddress');
			expect(error.message).toContain(sign);
			expect(error.details.description).toMatch(/not carried out anything.*SOAP/);
			expect(errorOfWrite(error).details.outcome).toBe('refused');
			// AFAS's own words say more.
			const body = '{"externalMessage":"Nee"}';
			expect(errorOfAnswer({ status: 400, headers: {}, body }, context).message).toBe('Nee');
		},
	);

	it('a 400 for any other path passes', () => {
		const path = '/connectors/A/A/@B/a%20b?filtervalues=%3A%25';
		const error = errorOfAnswer({ status: 400, headers: {}, body: HTML }, { path });
		expect(error.kind).toBe('gateway');
	});

	it('knows a missing file by a page that says 404 in a 500', () => {
		const page = '<!DOCTYPE html><html><head><title>404 - Not Found</title></head></html>';
		const answer = { status: 500, headers: {}, body: page };
		const notFound = { message: 'AFAS has no file X', nextStep: 'Check the ID.' };
		expect(errorOfAnswer(answer, { notFound })).toMatchObject({
			kind: 'notFound',
			message: 'AFAS has no file X',
		});
		expect(errorOfAnswer(answer).kind).toBe('badAnswer');
	});

	it('keeps the header by which AFAS finds a call', () => {
		const error = errorOf(500, { externalMessage: 'Nee' }, { 'x-trace-identifier': 'ab-12' });
		expect(error.details.traceIdentifier).toBe('ab-12');
		expect(errorOf(500, {}).details.traceIdentifier).toBeUndefined();
	});

	it('cuts off a message that is longer than any of AFAS', () => {
		const error = errorOf(500, {
			externalMessage: 'field '.repeat(100_000),
			profitLogReference: 'A'.repeat(100_000),
		});
		expect(error.message).toHaveLength(2_001);
		expect(error.details.profitLogReference).toHaveLength(101);
	});

	it.each(['Infinity', '-5', 'soon', ''])('knows no waiting time from %j', (text) => {
		expect(errorOf(503, { retry_after: text }).details.retryAfterMs).toBeUndefined();
		expect(errorOf(503, '', { 'retry-after': text }).details.retryAfterMs).toBeUndefined();
	});

	it('reads a refusal in another shape', () => {
		expect(errorOf(400, { message: 'Invalid json' })).toMatchObject({
			kind: 'unrecognised',
			message: 'Invalid json',
		});
	});
});

describe('a call without an answer', () => {
	test.each([
		['ENOTFOUND', undefined, 'unreachable', 'Environment'],
		['ECONNREFUSED', 'connect', 'unreachable', 'has not seen the call'],
		['ETIMEDOUT', 'connect', 'unreachable', 'has not seen the call'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', undefined, 'unreachable', 'certificate'],
		['ECONNABORTED', undefined, 'timeout', 'may still be working'],
		['ETIMEDOUT', 'read', 'timeout', 'may still be working'],
		['ECONNRESET', 'read', 'connectionLost', 'Try again'],
		[undefined, undefined, 'connectionLost', 'Try again'],
	])('%s (%s) says whether AFAS may have seen it', (code, syscall, kind, nextStep) => {
		const error = errorOfNetwork({ code, syscall }, 2000);
		expect(error.kind).toBe(kind);
		expect(`${error.message} ${error.details.description}`).toContain(nextStep);
		if (code) expect(`${error.message} ${error.details.description}`).not.toContain(code);
	});

	it('knows a cancelled execution', () => {
		expect(errorOfNetwork({ cancelled: true }, 1).kind).toBe('cancelled');
	});
});

describe('a 401 with OAuth', () => {
	test.each([
		['revoked', 'AFAS no longer accepts the access token', 'Run the workflow again'],
		['fresh', 'AFAS gave an access token and does not accept it', 'allows OAuth'],
	] as const)('and a %s access token', (usedToken, message, nextStep) => {
		const error = errorOfAnswer({ status: 401, headers: {}, body: '' }, { usedToken });
		expect(error).toMatchObject({ kind: 'unauthorized', message, details: { httpCode: 401 } });
		expect(error.details.description).toContain(nextStep);
	});
});
