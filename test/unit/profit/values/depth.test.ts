import { readBiPage } from '../../../../nodes/Afas/profit/rest/biPage';
import { readRestRows } from '../../../../nodes/Afas/profit/rest/readRestRows';
import { isTooDeep } from '../../../../nodes/Afas/profit/values/depth';

function nested(levels: number): unknown {
	let value: unknown = 1;
	for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
	return value;
}

const deepJson = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

describe('what n8n could not copy or save, because it nests without end', () => {
	it('is told from what AFAS sends', () => {
		for (const value of [undefined, null, 'x', 5, [], {}, nested(1), nested(100)]) {
			expect(isTooDeep(value)).toBe(false);
		}
		expect(isTooDeep(nested(101))).toBe(true);
		expect(isTooDeep(nested(1_000_000))).toBe(true);
	});

	it('is refused in rows', () => {
		const answer = (cell: string) => Buffer.from(`{"rows":[{"A":1},{"A":${cell}}]}`);
		expect(() => readRestRows(answer(deepJson))).toThrow('holds no rows in the form AFAS uses');
		expect(readRestRows(answer('[1,{"b":2}]'))).toEqual([{ A: 1 }, { A: [1, { b: 2 }] }]);
	});

	it('is refused in rows of a BI model', () => {
		expect(() => readBiPage(`{"value":[{"A":${deepJson}}]}`)).toThrow('holds no rows');
		expect(readBiPage('{"value":[{"A":{"b":1}}]}').rows).toEqual([{ A: { b: 1 } }]);
	});
});
