import type { GetField } from '../../../../nodes/Afas/profit/metainfo/types';
import type { Condition, Operator } from '../../../../nodes/Afas/profit/query/filter';
import { withAfasValues } from '../../../../nodes/Afas/profit/query/filterValues';

const fields = ['string', 'int', 'decimal', 'boolean', 'date', 'blob'].map(
	(dataType): GetField => ({
		id: dataType,
		fieldId: '',
		label: '',
		dataType,
		length: null,
		decimals: null,
		controlType: null,
	}),
);

const condition = (field: string, value: string, operator: Operator = 'equal'): Condition => ({
	field,
	operator,
	value,
});

const sent = (field: string, value: string, operator?: Operator) =>
	withAfasValues([[condition(field, value, operator)]], fields)[0][0].value;

describe('a value in a filter', () => {
	it.each([
		['decimal', '1,5', '1.5'],
		['decimal', ' 1 ', '1'],
		['decimal', '1e-7', '0.0000001'],
		['decimal', '1.5', '1.5'],
		['int', ' 12 ', '12'],
		['int', '12.0', '12'],
		['int', '-3', '-3'],
		['boolean', 'Ja', '1'],
		['boolean', 'Nee', '0'],
		['boolean', 'TRUE', 'true'],
		['boolean', '1', '1'],
		['date', '2026-01-31', '2026-01-31'],
		['date', '2026-07-01T12:00:00Z', '2026-07-01T14:00:00'],
	])('for the %s field, %j goes out as %j', (field, value, wanted) => {
		expect(sent(field, value)).toBe(wanted);
	});

	it.each(['1,5', ' 1 ', '1e-7', 'Ja', '0012', '2026-07-01T12:00:00Z'])(
		'stays text in a text field: %j',
		(value) => {
			expect(sent('string', value)).toBe(value);
			expect(sent('blob', value)).toBe(value);
			expect(sent('Unknown', value)).toBe(value);
		},
	);

	it.each([
		['int', '1,5', 'a whole number'],
		['int', 'abc', 'a whole number'],
		['decimal', '1.000,50', 'a number'],
		['decimal', 'NaN', 'a number'],
		['boolean', 'misschien', 'a yes or no'],
		['date', 'soon', 'a date'],
		['date', '2026-13-01', 'a date'],
	])('for the %s field, %j is refused with the field', (field, value, type) => {
		expect(() => sent(field, value)).toThrow(
			`'${value}' is not ${type}, and the filter on ${field} needs one`,
		);
	});

	it.each<Operator>(['contains', 'startsWith', 'endsWith', 'notContains', 'quickFilter'])(
		'is a piece of text for %s, whatever the field',
		(operator) => {
			for (const field of ['int', 'decimal', 'boolean', 'date']) {
				expect(sent(field, '2026', operator)).toBe('2026');
			}
		},
	);
});
