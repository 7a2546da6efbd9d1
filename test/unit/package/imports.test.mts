// Imports point one way: down the floors of profit/, and from the rooms around it inward.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkout } from './support/checkout.mts';
import { codeFiles } from './support/citations.mts';
import { cruise, folderCircles } from './support/imports.mts';
import { exportsOf, unusedExports } from './support/unusedExports.mts';

type Pair = [from: string, to: string];

describe('the imports of the package', () => {
	const { imports, broken } = cruise(checkout);

	it('point down, without a circle, between rooms that have a place', () => {
		expect(imports.length).toBeGreaterThan(500);
		expect(broken).toEqual([]);
	});

	it('close no circle of folders', () => {
		expect(folderCircles(imports)).toEqual([]);
	});
});

describe('the files of the package', () => {
	it('have at most 250 lines', () => {
		const long = codeFiles('nodes').filter(({ text }) => text.trimEnd().split('\n').length > 250);
		expect(long.map(({ file }) => file)).toEqual([]);
	});
});

describe('the exports of the package', () => {
	it('are used', () => {
		expect(
			exportsOf('export const { a, b: [c] } = f(); export function g() {} const d = 1;'),
		).toEqual(['a', 'c', 'g']);
		expect(exportsOf("export { x as y } from './z'; export interface I {}")).toEqual(['y', 'I']);
		expect(unusedExports()).toEqual([]);
	});
});

describe('the rules for imports', () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'imports-'));
		mkdirSync(join(folder, 'credentials'));
		writeFileSync(join(folder, 'tsconfig.json'), '{}');
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	/** What is found in files that import each other, each named by its path below nodes/Afas. */
	function found(imports: Pair[]) {
		for (const file of new Set(imports.flat())) {
			if (!file.includes('/') && file !== 'Afas.node') continue;
			const lines = imports
				.filter(([from]) => from === file)
				.map(([from, to]) => {
					const up = '../'.repeat(from.split('/').length - 1);
					return `import '${to.includes('/') ? `./${up}` : ''}${to}';`;
				});
			const path = join(folder, 'nodes/Afas', `${file}.ts`);
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, `${lines.join('\n')}\nexport const x = 1;\n`);
		}
		const { imports: seen, broken } = cruise(folder);
		return { broken, circles: folderCircles(seen) };
	}

	it('have nothing against an import that points down', () => {
		const { broken, circles } = found([
			['Afas.node', 'actions/menu/resources'],
			['actions/menu/resources', 'actions/report/index'],
			['actions/report/index', 'actions/operation'],
			['actions/report/index', 'transport/client'],
			['actions/report/index', 'parameters/limit'],
			['transport/client', 'profit/rest/paths'],
			['profit/rest/paths', 'profit/query/filter'],
			['profit/query/filter', 'profit/values/text'],
		]);
		expect(broken).toEqual([]);
		expect(circles).toEqual([]);
	});

	it('find every kind of import that does not', () => {
		const bad: Array<[rule: string, ...Pair]> = [
			['nothing above is used by errors, values, xml, files', 'profit/values/a', 'profit/rest/b'],
			['profit uses only profit', 'profit/rest/a', 'transport/b'],
			['profit knows neither n8n nor input and output', 'profit/rows/a', 'n8n-workflow'],
			['transport uses only transport, profit', 'transport/a', 'actions/b'],
			['a resource uses no other resource', 'actions/file/a', 'actions/report/b'],
			['every room has its place', 'helpers/a', 'profit/values/b'],
			['only rooms that have a place are used', 'Afas.node', 'helpers/b'],
			['every room of profit has a floor', 'profit/misc/a', 'profit/values/b'],
			['only rooms of profit that have a floor are used', 'transport/c', 'profit/misc/b'],
			['no circle', 'profit/soap/a', 'profit/soap/b'],
		];
		const { broken } = found([
			...bad.map(([, ...pair]): Pair => pair),
			['profit/soap/b', 'profit/soap/a'],
		]);
		const missed = bad.filter(
			([rule, from, to]) =>
				!broken.some(
					(line) => line.startsWith(`${rule}: nodes/Afas/${from}.ts -> `) && line.includes(to),
				),
		);
		expect(missed).toEqual([]);
	});

	it('find a circle of rooms, also of a folder and the one that holds it', () => {
		const { broken, circles } = found([
			['profit/values/a', 'profit/xml/b'],
			['profit/xml/c', 'profit/values/d'],
			['actions/resources', 'actions/report/index'],
			['actions/report/index', 'actions/operation'],
		]);
		expect(broken.map((line) => line.split(':')[0])).toContain('no circle of rooms');
		expect(circles).toContainEqual({
			from: 'nodes/Afas/actions/report/index.ts',
			to: 'nodes/Afas/actions/operation.ts',
		});
		expect(circles).toHaveLength(4);
	});
});
