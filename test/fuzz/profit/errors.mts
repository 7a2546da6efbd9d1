// Answers that are no success, and those of the token service.
import assert from 'node:assert/strict';
import { errorOfAnswer } from '../../../nodes/Afas/profit/answers/answerError';
import { errorOfNetwork } from '../../../nodes/Afas/profit/errors/networkError';
import { ProfitError } from '../../../nodes/Afas/profit/errors/profitError';
import { retryWaitMs } from '../../../nodes/Afas/profit/errors/retry';
import { readTokenAnswer } from '../../../nodes/Afas/profit/credential/tokenAnswer';
import type { ClientAuthentication } from '../../../nodes/Afas/profit/credential/tokenRequest';
import { networkFailure } from '../../../nodes/Afas/transport/networkFailure';
import type { Random } from '../../support/random.ts';
import { target } from '../engine.mts';
import { mutatedJson, mutatedText } from '../mutations.mts';
import { assertForUsers } from '../promises.mts';
import { json, leftover, text } from '../values.mts';
import { XML_PIECES } from './xml.mts';

const STATUSES = [100, 204, 301, 307, 400, 401, 403, 404, 413, 418, 429, 500, 502, 503, 504, 599];

const REFUSALS = [
	{
		externalMessage: 'Veld mag niet leeg zijn',
		errorNumber: -2147180996,
		profitLogReference: 'A1',
	},
	{ error: { code: 503, message: 'Service Unavailable' }, retry_after: 7200 },
	{ message: 'Invalid json' },
];

const NAMES = [
	'externalMessage',
	'errorNumber',
	'profitLogReference',
	'error',
	'message',
	'Message',
	'retry_after',
	'error_description',
	'access_token',
	'expires_in',
	'token_type',
];

/** Words that AFAS's messages are recognised by, over and over: what a search goes through many times. */
const REPEATED = ['field ', 'veld ', 'out of ', 'not ', '<', 'niet gevonden ', ' '];

function body(random: Random, answers: readonly unknown[]): string {
	const answer = random.pick(answers);
	switch (random.whole(0, 6)) {
		case 0:
			return mutatedText(random, JSON.stringify(answer), ['"', '{', '\\', '<html>', ...XML_PIECES]);
		case 1:
			return `<!DOCTYPE html><html><body>${text(random)}</body></html>`;
		case 2:
			return text(random);
		case 3:
			return JSON.stringify({
				externalMessage: random.pick(REPEATED).repeat(random.pick([1, 100, 60_000])),
				message: text(random),
			});
		default:
			return JSON.stringify(mutatedJson(random, answer, NAMES)) ?? '';
	}
}

/** Headers as Node gives them: text, or nothing. */
function headers(random: Random): Record<string, unknown> {
	return {
		'retry-after': random.pick(['5', '-1', '1e9', 'Infinity', text(random), undefined]),
		'content-type': random.pick(['text/html', 'application/json', text(random), undefined]),
		date: random.pick([new Date(0).toUTCString(), text(random), undefined]),
	};
}

const answers = target({
	name: 'Answers that are no success',
	make: (random) => ({
		status: random.pick(STATUSES),
		headers: headers(random),
		body: body(random, REFUSALS),
		usedToken: random.pick(['classic', 'revoked', 'fresh'] as const),
	}),
	check({ usedToken, ...answer }) {
		const error = errorOfAnswer(answer, { usedToken });
		assert.ok(error instanceof ProfitError);
		assert.ok(error.message.trim() !== '' && (error.details.description ?? '').trim() !== '');
		const { retryAfterMs } = error.details;
		assert.ok(retryAfterMs === undefined || retryAfterMs > 0, `Waits ${retryAfterMs} ms`);
		const waitMs = retryWaitMs(error, 2, 0.5);
		assert.ok(waitMs === undefined || (waitMs >= 0 && waitMs <= 40_000), `Waits ${waitMs} ms`);
	},
});

const SECRET = 'Zx9-kQ7_vB3.nM5~tR1+wY8';

const AUTHENTICATIONS: ClientAuthentication[] = [
	{ method: 'clientSecret', clientId: 'client', clientSecret: SECRET },
	{ method: 'privateKeyJwt', clientId: 'client', assertion: `${SECRET}.`.repeat(40) },
];

const GRANTS = [
	{ access_token: 'abc.DEF-123', token_type: 'Bearer', expires_in: 3600 },
	{ error: 'invalid_client', error_description: 'Client is unknown' },
	{ error: 'invalid_client', error_description: `No client with the secret ${SECRET}` },
	{ error: `${SECRET}`, error_description: 'x' },
	{ externalMessage: encodeURIComponent(SECRET) },
];

const tokens = target({
	name: 'Answers of the token service',
	make: (random) => ({
		answer: {
			status: random.pick([200, 201, ...STATUSES]),
			headers: headers(random),
			body: body(random, GRANTS),
		},
		authentication: random.pick(AUTHENTICATIONS),
	}),
	check({ answer, authentication }) {
		let shown: string;
		try {
			const token = readTokenAnswer(answer, { authentication, sentAtMs: 1_000_000 });
			assert.ok(/^[\x21-\x7e]+$/.test(token.accessToken), 'A token that no header can hold');
			assert.ok(Number.isSafeInteger(token.expiresAtMs) && token.expiresAtMs >= 1_000_000);
			return;
		} catch (error) {
			if (!(error instanceof ProfitError)) throw error;
			shown = JSON.stringify([error.message, error.details, error.stack]);
			assertForUsers(error.message);
		}
		assert.ok(!shown.includes(SECRET.slice(0, 6)), 'The secret is shown');
		// Under another name nobody can know it for a token.
		if (answer.body.includes('"access_token":"abc.DEF-123"')) {
			assert.ok(!shown.includes('abc.DEF-123'), 'The access token is shown');
		}
	},
});

const thrown = target({
	name: 'What n8n throws when there is no answer',
	make: (random) => {
		const codes = ['ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'CERT_HAS_EXPIRED', text(random)];
		const inner = mutatedJson(random, { code: random.pick(codes), syscall: 'connect' }, ['cause']);
		return random.pick([
			inner,
			{ cause: inner, name: text(random) },
			json(random),
			leftover(random),
		]);
	},
	check(error) {
		const failure = networkFailure(error);
		assert.ok(!(failure instanceof ProfitError));
		assertForUsers(errorOfNetwork(failure, 910_000).message);
	},
});

export const errorTargets = [answers, tokens, thrown];
