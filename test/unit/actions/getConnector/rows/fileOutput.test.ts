import {
	FileOutput,
	type FileOutputOptions,
} from '../../../../../nodes/Afas/actions/getConnector/rows/fileOutput';
import { csv, ndjson } from '../../../../../nodes/Afas/profit/rows/textRows';
import type { Row } from '../../../../../nodes/Afas/profit/values/cell';
import { readCsv } from '../../../../support/csvReader';

function output(options: Partial<FileOutputOptions>) {
	const files: Array<{ name: string; bytes: Buffer }> = [];
	const written = new FileOutput({
		format: ndjson,
		name: 'X',
		rowsPerFile: 1_000_000,
		beforeFiles: async () => undefined,
		save: async (bytes, name, mimeType) => {
			files.push({ name, bytes: Buffer.from(bytes) });
			return { data: '', mimeType };
		},
		...options,
	});
	return { written, files };
}

const rows = (from: number, to: number, width = 10): Row[] =>
	Array.from({ length: to - from }, (_, index) => ({ n: from + index, text: 'é'.repeat(width) }));

const numbersIn = (files: Array<{ bytes: Buffer }>) =>
	files.map(({ bytes }) =>
		bytes
			.toString()
			.trim()
			.split('\n')
			.map((line) => (JSON.parse(line) as { n: number }).n),
	);

describe('a file ends', () => {
	it('at its rows', async () => {
		const { written, files } = output({ rowsPerFile: 250 });
		await written.add(rows(0, 600));
		const items = await written.end();
		expect(numbersIn(files).map(({ length }) => length)).toEqual([250, 250, 100]);
		expect(items.map(({ json }) => json.rows)).toEqual([250, 250, 100]);
		expect(numbersIn(files).flat()).toEqual(rows(0, 600).map(({ n }) => n));
	});

	it('at its bytes, whichever comes first, and no row is lost or doubled', async () => {
		const bytesPerFile = 20_000;
		const { written, files } = output({ bytesPerFile });
		for (let page = 0; page < 10; page++) await written.add(rows(page * 170, page * 170 + 170));
		const items = await written.end();
		expect(files.length).toBeGreaterThan(2);
		for (const { bytes } of files) expect(bytes.length).toBeLessThanOrEqual(bytesPerFile);
		expect(numbersIn(files).flat()).toEqual(rows(0, 1700).map(({ n }) => n));
		expect(items.reduce((sum, { json }) => sum + Number(json.rows), 0)).toBe(1700);
		expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
	});

	it('after rows that alone are larger than a file may be', async () => {
		const { written, files } = output({ bytesPerFile: 100 });
		await written.add(rows(0, 1, 500));
		await written.add(rows(1, 2, 500));
		await written.end();
		expect(numbersIn(files)).toEqual([[0], [1]]);
	});
});

describe('a CSV file', () => {
	const format = csv([{ id: 'n' }, { id: 'text' }], { style: 'dutch', formulas: false });
	const readBack = (files: Array<{ bytes: Buffer }>) =>
		files.map(({ bytes }) => readCsv(bytes.toString().slice(1), ';'));

	it('gives way to one with more columns when they appear, which all later files have', async () => {
		const { written, files } = output({ format, rowsPerFile: 2 });
		await written.add([{ n: 1, text: 'a' }]);
		await written.add([{ n: 2, text: 'b', later: 'x' }]);
		await written.add([
			{ n: 3, text: 'c', later: null },
			{ n: 4, text: 'd' },
		]);
		await written.end();
		expect(readBack(files)).toEqual([
			[
				['n', 'text'],
				['1', 'a'],
			],
			[
				['n', 'text', 'later'],
				['2', 'b', 'x'],
				['3', 'c', ''],
			],
			[
				['n', 'text', 'later'],
				['4', 'd', ''],
			],
		]);
	});

	it('without rows has its header', async () => {
		const { written, files } = output({ format });
		expect(await written.end()).toHaveLength(1);
		expect(readBack(files)).toEqual([[['n', 'text']]]);
	});
});
