import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { forModel, rowForModel } from '../../../nodes/Afas/parameters/toolRows';

/** The part of n8n's context that is used, as n8n gives it to a tool of an AI agent. */
function tool(parameters: IDataObject): IExecuteFunctions {
	return {
		getNode: () => ({ type: 'n8n-nodes-afas.afasTool' }),
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			parameters[name] ?? fallback,
	} as never;
}

const itemsOf = (rows: IDataObject[]) => rows.map((json) => ({ json }));
const more = 'There are more rows than these 2. Use a narrower filter to see others.';
const cut = 'Texts that end in … are longer than the 1000 characters shown.';

describe('what a model gets', () => {
	it('is a table of the first rows', () => {
		const items = itemsOf([{ A: 1 }, { A: 2, B: 'b' }, { A: 3 }]);
		expect(forModel(tool({ toolRows: 2 }), 0, items)).toEqual([
			{
				json: {
					fields: ['A', 'B'],
					rows: [
						[1, null],
						[2, 'b'],
					],
					note: more,
				},
			},
		]);
	});

	it('has its long texts cut, between two characters, and says so', () => {
		const text = `${'x'.repeat(999)}😀 and more`;
		const lines = [{ Note: 'y'.repeat(2000) }];
		const items = itemsOf([{ Text: text, Short: 'x'.repeat(1000), Lines: lines }]);
		const [row, note] = forModel(tool({ toolOutput: 'rows' }), 0, items);
		expect(row.json).toEqual({
			Text: `${'x'.repeat(999)}…`,
			Short: 'x'.repeat(1000),
			Lines: `${JSON.stringify(lines).slice(0, 1000)}…`,
		});
		expect(note.json).toEqual({ note: cut });
		expect(items[0].json.Text).toBe(text);
	});
});

it('a row in an item of its own has its long texts cut for a model only', () => {
	const row = { Text: 'x'.repeat(1001), Short: 'y' };
	expect(rowForModel(tool({}), row)).toEqual({ Text: `${'x'.repeat(1000)}…`, Short: 'y' });
	const node = { getNode: () => ({ type: 'n8n-nodes-afas.afas' }) } as never;
	expect(rowForModel(node, row)).toBe(row);
});
