import { hasLostDigits, numberOrText } from '../../../../nodes/Afas/profit/values/number';

describe('numberOrText', () => {
	it.each([
		['12', 12],
		['0012', 12],
		['-0.5', -0.5],
		['-.5', -0.5],
		['16.0000000000', 16],
		['0.1000000000000000000', 0.1],
		['123456789012345', 123456789012345],
		['12345678901234.5', 12345678901234.5],
		['1000000000000000000', 1e18],
		['1000000000000000000.000', 1e18],
		['1234567890123450.00', 1234567890123450],
		['0.000000000000000000001', 1e-21],
		['1.5E+3', 1500],
	])('makes %s a number', (text, number) => {
		expect(numberOrText(text)).toBe(number);
	});

	it.each([
		['9007199254740993', '9007199254740993'],
		['9007199254740993.0000000000', '9007199254740993'],
		['1234567890123456.0123456780', '1234567890123456.012345678'],
		['-1234567890123456.5', '-1234567890123456.5'],
		['0.1234567890123456', '0.1234567890123456'],
		['n.v.t.', 'n.v.t.'],
		['', ''],
		['  ', '  '],
		['Infinity', 'Infinity'],
		['1,5', '1,5'],
	])('keeps %j as text', (text, kept) => {
		expect(numberOrText(text)).toBe(kept);
	});
});

describe('hasLostDigits', () => {
	it.each(['376123450000001234', '-9007199254740993', '123456789012345678901'])(
		'sees that a double did not hold %s',
		(json) => {
			expect(hasLostDigits(JSON.parse(json))).toBe(true);
		},
	);

	it.each([
		9007199254740991,
		1234567890123456,
		1e20,
		0.1 + 0.2,
		1e-7,
		NaN,
		Infinity,
		'9007199254740993',
	])('leaves %s alone', (value) => {
		expect(hasLostDigits(value)).toBe(false);
	});
});
