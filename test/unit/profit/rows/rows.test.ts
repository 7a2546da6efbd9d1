import type { GetField } from '../../../../nodes/Afas/profit/metainfo/types';
import { readRestRows } from '../../../../nodes/Afas/profit/rows/readRestRows';
import { rowShaper } from '../../../../nodes/Afas/profit/rows/rowShape';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';

const field = (id: string, dataType: string): GetField => ({
	id,
	fieldId: id,
	label: id,
	dataType,
	length: null,
	decimals: null,
	controlType: null,
});
const fields = [field('Code', 'string'), field('Changed', 'date'), field('Amount', 'decimal')];
const row = (): Row => ({ Code: '0012', Changed: '2026-07-01T12:00:00Z', Amount: 1.5 });

describe('rule 10: AFAS can be wrong', () => {
	it('reads rows, also none', () => {
		expect(readRestRows('{"skip":0,"take":1,"rows":[{"a":"0012"}]}')).toEqual([{ a: '0012' }]);
		expect(readRestRows('{"skip":0,"take":1,"rows":[]}')).toEqual([]);
	});

	test.each([
		['{"rows":[{"a":1},{"a"', 'The answer of AFAS is cut off'],
		['', 'An empty answer came back instead of rows'],
		['<html></html>', 'A web page came back instead of rows'],
		['{"results":[]}', 'The answer of AFAS holds no rows in the form AFAS uses'],
		['{"rows":{}}', 'The answer of AFAS holds no rows in the form AFAS uses'],
		['{"rows":[1]}', 'The answer of AFAS holds no rows in the form AFAS uses'],
		['null', 'The answer of AFAS holds no rows in the form AFAS uses'],
	])('refuses %j', (body, message) => {
		expect(() => readRestRows(body)).toThrow(message);
	});
});

describe('the shape of rows', () => {
	test.each([
		['local', '2026-07-01T12:00:00'],
		['offset', '2026-07-01T12:00:00+02:00'],
		['asReturned', '2026-07-01T12:00:00Z'],
	] as const)('dates as %s', (dateTimes, changed) => {
		const shape = rowShaper(fields, { dateTimes, outputFields: [] });
		expect(shape([row()])).toEqual([{ Code: '0012', Changed: changed, Amount: 1.5 }]);
	});

	it('leaves a text that looks like a date alone', () => {
		const shape = rowShaper(fields, { dateTimes: 'local', outputFields: [] });
		expect(shape([{ Code: '2026-07-01T12:00:00Z', Changed: null, Amount: null }])).toEqual([
			{ Code: '2026-07-01T12:00:00Z', Changed: null, Amount: null },
		]);
	});

	it('keeps the chosen fields in their order; what a row lacks is null', () => {
		const shape = rowShaper(fields, {
			dateTimes: 'local',
			outputFields: ['Changed', 'constructor'],
		});
		expect(JSON.stringify(shape([row()]))).toBe(
			'[{"Changed":"2026-07-01T12:00:00","constructor":null}]',
		);
	});
});
