import { errorOfAnswer } from '../../../../nodes/Afas/profit/answers/answerError';
import { errorOfNetwork } from '../../../../nodes/Afas/profit/errors/networkError';
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
		expect(error.kind).toBe('functional');
		expect(error.message).toBe('De code bestaat niet.');
		expect(error.details).toMatchObject({
			httpCode: 500,
			errorNumber: -2147220469,
			profitLogReference: 'ABC123',
		});
		expect(helpWith(error.details)).toMatch(/Change what the message names.*log.*ABC123/);
	});

	test.each([
		['Out of memory', 'tooMuchData', 'Page Size'],
		['Out of String space', 'tooMuchData', 'Page Size'],
		['Command timeout expired', 'timeout', '15 minutes'],
		['De maximale tijdsduur van 15 minuten is overschreden', 'timeout', '15 minutes'],
		[
			'GetConnector not supported for this app or the user is not authorized',
			'functional',
			'user group',
		],
		[
			'Deze UpdateConnector wordt niet ondersteund of de gebruiker is niet geautoriseerd',
			'functional',
			'user group',
		],
		["The definition of GetConnector 'My_Debtors' is blocked", 'functional', 'unblock'],
		["De definitie van GetConnector 'My_Debtors' is geblokkeerd", 'functional', 'unblock'],
		['The definition is blocked', 'functional', 'unblock'],
		["Connector field 'Name' not found", 'functional', 'renamed or removed'],
		['The booking layout is in use by another user', 'locked', 'Try again'],
		['De boekingslayout is in gebruik', 'locked', 'Try again'],
	])('%s', (externalMessage, kind, nextStep) => {
		const error = errorOf(500, { externalMessage });
		expect(error.message).toBe(externalMessage);
		expect(error.kind).toBe(kind);
		expect(error.details.description).toContain(nextStep);
	});

	test.each([
		[401, '', 'unauthorized', 'AFAS does not accept the token', 'paste it into the credential'],
		[403, HTML, 'forbidden', 'AFAS refuses this address', 'IP restriction'],
		[404, HTML, 'notFound', 'AFAS does not know this address', 'ID of the connector'],
		[413, '', 'tooLarge', 'AFAS does not take a request of this size', '75 MB'],
		[503, HTML, 'gateway', 'A server in front of AFAS answered with HTTP 503', 'Try again'],
		[502, HTML, 'gateway', 'A server in front of AFAS answered with HTTP 502', 'Try again'],
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
			kind: 'functional',
			message: 'Invalid json',
		});
	});
});

describe('a call without an answer', () => {
	test.each([
		['ENOTFOUND', undefined, 'unreachable', 'Tenant'],
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
		['saved', 'AFAS no longer accepts the access token', 'test it again: that fetches a new one'],
		['fresh', 'AFAS gave an access token and does not accept it', 'allows OAuth'],
	] as const)('and a %s access token', (usedToken, message, nextStep) => {
		const error = errorOfAnswer({ status: 401, headers: {}, body: '' }, { usedToken });
		expect(error).toMatchObject({ kind: 'unauthorized', message, details: { httpCode: 401 } });
		expect(error.details.description).toContain(nextStep);
	});
});
