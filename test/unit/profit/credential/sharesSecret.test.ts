import { sharesSecret } from '../../../../nodes/Afas/profit/credential/sharesSecret';

test.each([
	['the whole', 'it is Q7wZr9Xk', 'Q7wZr9Xk', true],
	['four characters', 'starts with Q7wZ', 'Q7wZr9Xk', true],
	['three characters', 'starts with Q7w', 'Q7wZr9Xk', false],
	['a short secret', 'a x7 b', 'x7', true],
	['not a short secret', 'a x b', 'x7', false],
	['its encoded form', 'c_secret=%26%3D', '&=', true],
	['four characters of a long one', 'abcd', 'abcdefgh'.repeat(25), false],
	['six characters of a long one', 'abcdef', 'abcdefgh'.repeat(25), true],
	['four characters spelled otherwise', 'no %51&#55;\\u0077\n%255A', 'Q7wZr9Xk', true],
	['an accent', 'caf%C3%A9', 'café-secret', true],
	['no secret', 'anything', '', false],
])('%s', (_, text, secret, expected) => {
	expect(sharesSecret(text, secret)).toBe(expected);
});
