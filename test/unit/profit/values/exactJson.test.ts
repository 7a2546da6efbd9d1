import { parseExactJson } from '../../../../nodes/Afas/profit/values/exactJson';
import { numberOrText } from '../../../../nodes/Afas/profit/values/number';

describe('rule 1: text stays text, and no digit is lost', () => {
	test.each([
		['0.1', 0.1],
		['-0.5000000000', -0.5],
		['1234567.8900000000', 1234567.89],
		['100000000000000000000', 1e20],
		['123456789012345', 123456789012345],
		['1234567890123456', '1234567890123456'],
		['12345678901234567890.1234567890', '12345678901234567890.123456789'],
		['0.00000000000000001', 1e-17],
		['', ''],
		['12a', '12a'],
	])('%s', (text, value) => {
		expect(numberOrText(text)).toBe(value);
	});

	it('reads numbers as numbers and long decimals as text', () => {
		expect(
			parseExactJson('{"a":1.5,"b":12345678901234567.89,"c":[1234567890123456789,2],"d":"0012"}'),
		).toEqual({ a: 1.5, b: '12345678901234567.89', c: ['1234567890123456789', 2], d: '0012' });
	});

	it('leaves digits inside texts alone', () => {
		const value = { code: ':1234567890123456789', quoted: 'a "b" \\ ,98765432109876543210' };
		expect(parseExactJson(JSON.stringify({ ...value, n: 1 }))).toEqual({ ...value, n: 1 });
		expect(parseExactJson(`{"t":"\\"x:12345678901234567890","n":12345678901234567890123}`)).toEqual(
			{
				t: '"x:12345678901234567890',
				n: '12345678901234567890123',
			},
		);
	});

	it.each(['{"__proto__":{"polluted":true},"a":1}', '{"\\u005f_proto__":{"polluted":true},"a":1}'])(
		'leaves out __proto__: %s',
		(text) => {
			const value = parseExactJson(text) as Record<string, unknown>;
			expect(Object.getOwnPropertyNames(value)).toEqual(['a']);
			expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		},
	);

	it('throws on JSON that is cut off', () => {
		expect(() => parseExactJson('{"rows":[{"a":1')).toThrow(SyntaxError);
	});
});
