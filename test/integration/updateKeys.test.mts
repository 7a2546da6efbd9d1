import type { IDataObject } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';
import { bodiesOf, keys, record, runWrite, stored, writesOf } from './support/writes.mts';

// The first write makes the simulator's rows.
jest.setTimeout(30_000);

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.simulator.close());
beforeEach(() => stage.simulator.reset());
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

async function written(
	...call: Parameters<typeof runWrite> extends [Stage, ...infer R] ? R : never
) {
	const { error, items } = await runWrite(stage, ...call);
	expect(error).toBeUndefined();
	return items[0][0].json;
}

const lines = [
	{ VaIt: '2', ItCd: '0012', QuUn: 2 },
	{ VaIt: '2', ItCd: '0012', QuUn: 3 },
];

async function anOrder(reference: string): Promise<string> {
	const { key } = await written(
		'create',
		'FbSales',
		record({ DbId: '000010', RfCs: reference, FbSalesLines: lines }),
	);
	return (key as { OrNu: string }).OrNu;
}

const linesOf = (order: string) => stored(stage, 'Sim_SalesOrderLines', 'OrderNumber', order);

describe.each(['rest', 'soap'])('over %s', (protocol) => {
	const lookup = (
		connector: string,
		field: string,
		value: string,
		keyField: string,
		column: string,
	) => ({
		protocol,
		lookupConnector: byId(connector),
		lookupMatch: { field: [{ field, value }] },
		lookupKeys: { key: [{ keyField, field: column }] },
	});

	it.each([
		[
			'FbSales',
			lookup('Sim_SalesOrders', 'CustomerReference', `keys-${protocol}`, 'OrNu', 'OrderNumber'),
			{ DbId: '000010', RfCs: `keys-${protocol}` },
			{ InPc: 2 },
			'OrNu',
		],
		[
			'FbItemArticle',
			lookup('Sim_Articles', 'Barcode', `87${protocol}`, 'ItCd', 'ItemCode'),
			{ BaCo: `87${protocol}`, Ds: 'First', Grp: '01', BiUn: 'Stk' },
			{ Ds: 'Second' },
			'ItCd',
		],
		[
			'KnOrganisation',
			lookup('Sim_OrgPer', 'ChOfCommNr', `77${protocol}`, 'BcCo', 'BcCo'),
			{ Nm: 'First', CcNr: `77${protocol}` },
			{ Nm: 'Second' },
			'BcCo',
		],
		[
			'KnSubject',
			lookup('Sim_Subjects', 'Subject', `keys-${protocol}`, 'SbId', 'SubjectId'),
			{ StId: 1, Ds: `keys-${protocol}`, SbTx: 'First' },
			{ SbTx: 'Second' },
			'SbId',
		],
	])(
		'Create or Update updates %s by its key',
		async (connector, parameters, first, change, key) => {
			const run = (values: IDataObject) =>
				written('upsert', connector, { ...parameters, ...record(values) });
			const created = await run(first);
			expect(created.action).toBe('create');
			const updated = await run({ ...first, ...change });
			expect(updated).toMatchObject({ action: 'update', key: { [key]: expect.any(String) } });
		},
	);

	it('Update names the key of the record that it changed', async () => {
		const OrNu = await anOrder('named');
		const json = await written('update', 'FbSales', { protocol, ...record({ OrNu, InPc: 3 }) });
		expect(json).toMatchObject({ action: 'update', key: { OrNu } });
	});

	it('Update changes a row by its key and adds one without', async () => {
		const OrNu = await anOrder('rows');
		const [first] = linesOf(OrNu);
		await written('update', 'FbSales', {
			protocol,
			...record({
				OrNu,
				FbSalesLines: [
					{ GuLi: first.LineGuid, QuUn: 9 },
					{ VaIt: '2', ItCd: '0012', QuUn: 7 },
				],
			}),
		});
		expect(linesOf(OrNu).map(({ PiecePerUnit }) => PiecePerUnit)).toEqual([9, 3, 7]);
	});

	it('a new row makes the rows below it new as well', async () => {
		const OrNu = await anOrder('below');
		await written('update', 'FbSales', {
			protocol,
			...record({
				OrNu,
				FbSalesLines: [
					{
						'@Action': 'insert',
						...lines[0],
						FbOrderBatchLines: [{ BaNu: 'B1', QuUn: 1 }],
					},
				],
			}),
		});
		expect(linesOf(OrNu)).toHaveLength(3);
		const [call] = writesOf(stage).slice(-1);
		const below =
			protocol === 'rest' ? /"@Action":"insert","BaNu"/ : /Action=.{1,6}insert.{1,6}&gt;&lt;BaNu/;
		expect(call.body).toMatch(below);
	});

	it('Delete takes a record whose key stands among Fields, and names it', async () => {
		const OrNu = await anOrder('gone');
		expect(await written('delete', 'FbSales', { protocol, ...keys({ OrNu }) })).toMatchObject({
			key: { OrNu },
			deleted: true,
		});
		expect(stored(stage, 'Sim_SalesOrders', 'OrderNumber', OrNu)).toEqual([]);
	});

	it('Delete takes a row, names it, and leaves the record', async () => {
		const OrNu = await anOrder('row');
		const [first, second] = linesOf(OrNu);
		const level = [{ object: 'FbSalesLines', field: 'GuLi', value: String(second.LineGuid) }];
		const json = await written('delete', 'FbSales', {
			protocol,
			...keys({ OrNu }, { path: { level } }),
		});
		expect(json).toEqual({
			connector: 'FbSales',
			action: 'delete',
			key: { OrNu },
			row: { object: 'FbSalesLines', key: { GuLi: second.LineGuid } },
			results: null,
			deleted: true,
		});
		expect(linesOf(OrNu)).toEqual([first]);
	});

	// docs/afas.md rule 13: a restriction that is empty or unreadable restricts to nothing.
	it.each<[string, unknown]>([
		['without a key', {}],
		['with an empty list', { level: [] }],
		['as an expression that gave nothing', null],
		['as an expression that gave text', 'FbSalesLines'],
		['without a sub-object', { level: [{ object: '', field: 'GuLi', value: 'x' }] }],
		['without a field', { level: [{ object: 'FbSalesLines', field: '', value: 'x' }] }],
		['without a value', { level: [{ object: 'FbSalesLines', field: 'GuLi', value: '' }] }],
		['with a blank value', { level: [{ object: 'FbSalesLines', field: 'GuLi', value: ' ' }] }],
	])('a Row to Delete %s deletes nothing', async (_case, path) => {
		const OrNu = await anOrder('safe');
		const before = writesOf(stage).length;
		const { error } = await runWrite(stage, 'delete', 'FbSales', {
			protocol,
			keys: { mappingMode: 'defineBelow', value: { OrNu } },
			options: { path: path as IDataObject },
		});
		expect(error?.message).toMatch(/Row to Delete|of Key of a Row 1 is empty/);
		expect(writesOf(stage)).toHaveLength(before);
		expect(linesOf(OrNu)).toHaveLength(2);
	});

	it('Key Style decides where keys stand, in a delete and in an update', async () => {
		const shown = async (operation: 'delete' | 'update', keyStyle?: string) => {
			const options = { dryRun: true, ...(keyStyle ? { keyStyle } : {}) };
			const { path, body } = await written(operation, 'FbSales', {
				protocol,
				...(operation === 'delete'
					? keys({ OrNu: '5' }, options)
					: record({ OrNu: '5', InPc: 1 }, options)),
			});
			return operation === 'delete' && protocol === 'rest' ? String(path) : JSON.stringify(body);
		};
		const asAttribute = /@OrNu|Element OrNu=/;
		expect(await shown('delete', 'attribute')).toMatch(asAttribute);
		expect(await shown('delete', 'plain')).not.toMatch(asAttribute);
		expect(await shown('update', 'attribute')).toMatch(asAttribute);
		expect(await shown('update', 'plain')).not.toMatch(asAttribute);
		expect(await shown('update')).not.toMatch(asAttribute);
	});

	it('a record that the item names differently is not written', async () => {
		const OrNu = await anOrder(`other-${protocol}`);
		const before = writesOf(stage).length;
		const { error } = await runWrite(stage, 'upsert', 'FbSales', {
			...lookup('Sim_SalesOrders', 'CustomerReference', `other-${protocol}`, 'OrNu', 'OrderNumber'),
			...record({ OrNu: 'ANOTHER', RfCs: `other-${protocol}` }),
		});
		expect(error?.message).toContain(
			`the item gives OrNu 'ANOTHER', but the record that was found has '${OrNu}'`,
		);
		expect(writesOf(stage)).toHaveLength(before);
	});
});

it('a column that Lookup Keys names and the GetConnector lacks is refused before the first write', async () => {
	const { error } = await runWrite(stage, 'upsert', 'FbSales', {
		lookupConnector: byId('Sim_SalesOrders'),
		lookupMatch: { field: [{ field: 'CustomerReference', value: 'never there' }] },
		...record({ DbId: '000010', RfCs: 'never there' }),
	});
	expect(error?.message).toContain('no column OrNu for the key OrNu');
	expect(bodiesOf(stage)).toEqual([]);
});

it.each(['R&D', '50%', 'a<b', 'why?'])(
	'a key with a sign that no address may hold, %s, is refused once, by name',
	async (key) => {
		const { error } = await runWrite(
			stage,
			'delete',
			'KnSubject',
			keys({ SbId: key }, { validate: false }),
		);
		const [sign] = /[&%<?]/.exec(key) ?? [];
		expect(error?.message).toBe(`AFAS does not accept an address with ${sign}`);
		expect(error?.description).toContain('has not carried out anything');
		expect(error?.context?.data).toMatchObject({ outcome: 'refused' });
		expect(writesOf(stage)).toHaveLength(1);
	},
);
