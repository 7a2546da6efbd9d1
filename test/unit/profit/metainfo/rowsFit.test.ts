import { rowsFit } from '../../../../nodes/Afas/profit/metainfo/rowsFit';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';

const FIELDS = [
	{ id: 'Text', dataType: 'string' },
	{ id: 'Number', dataType: 'decimal' },
	{ id: 'Yes', dataType: 'boolean' },
	{ id: 'Day', dataType: 'date' },
];
const row = (change: Row = {}): Row => ({
	Text: '0012',
	Number: 12.5,
	Yes: false,
	Day: '2026-01-26T00:00:00',
	...change,
});
const fits = (...pages: Row[][]) => {
	const fit = rowsFit(FIELDS);
	return pages.map((rows) => fit(rows));
};

it.each<[string, Row]>([
	['of their types', {}],
	['with nothing in them', { Text: null, Number: null, Yes: null, Day: null }],
	['with empty text', { Number: '', Yes: '', Day: '' }],
	['with a number that no double holds', { Number: '12345678901234567890.12' }],
	['with a day alone', { Day: '2026-01-26' }],
	['with a text that is a day', { Text: '2026-01-26' }],
])('rows %s fit', (_, change) => {
	expect(fits([row(change)])).toEqual([true]);
});

it.each<[string, Row]>([
	['a number in a text', { Text: 12 }],
	['a yes in a text', { Text: true }],
	['a date-time of REST in a text', { Text: '2026-01-26T16:57:43Z' }],
	['a text in a number', { Number: '0012' }],
	['a yes in a number', { Number: true }],
	['a text in a yes or no', { Yes: 'ja' }],
	['a text in a date', { Day: 'nooit' }],
	['a number in a date', { Day: 20260126 }],
])('%s does not fit, whichever row has it', (_, change) => {
	expect(fits([row(), row(change)])).toEqual([false]);
});

it('a field more or less does not fit', () => {
	expect(fits([row({ More: null })])).toEqual([false]);
	const less = row();
	delete less.Day;
	expect(fits([less])).toEqual([false]);
	expect(fits([{ ...less, date: '2026-01-26' }])).toEqual([false]);
});

it('a field that was empty is looked at in the next pages too', () => {
	expect(fits([], [row({ Number: null })], [row({ Number: 'twelve' })])).toEqual([
		true,
		true,
		false,
	]);
});
