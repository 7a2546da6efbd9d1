import { csv, ndjson } from '../../../../nodes/Afas/profit/rows/textRows';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';

describe('CSV', () => {
	it('has a header after the mark that Excel looks for', () => {
		expect(csv(['Id', 'Name, first', 'A "b"']).head).toBe('\uFEFFId,"Name, first","A ""b"""\r\n');
	});

	it('quotes what would break a line or a cell, and keeps text as it is', () => {
		const rows: Row[] = [
			{ a: '0012', b: ' x ', c: "O'Brien" },
			{ a: '1,5', b: 'say "hi"', c: 'two\r\nlines' },
			{ a: null, b: '', c: 'é€\u{1F600}' },
			{ a: 1.5, b: true, c: -0.1 },
		];
		expect(csv(['a', 'b', 'c']).lines(rows)).toBe(
			[
				"0012, x ,O'Brien",
				'"1,5","say ""hi""","two\r\nlines"',
				',,é€\u{1F600}',
				'1.5,true,-0.1',
				'',
			].join('\r\n'),
		);
	});

	it('takes the columns in their order, whatever the rows hold; names like constructor are names', () => {
		const rows = [{ b: 2, other: 3 }, JSON.parse('{"constructor": "c"}') as Row];
		expect(csv(['b', 'constructor', 'toString']).lines(rows)).toBe('2,,\r\n,c,\r\n');
	});
});

it('NDJSON has one row on each line', () => {
	const rows: Row[] = [{ a: 'x\ny', b: null }, { a: 'é' }];
	expect(ndjson.head + ndjson.lines(rows)).toBe('{"a":"x\\ny","b":null}\n{"a":"é"}\n');
});
