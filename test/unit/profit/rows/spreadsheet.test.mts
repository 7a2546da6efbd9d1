// What a spreadsheet makes of CSV files: which cells are text, numbers, dates, booleans or formulas in the Netherlands. A small
// reader with the rules of Dutch spreadsheets runs everywhere; where LibreOffice is installed, it opens them too.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { csv, type CsvColumn } from '../../../../nodes/Afas/profit/rows/textRows';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';
import { readCsv } from '../../../support/csvReader';

const OFFICE = 'soffice';

/** Semicolons, double quotes, UTF-8, from the first line, in Dutch (1043), special numbers such as dates detected. */
const DUTCH_FILTER = 'CSV:59,34,76,1,,1043,false,true';

const isInstalled = spawnSync(OFFICE, ['--version']).status === 0;
if (!isInstalled) {
	process.stderr.write(
		`${OFFICE} is not installed, so only the rules of a spreadsheet are applied to the CSV files: apt-get install libreoffice-calc\n`,
	);
}

/** A cell as a spreadsheet holds it. */
interface SheetCell {
	type?: string;
	value?: string;
	formula?: string;
	text: string;
}

const BYTE_ORDER_MARK = '\ufeff';
const DUTCH_NUMBER = /^-?\d+(?:,\d+)?$/;
const DATE = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2}))?$/;
const DUTCH_BOOLEANS = new Map([
	['WAAR', 'true'],
	['ONWAAR', 'false'],
]);
/** What a spreadsheet takes for the start of a formula. */
const FORMULA = /^[=+\-@]/;

/** The rows of a CSV file by the rules of a spreadsheet in the Netherlands; quotes make no difference to them. */
function readInDutch(file: string): SheetCell[][] {
	return readCsv(file.replace(BYTE_ORDER_MARK, ''), ';').map((row) => row.map(cellInDutch));
}

function cellInDutch(given: string): SheetCell {
	const text = given.replace(/\r\n/g, '\n');
	if (text === '') return { text };
	if (DUTCH_NUMBER.test(text)) return { type: 'float', value: text.replace(',', '.'), text };
	const [, day, time] = DATE.exec(text) ?? [];
	if (day) return { type: 'date', value: time ? `${day}T${time}` : day, text };
	const value = DUTCH_BOOLEANS.get(text);
	if (value) return { type: 'boolean', value, text };
	return FORMULA.test(text) ? { formula: text, text } : { type: 'string', text };
}

/** The rows of a CSV file as LibreOffice opens it. */
function openedInDutch(file: string): SheetCell[][] {
	const folder = mkdtempSync(join(tmpdir(), 'afas-csv-'));
	try {
		writeFileSync(join(folder, 'rows.csv'), file);
		const profile = `-env:UserInstallation=file://${folder}/profile`;
		const target = ['--convert-to', 'fods', '--outdir', folder];
		execFileSync(
			OFFICE,
			[profile, '--headless', `--infilter=${DUTCH_FILTER}`, ...target, join(folder, 'rows.csv')],
			{ stdio: 'ignore', timeout: 120_000 },
		);
		return cellsOf(readFileSync(join(folder, 'rows.fods'), 'utf8'));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

type Xml = Record<string, unknown>;

const listOf = (value: unknown) => (Array.isArray(value) ? value : [value]) as Xml[];

function cellsOf(fods: string): SheetCell[][] {
	const parser = new XMLParser({
		ignoreAttributes: false,
		attributeNamePrefix: '@',
		parseTagValue: false,
		parseAttributeValue: false,
		trimValues: false,
		alwaysCreateTextNode: true,
	});
	const document = parser.parse(fods) as { 'office:document': { 'office:body': Xml } };
	const sheet = document['office:document']['office:body']['office:spreadsheet'] as Xml;
	const rows = listOf((sheet['table:table'] as Xml)['table:table-row']);
	return rows.map((row) =>
		listOf(row['table:table-cell']).map((cell) => ({
			type: cell['@office:value-type'] as string | undefined,
			value: (cell['@office:value'] ??
				cell['@office:date-value'] ??
				cell['@office:boolean-value']) as string | undefined,
			formula: (cell['@table:formula'] as string | undefined)?.replace(/^of:/, ''),
			text: listOf(cell['text:p'] ?? [])
				.map((paragraph) => String(paragraph['#text'] ?? ''))
				.join('\n'),
		})),
	);
}

const columns: CsvColumn[] = [
	{ id: 'Name', dataType: 'string' },
	{ id: 'Amount', dataType: 'decimal' },
	{ id: 'Count', dataType: 'int' },
	{ id: 'Since', dataType: 'date' },
	{ id: 'Blocked', dataType: 'boolean' },
	{ id: 'Note', dataType: 'string' },
];

const rows: Row[] = [
	{
		Name: 'Café "De Kroon"; Utrecht',
		Amount: 1234.5,
		Count: -12,
		Since: '2026-01-26T16:57:43',
		Blocked: true,
		Note: '=1+1',
	},
	{
		Name: 'twee\r\nregels',
		Amount: -0.01,
		Count: 0,
		Since: '1980-05-01T00:00:00',
		Blocked: false,
		Note: '@SUM(1;2)',
	},
	{ Name: 'Ø', Amount: null, Count: null, Since: null, Blocked: null, Note: '-1+cmd' },
];

const readers: Array<[how: string, opened: typeof readInDutch]> = [
	['read by the rules of a Dutch spreadsheet', readInDutch],
	...(isInstalled ? [['opened in Dutch', openedInDutch] as [string, typeof readInDutch]] : []),
];

describe.each(readers)('a CSV file of the Dutch style, %s', (_how, opened) => {
	it('has numbers, dates and booleans as such, text as text, and runs no formula', () => {
		const format = csv(columns, { style: 'dutch', formulas: false });
		const [header, first, second, third] = opened(format.head + format.lines(rows));
		expect(header.map(({ text }) => text)).toEqual(columns.map(({ id }) => id));
		expect(first.map(({ type }) => type)).toEqual([
			'string',
			'float',
			'float',
			'date',
			'boolean',
			'string',
		]);
		expect(first.map(({ value }) => value)).toEqual([
			undefined,
			'1234.5',
			'-12',
			'2026-01-26T16:57:43',
			'true',
			undefined,
		]);
		expect(first[0].text).toBe('Café "De Kroon"; Utrecht');
		expect(second.map(({ value }) => value)).toEqual([
			undefined,
			'-0.01',
			'0',
			'1980-05-01',
			'false',
			undefined,
		]);
		expect(second[0].text).toBe('twee\nregels');
		expect(third[0].text).toBe('Ø');
		const all = [first, second, third].flat();
		expect(all.filter(({ formula }) => formula !== undefined)).toEqual([]);
	}, 180_000);

	it('runs the formulas that it is told to keep', () => {
		const format = csv(columns, { style: 'dutch', formulas: true });
		const [, first] = opened(format.head + format.lines(rows));
		expect(first.at(-1)?.formula).toBe('=1+1');
	}, 180_000);
});
