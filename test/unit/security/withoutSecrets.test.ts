import { errorOfAnswer } from '../../../nodes/Afas/profit/answers/answerError';
import { withoutSecrets } from '../../../nodes/Afas/profit/errors/withoutSecrets';

const DATA = '0123456789ABCDEF'.repeat(4);
const XML = `<token><version>1</version><data>${DATA}</data></token>`;
const BASE64 = Buffer.from(XML).toString('base64');
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';

describe('a server that repeats the request which it refuses', () => {
	it.each([
		[
			'the header of a token',
			`Bad header AfasToken ${BASE64}, sorry`,
			'Bad header AfasToken ***, sorry',
		],
		[
			'the header in lower case',
			'authorization: bearer abc.DEF-123456789',
			'authorization: bearer ***',
		],
		['the token', `Unknown token ${XML}!`, 'Unknown token <token>***</token>!'],
		[
			'the beginning of the token',
			`Unknown token ${XML.slice(0, 60)}`,
			'Unknown token <token>***</token>',
		],
		['its Base64', `Unknown: ${BASE64}`, 'Unknown: ***'],
		['its data', `Unknown: '${DATA}'.`, "Unknown: '***'."],
		['a JWT', `Wrong signature in ${JWT}`, 'Wrong signature in ***'],
		['a form', 'grant_type=x&client_secret=S3cr%C3%A9t&a=b', 'grant_type=x&client_secret=***&a=b'],
		['JSON', '{"access_token":"abc","a":1}', '{"access_token":"***","a":1}'],
	])('shows nothing of %s', (_case, words, shown) => {
		expect(withoutSecrets(words)).toBe(shown);
		const body = JSON.stringify({ externalMessage: words });
		expect(errorOfAnswer({ status: 500, headers: {}, body }).message).toBe(shown);
	});

	it('shows nothing of a token at the place where a message is cut off', () => {
		for (let length = 1_900; length < 2_010; length += 7) {
			const body = JSON.stringify({ externalMessage: `${'x '.repeat(length / 2)}${DATA}` });
			const { message } = errorOfAnswer({ status: 500, headers: {}, body });
			expect(message).not.toContain(DATA.slice(0, 4));
		}
	});

	it.each([
		'Veld mag niet leeg zijn',
		'De bearer van dit document is onbekend',
		'Token could not be parsed',
		'Log reference: 7CEEE0F54965C99D90764BA09F7606A6',
	])('and leaves what is no secret: %s', (words) => {
		expect(withoutSecrets(words)).toBe(words);
	});
});
