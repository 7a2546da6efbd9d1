import {
	numberText,
	toKeyText,
	toWriteValue,
} from '../../../../nodes/Afas/profit/records/writeValue';

const type = (dataType: string) => ({ dataType, values: null });

describe('toWriteValue', () => {
	it.each([
		['0012', '0012'],
		['000001005', '000001005'],
		[12, '12'],
		[true, 'true'],
		[' spaces ', ' spaces '],
		['true', 'true'],
		['2026-03-01T12:00:00Z', '2026-03-01T12:00:00Z'],
	])('leaves text as it is: %j', (value, wanted) => {
		expect(toWriteValue(value, type('string'))).toBe(wanted);
	});

	it.each([
		['1806.22', 1806.22],
		['2000', 2000],
		['3.50', 3.5],
		['100.0', 100],
		['.5', 0.5],
		['-.5', -0.5],
		['+5', 5],
		[' 7 ', 7],
		[0.1, 0.1],
		[5, 5],
		// Digits that a JSON number would change stay text.
		['1234567890123456789.0123456789', '1234567890123456789.0123456789'],
		['0.1234567890123456789', '0.1234567890123456789'],
		['007', '007'],
		[1e-7, '0.0000001'],
		[1e21, '1000000000000000000000'],
		// What is no number is left for the checks to name.
		['45,00', 45],
		['1e3', 1000],
		['abc', 'abc'],
		[false, false],
	])('writes the decimal %j as %j', (value, wanted) => {
		expect(toWriteValue(value, type('decimal'))).toBe(wanted);
	});

	it.each([
		['1', true],
		[1, true],
		['true', true],
		['True', true],
		[true, true],
		['0', false],
		[0, false],
		['FALSE', false],
		[false, false],
		['2', '2'],
		['ja', true],
		['misschien', 'misschien'],
	])('writes the boolean %j as %j', (value, wanted) => {
		expect(toWriteValue(value, type('boolean'))).toBe(wanted);
	});

	it.each([
		['2026-03-01', '2026-03-01'],
		['2026-03-01T12:00:00', '2026-03-01T12:00:00'],
		['2026-03-01T12:00:00Z', '2026-03-01T13:00:00'],
		['2026-07-01T12:00:00.000+00:00', '2026-07-01T14:00:00'],
		['2026-07-01T23:30:00-05:00', '2026-07-02T06:30:00'],
		['9:30', '09:30:00'],
		['09:30:15', '09:30:15'],
		['01-03-2026', '2026-03-01'],
		['03/01/2026', '03/01/2026'],
		['soon', 'soon'],
	])('writes the date %j as %j', (value, wanted) => {
		expect(toWriteValue(value, type('date'))).toBe(wanted);
	});

	it('takes dates as objects, of JavaScript and of Luxon, in any field', () => {
		const luxon = { toISO: () => '2026-01-15T10:00:00.000+00:00' };
		expect(toWriteValue(new Date('2026-01-15T10:00:00Z'), type('date'))).toBe(
			'2026-01-15T11:00:00',
		);
		expect(toWriteValue(luxon, type('string'))).toBe('2026-01-15T11:00:00');
		expect(toWriteValue(luxon)).toBe('2026-01-15T11:00:00');
		expect(toWriteValue(new Date('nonsense'), type('date'))).toBe('Invalid Date');
	});

	it('makes empty text and null the same in every type', () => {
		for (const dataType of ['string', 'int', 'decimal', 'boolean', 'date', 'blob']) {
			expect(toWriteValue('', type(dataType))).toBeNull();
			expect(toWriteValue(null, type(dataType))).toBeNull();
		}
	});

	it("writes a code in its table's spelling, and leaves another code alone", () => {
		const values = [
			{ id: 'Art', description: 'Artikel' },
			{ id: 'a', description: 'klein' },
			{ id: 'A', description: 'groot' },
			{ id: '01', description: 'Eén' },
		];
		expect(toWriteValue('art', { dataType: 'string', values })).toBe('Art');
		expect(toWriteValue('a', { dataType: 'string', values })).toBe('a');
		expect(toWriteValue('Wst', { dataType: 'string', values })).toBe('Wst');
		expect(toWriteValue('01', { dataType: 'int', values })).toBe('01');
	});

	it('keeps the type of a value for a field that the metainfo does not know', () => {
		expect(toWriteValue('0012')).toBe('0012');
		expect(toWriteValue(12)).toBe(12);
		expect(toWriteValue(true)).toBe(true);
	});
});

describe('toKeyText', () => {
	it('writes keys as the text they are', () => {
		expect(toKeyText('0012', type('int'))).toBe('0012');
		expect(toKeyText('0', type('boolean'))).toBe('0');
		expect(toKeyText(54286, type('int'))).toBe('54286');
		expect(toKeyText(1e21)).toBe('1000000000000000000000');
		expect(toKeyText(null, type('date'))).toBe('');
		expect(toKeyText('', type('date'))).toBe('');
		expect(toKeyText('2026-07-01T12:00:00Z', type('date'))).toBe('2026-07-01T14:00:00');
	});
});

describe('numberText', () => {
	it.each([
		[0, '0'],
		[1.5e-9, '0.0000000015'],
		[-2.5e22, '-25000000000000000000000'],
		[123456.789, '123456.789'],
	])('writes %d without an exponent', (value, wanted) => {
		expect(numberText(value)).toBe(wanted);
	});
});
