import { csv, ndjson, type CsvColumn } from '../../../../nodes/Afas/profit/rows/textRows';
import type { CsvOptions, CsvStyle } from '../../../../nodes/Afas/profit/rows/csvCell';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';
import { readCsv } from '../../../support/csvReader';

const DUTCH: CsvOptions = { style: 'dutch', formulas: false };
const INTERNATIONAL: CsvOptions = { style: 'international', formulas: false };

const columnsOf = (...ids: string[]): CsvColumn[] => ids.map((id) => ({ id, dataType: 'string' }));

/** A file read back: its rows below the header. */
function readBack(columns: CsvColumn[], rows: Row[], options: CsvOptions): string[][] {
	const format = csv(columns, options);
	const text = format.head + format.lines(rows);
	expect(text[0]).toBe('\uFEFF');
	const [header, ...cells] = readCsv(text.slice(1), options.style === 'dutch' ? ';' : ',');
	expect(header).toHaveLength(columns.length);
	return cells;
}

/** One value of a field of a type, as a spreadsheet sees it. */
const cell = (dataType: string, value: unknown, options: CsvOptions) =>
	readBack([{ id: 'a', dataType }], [{ a: value } as Row], options)[0][0];

describe('international CSV', () => {
	it('has a header after the mark that Excel looks for', () => {
		expect(csv(columnsOf('Id', 'Name, first', 'A "b"'), INTERNATIONAL).head).toBe(
			'\uFEFFId,"Name, first","A ""b"""\r\n',
		);
	});

	it('quotes what would break a line or a cell, and keeps text as it is', () => {
		const rows: Row[] = [
			{ a: '0012', b: ' x ', c: "O'Brien" },
			{ a: '1,5', b: 'say "hi"', c: 'two\r\nlines' },
			{ a: null, b: '', c: 'é€\u{1F600}' },
			{ a: 1.5, b: true, c: -0.1 },
		];
		expect(csv(columnsOf('a', 'b', 'c'), INTERNATIONAL).lines(rows)).toBe(
			[
				"0012, x ,O'Brien",
				'"1,5","say ""hi""","two\r\nlines"',
				',,é€\u{1F600}',
				'1.5,true,-0.1',
				'',
			].join('\r\n'),
		);
	});

	it('leaves numbers and dates as the node gives them', () => {
		expect(cell('decimal', 1234.5, INTERNATIONAL)).toBe('1234.5');
		expect(cell('date', '2026-01-26T16:57:43', INTERNATIONAL)).toBe('2026-01-26T16:57:43');
	});

	it('takes the columns in their order, whatever the rows hold; names like constructor are names', () => {
		const rows = [{ b: 2, other: 3 }, JSON.parse('{"constructor": "c"}') as Row];
		const format = csv(columnsOf('b', 'constructor', 'toString'), INTERNATIONAL);
		expect(format.lines(rows)).toBe('2,,\r\n,c,\r\n');
	});
});

describe('CSV for Excel in Dutch', () => {
	it.each([
		['decimal', 1234.5, '1234,5'],
		['decimal', -0.1, '-0,1'],
		['decimal', 1e-7, '0,0000001'],
		['decimal', '1234567890123456.0123456789', '1234567890123456,0123456789'],
		['int', 12, '12'],
		['int', '12345678901234567890', '12345678901234567890'],
		['string', '1234.5', '1234.5'],
		['string', '0012', '0012'],
		['boolean', true, 'WAAR'],
		['boolean', false, 'ONWAAR'],
		['string', 'true', 'true'],
		['date', '2026-01-26T16:57:43', '2026-01-26 16:57:43'],
		['date', '1980-05-01T00:00:00', '1980-05-01'],
		['date', '2026-01-26T16:57:43+01:00', '2026-01-26T16:57:43+01:00'],
		['date', '2026-01-26T16:57:43Z', '2026-01-26T16:57:43Z'],
		['date', '26-01-2026', '26-01-2026'],
		['string', '2026-01-26T16:57:43', '2026-01-26T16:57:43'],
		['string', null, ''],
		['string', 'a;b', 'a;b'],
		['string', 'a,b "c"\r\nd', 'a,b "c"\r\nd'],
	])('%s %j is %j', (dataType, value, expected) => {
		expect(cell(dataType, value, DUTCH)).toBe(expected);
	});

	it('quotes only what a semicolon separates', () => {
		expect(csv(columnsOf('a', 'b'), DUTCH).lines([{ a: 'x, y', b: 'x; y' }])).toBe(
			'x, y;"x; y"\r\n',
		);
	});
});

describe.each<CsvStyle>(['dutch', 'international'])('text that is a formula, in %s', (style) => {
	const options = { style, formulas: false };
	it.each([
		'=1+1',
		'+cmd|x',
		'-2+3',
		'@SUM(A1)',
		'\t=1',
		'\r=1',
		'=HYPERLINK("http://x.example";"a")',
		'＝1+1',
		'+31 6 12345678',
	])('%j stays text', (text) => {
		expect(cell('string', text, options)).toBe(`'${text}`);
		expect(cell('string', text, { style, formulas: true })).toBe(text);
	});

	it.each(['-5', '+31612345678', '-1,5', '1=1', "'=1", ' =1', 'a-b', ''])('%j is none', (text) =>
		expect(cell('string', text, options)).toBe(text),
	);

	it('a number is not a formula, whatever its sign', () => {
		expect(cell('decimal', -5, options)).toBe('-5');
		expect(cell('decimal', '-12345678901234567890', options)).toBe('-12345678901234567890');
	});

	it('is looked for in the header, in date fields and in objects too', () => {
		const format = csv([{ id: '=a', dataType: 'date' }], options);
		expect(format.head).toBe("\uFEFF'=a\r\n");
		expect(cell('date', '=1+1', options)).toBe("'=1+1");
		expect(cell('string', ['=1'], options)).toBe('["=1"]');
	});
});

describe('what metainfo did not tell', () => {
	const rows = [
		{ a: 1, b: { c: [1, 'x;y,"z"'] } },
		{ a: 2, d: -1.5 },
	] as unknown as Row[];

	it.each([DUTCH, INTERNATIONAL])(
		'gets a column, and objects are written as JSON: %j',
		(options) => {
			const format = csv(columnsOf('a'), options).withRoomFor(rows);
			const text = (format.head + format.lines(rows)).slice(1);
			expect(readCsv(text, options.style === 'dutch' ? ';' : ',')).toEqual([
				['a', 'b', 'd'],
				['1', '{"c":[1,"x;y,\\"z\\""]}', ''],
				['2', '', options.style === 'dutch' ? '-1,5' : '-1.5'],
			]);
		},
	);

	it('is nothing when all columns are known, in any order', () => {
		const format = csv(columnsOf('a', 'b', 'd'), DUTCH);
		expect(format.withRoomFor(rows)).toBe(format);
		expect(format.withRoomFor([{ d: 1, a: 2 }])).toBe(format);
		expect(ndjson.withRoomFor(rows)).toBe(ndjson);
	});
});

it('NDJSON has one row on each line, formulas and all', () => {
	const rows: Row[] = [{ a: 'x\ny', b: null }, { a: '=é' }];
	expect(ndjson.head + ndjson.lines(rows)).toBe('{"a":"x\\ny","b":null}\n{"a":"=é"}\n');
});
