import {
	booleanOf,
	decimalText,
	wholeText,
	withoutExponent,
} from '../../../../nodes/Afas/profit/values/givenValue';

describe('decimalText', () => {
	it.each([
		['1.5', '1.5'],
		['1,5', '1.5'],
		[' 1 ', '1'],
		['+7', '7'],
		['.5', '0.5'],
		['-,5', '-0.5'],
		[',5', '0.5'],
		['3.', '3'],
		['1e-7', '0.0000001'],
		['1.25E2', '125'],
		['1.2345e2', '123.45'],
		['12345678901234567890.123', '12345678901234567890.123'],
		['0012', '0012'],
	])('takes %j for %j', (text, wanted) => {
		expect(decimalText(text)).toBe(wanted);
	});

	it.each([
		'',
		'abc',
		'1.234,56',
		'1,234.56',
		'1.2.3',
		'1,2,3',
		'12.34,5',
		'0x10',
		'1e999',
		'NaN',
		'Infinity',
		'1 000',
		'€ 1',
	])('does not take %j for a number', (text) => {
		expect(decimalText(text)).toBeUndefined();
	});
});

describe('wholeText', () => {
	it.each([
		['12', '12'],
		['-12', '-12'],
		[' 12 ', '12'],
		['12.0', '12'],
		['12,00', '12'],
		['1e3', '1000'],
		['5.0000000000', '5'],
	])('takes %j for %j', (text, wanted) => {
		expect(wholeText(text)).toBe(wanted);
	});

	it.each(['1.5', '1,5', 'abc', '', '1.000', '1,000'])(
		'does not take %j for a whole number',
		(text) => {
			expect(wholeText(text)).toBeUndefined();
		},
	);
});

describe('booleanOf', () => {
	it.each(['true', 'TRUE', 'ja', 'Ja', 'yes', 'waar', '1', ' ja '])('takes %j for yes', (text) => {
		expect(booleanOf(text)).toBe(true);
	});
	it.each(['false', 'nee', 'Nee', 'no', 'onwaar', '0'])('takes %j for no', (text) => {
		expect(booleanOf(text)).toBe(false);
	});
	it.each(['', 'j', 'misschien', '2', 'on', 'truth'])('does not take %j for either', (text) => {
		expect(booleanOf(text)).toBeUndefined();
	});
});

describe('withoutExponent', () => {
	it.each([
		['1e21', '1000000000000000000000'],
		['-2.5e22', '-25000000000000000000000'],
		['1.5e1', '15'],
		['1.25e1', '12.5'],
		['5', '5'],
		['1e1000000', '1e1000000'],
	])('writes %j as %j', (text, wanted) => {
		expect(withoutExponent(text)).toBe(wanted);
	});
});
