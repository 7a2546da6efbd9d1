// Text from outside that made a search through it take minutes, while n8n stood still. Each stops the work after 5 s.
import { describeWork } from '../../fuzz/engine.mts';
import { errorOfAnswer } from '../../../nodes/Afas/profit/answers/answerError';
import { readTokenAnswer } from '../../../nodes/Afas/profit/credential/tokenAnswer';
import { parseExactJson } from '../../../nodes/Afas/profit/values/exactJson';

const refusal = (externalMessage: string) => ({
	status: 500,
	headers: {},
	body: JSON.stringify({ externalMessage }),
});

const assertion = 'abcdefghijklmnopqrstuvwxyz0123456789.'.repeat(40);

describe('no text from outside keeps n8n from its work', () => {
	it.each<[string, () => unknown]>([
		['a refusal of many words', () => errorOfAnswer(refusal('field '.repeat(200_000)))],
		['a refusal of many lines', () => errorOfAnswer(refusal('veld \n'.repeat(200_000)))],
		[
			'JSON that is cut off in a text of many quotes',
			() => {
				expect(() => parseExactJson(`[1234567890123456,"${'\\"'.repeat(500_000)}`)).toThrow(
					SyntaxError,
				);
			},
		],
		[
			'a refusal of the token service of many words',
			() => {
				const body = JSON.stringify({ error_description: 'a b'.repeat(2_000_000) });
				const authentication = { method: 'privateKeyJwt', clientId: 'c', assertion } as const;
				const answer = { status: 400, headers: {}, body };
				expect(() => readTokenAnswer(answer, { authentication, sentAtMs: 0 })).toThrow('AFAS');
			},
		],
	])('%s', (_case, work) => {
		expect(describeWork(work)).toBeUndefined();
	});
});
