import { parseExactJson } from '../../../../nodes/Afas/profit/values/exactJson';
import { numberOrText } from '../../../../nodes/Afas/profit/values/number';
import { seededRandom } from '../../../support/random.ts';

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

	it('leaves out zeros at the end of a long decimal, as over SOAP', () => {
		const json =
			'{"a":12345678901234567890.1234567890,"b":[-1234567890123456.50,9007199254740993.000]}';
		expect(parseExactJson(json)).toEqual({
			a: '12345678901234567890.123456789',
			b: ['-1234567890123456.5', '9007199254740993'],
		});
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

	it('finds long numbers among texts that look like them, as reading every token does', () => {
		const seed = 20260131;
		const random = seededRandom(seed);
		const pick = <T>(values: T[]): T => values[Math.floor(random.next() * values.length)];
		const digits = () =>
			'1234567890.12345678901234567890'.slice(0, 1 + Math.floor(random.next() * 31));
		const piece = () =>
			pick(['"', '\\', ':', ',', '[', '{', ' ', '-', 'a', 'é', digits(), digits()]);
		const text = () => JSON.stringify([0, 1, 2, 3].map(piece).join(''));
		const number = () => pick(['', '-']) + digits().replace(/\.$/, '') + pick(['', '', 'e5']);
		const space = () => pick(['', '', ' ', '\n']);
		for (let run = 0; run < 5000; run++) {
			const members = Array.from({ length: 4 }, (_, index) => {
				const value = pick([text, text, number, () => `[${number()}, ${text()}]`])();
				return `${JSON.stringify(`${index}${JSON.parse(text()) as string}`)}${space()}:${space()}${value}`;
			});
			const json = `{${members.join(',')}}`;
			const everyToken = json.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.]*(?:e5)?/g, (token) => {
				const value = token.startsWith('"') ? 0 : numberOrText(token);
				return typeof value === 'number' ? token : `"${value}"`;
			});
			expect({ seed, json, value: parseExactJson(json) }).toEqual({
				seed,
				json,
				value: JSON.parse(everyToken) as unknown,
			});
		}
	});

	it('keeps a text that only names __proto__', () => {
		const value = { a: '__proto__', b: '"__proto__":1', c: 'é\u0001' };
		expect(parseExactJson(JSON.stringify(value))).toEqual(value);
	});

	it.each([
		'{"__proto__":{"polluted":true},"a":1}',
		'{"\\u005f_proto__":{"polluted":true},"a":1}',
		'{"__pr\\u006Fto__" :{"polluted":true},"a":1}',
	])('leaves out __proto__: %s', (text) => {
		const value = parseExactJson(text) as Record<string, unknown>;
		expect(Object.getOwnPropertyNames(value)).toEqual(['a']);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	it.each([
		['cut off', '{"rows":[{"a":1'],
		['with a long number that begins with zero', '[012345678901234567890]'],
		['with a long number that has two periods', '{"a":123456789.0123456789.0}'],
		['cut off in a text, after a long number in a list', '[12345678901234567890,"\\"'],
	])('throws on JSON %s', (_case, text) => {
		expect(() => parseExactJson(text)).toThrow(SyntaxError);
	});

	it('reads a text of any length beside a long number in a list', () => {
		const long = 'a'.repeat(20_000_000);
		const [text, number] = parseExactJson(`["${long}",12345678901234567890]`) as unknown[];
		expect(text === long).toBe(true);
		expect(number).toBe('12345678901234567890');
	});
});
