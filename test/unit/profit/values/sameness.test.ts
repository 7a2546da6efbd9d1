import { roughText, sameInAfas } from '../../../../nodes/Afas/profit/values/sameness';

// docs/afas.md rule 14: sameness is AFAS's.
describe('sameInAfas', () => {
	const DECIMAL = { dataType: 'decimal' };
	const TEXT = { dataType: 'string' };

	it.each<[unknown, unknown, { dataType: string } | undefined]>([
		['WEB-77', 'web-77', TEXT],
		['WEB-77', 'WEB-77   ', TEXT],
		['778', 778, TEXT],
		['778', 778, undefined],
		['1.50', '1.5', DECIMAL],
		['+007', 7, DECIMAL],
		['.5', 0.5, DECIMAL],
		['12345678901234567890.10', '12345678901234567890.1', DECIMAL],
		['-0', 0, DECIMAL],
		[null, '  ', TEXT],
	])('takes %j and %j for the same', (a, b, field) => {
		expect(sameInAfas(a, b, field)).toBe(true);
		expect(sameInAfas(b, a, field)).toBe(true);
	});

	it.each<[unknown, unknown, { dataType: string } | undefined]>([
		['0012', '12', TEXT],
		['0012', 12, TEXT],
		[' A', 'A', TEXT],
		['1.5', '1.50', TEXT],
		['12345678901234567890', '12345678901234567891', DECIMAL],
		['é', 'e', TEXT],
		[null, '0', DECIMAL],
	])('keeps %j and %j apart', (a, b, field) => {
		expect(sameInAfas(a, b, field)).toBe(false);
	});
});

describe('roughText', () => {
	it.each<[unknown, unknown]>([
		['WEB-77', 'web-77  '],
		['778', 778],
		['é', 'E'],
		['e\u0301', 'é'],
		['Strasse', 'Straße'],
		['Æ', 'ae'],
		[null, ' '],
	])('does not tell %j and %j apart', (a, b) => {
		expect(roughText(a)).toBe(roughText(b));
	});

	it('tells different values apart', () => {
		expect(roughText('WEB-77')).not.toBe(roughText('WEB-78'));
	});
});
