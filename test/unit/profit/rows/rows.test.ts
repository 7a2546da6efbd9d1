import type { GetField } from '../../../../nodes/Afas/profit/metainfo/types';
import { readRestRows } from '../../../../nodes/Afas/profit/rest/readRestRows';
import { rowShaper } from '../../../../nodes/Afas/profit/rows/rowShape';
import { seededRandom } from '../../../support/random.ts';
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
const restRows = (json: string, dateFields: string[] = []) =>
	readRestRows(Buffer.from(json), dateFields);
const fields = [field('Code', 'string'), field('Changed', 'date'), field('Amount', 'decimal')];
const row = (): Row => ({ Code: '0012', Changed: '2026-07-01T12:00:00Z', Amount: 1.5 });

describe('rule 10: AFAS can be wrong', () => {
	it('reads rows, also none', () => {
		expect(restRows('{"skip":0,"take":1,"rows":[{"a":"0012"}]}')).toEqual([{ a: '0012' }]);
		expect(restRows('{"skip":0,"take":1,"rows":[]}')).toEqual([]);
	});

	test.each([
		['{"rows":[{"a":1},{"a"', 'The answer of AFAS is cut off'],
		['{"rows":[{"a":"\\x"}]}', 'The answer of AFAS is not valid JSON'],
		['', 'An empty answer came back instead of rows'],
		['<html></html>', 'A web page came back instead of rows'],
		['{"results":[]}', 'The answer of AFAS holds no rows in the form AFAS uses'],
		['{"rows":{}}', 'The answer of AFAS holds no rows in the form AFAS uses'],
		['{"rows":[1]}', 'The answer of AFAS holds no rows in the form AFAS uses'],
		['null', 'The answer of AFAS holds no rows in the form AFAS uses'],
	])('refuses %j', (body, message) => {
		expect(() => restRows(body)).toThrow(message);
	});
});

describe('rule 10: a page is read in parts', () => {
	const answer = (rows: Row[], after = '') =>
		`{"skip":0,"take":100,"rows":${JSON.stringify(rows)}${after}}`;

	it('gives what reading it as a whole gives, whatever the texts hold', () => {
		const seed = 20261126;
		const random = seededRandom(seed);
		const piece = () =>
			['},{', '"},{"', '\\', '[', ']', '],"rows":[', 'é', '€', '😀', 'x'.repeat(900), '\n', '{'][
				Math.floor(random.next() * 12)
			];
		for (let run = 0; run < 60; run++) {
			const texts = () => Array.from({ length: Math.floor(random.next() * 6) }, piece).join('');
			const rows = Array.from({ length: Math.floor(random.next() * 120) }, (_, index) => ({
				Id: index,
				[`${index % 7}`]: null,
				Text: texts(),
				Note: random.next() < 0.5 ? texts() : true,
			}));
			expect({ seed, run, rows: restRows(answer(rows)) }).toEqual({ seed, run, rows });
		}
	});

	test.each([
		['with members after the rows', ',"count":1'],
		['with a list after the rows', ',"more":[1,"]"]'],
		['with a text that ends like a list', ',"note":"]"'],
	])('%s', (_, after) => {
		const rows = Array.from({ length: 3000 }, (__, index) => ({ Id: index, Text: 'a },{ b' }));
		expect(restRows(answer(rows, after))).toEqual(rows);
	});

	it('with a byte order mark, white space, and lists before the rows', () => {
		expect(restRows('\uFEFF{"rows":[{"a":1}]}')).toEqual([{ a: 1 }]);
		expect(restRows(' { "skip" : 0 , "rows" : [ { "a" : 1 } , { "a" : 2 } ] } ')).toEqual([
			{ a: 1 },
			{ a: 2 },
		]);
		expect(restRows('{"fields":[1,2],"rows":[{"a":1}]}')).toEqual([{ a: 1 }]);
	});

	it('refuses a page that is cut off anywhere', () => {
		const rows = Array.from({ length: 2000 }, (_, index) => ({ Id: index, Text: 'a },{ b' }));
		const whole = answer(rows);
		for (let cut = whole.length - 1; cut > 0; cut -= 997) {
			expect(() => restRows(whole.slice(0, cut))).toThrow('The answer of AFAS is cut off');
		}
	});

	it('refuses bytes that are broken in the middle, and rows that are none', () => {
		const rows = Array.from({ length: 2000 }, (_, index) => ({ Id: index }));
		expect(() => restRows(answer(rows).replace('{"Id":1500}', '{"Id":1500'))).toThrow('cut off');
		expect(() => restRows(answer(rows).replace('{"Id":1500}', '7'))).toThrow('holds no rows');
	});

	it('refuses bytes that are no text, wherever they are, and invents nothing', () => {
		const rows = Array.from({ length: 2000 }, (_, index) => ({ Id: index, Text: 'Curaçao' }));
		const bytes = Buffer.from(answer(rows));
		const places = [answer([]).indexOf('['), bytes.length >> 1, bytes.length - 3];
		for (const at of places) {
			const broken = Buffer.concat([
				bytes.subarray(0, at),
				Buffer.from([0xff]),
				bytes.subarray(at),
			]);
			expect(() => readRestRows(broken)).toThrow('AFAS is damaged');
		}
		const inText = bytes.indexOf('Cura');
		bytes[inText] = 0xff;
		expect(() => readRestRows(bytes)).toThrow('AFAS is damaged');
	});

	it('keeps long numbers and leaves out __proto__ in every part', () => {
		const rows = Array.from(
			{ length: 2000 },
			() => '{"n":12345678901234567890.5,"__proto__":{"x":1}}',
		);
		const read = restRows(`{"rows":[${rows.join(',')}]}`);
		expect(read).toEqual(rows.map(() => ({ n: '12345678901234567890.5' })));
		expect(read.every((row) => Object.keys(row).length === 1)).toBe(true);
	});
});

describe('rule 3: AFAS time is Amsterdam wall time', () => {
	const date = '2026-07-01T12:00:00';

	// At even and at odd places, since only every other byte is looked at.
	test.each(['', ' '])('drops the wrong Z while the answer is read, after "%s"', (before) => {
		const rows = [
			{ Changed: `${date}Z`, Amount: 1 },
			{ Changed: null, Amount: 2 },
			{ Amount: 3, Changed: `${date}Z` },
		];
		expect(restRows(`${before}${JSON.stringify({ rows })}`, ['Changed'])).toEqual([
			{ Changed: date, Amount: 1 },
			{ Changed: null, Amount: 2 },
			{ Amount: 3, Changed: date },
		]);
	});

	it('only of the date fields, and only from a value', () => {
		const row = {
			Code: `${date}Z`,
			NotChanged: `${date}Z`,
			'a"Changed': `${date}Z`,
			Text: `"Changed":"${date}Z"`,
			'\u00e9': `,"Changed":"${date}Z",`,
			Changed: 'Z',
		};
		expect(restRows(JSON.stringify({ rows: [row] }), ['Changed', 'No "plain" name'])).toEqual([
			row,
		]);
	});

	it('leaves a date in another form as it is', () => {
		const row = { Changed: `${date}.123Z`, Created: '20260701T120000Z', Text: `${date}Z` };
		expect(restRows(JSON.stringify({ rows: [row] }), ['Changed', 'Created'])).toEqual([row]);
		expect(restRows(`{"rows":[{"Changed" : "${date}Z"}]}`, ['Changed'])).toEqual([
			{ Changed: `${date}Z` },
		]);
	});

	it('does not mend an answer that is cut off', () => {
		expect(() => restRows(`{"rows":[{"Changed":"${date}Z`, ['Changed'])).toThrow('cut off');
		expect(() => restRows(`{"rows":[{"Changed":"${date}Z"`, ['Changed'])).toThrow('cut off');
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
