// Rule 1: a number that JSON could not hold comes to the node with other digits, and would name another record.
import type { IDataObject } from 'n8n-workflow';
import { conditions } from '../support/operations.mts';
import { byId, openStage, type Stage } from './support/profit.mts';
import { form, keys, record, runWrite, writesOf } from './support/writes.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ bigRows: 100, orderRows: 50 });
});
afterAll(() => stage.simulator.close());

/** What JSON.parse makes of 376123450000001234. */
const items = [{ number: JSON.parse('376123450000001234') as number }];
const VALUE = '={{ $json.number }}';

const match = (field: string) => ({ field: [{ field, value: VALUE }] });
const order = '={{ { DbId: "000010", RfCs: $json.number } }}';
const read = (operation: string, parameters: IDataObject) =>
	stage.n8n.runNode({
		credential: stage.credential,
		items,
		parameters: {
			resource: 'getConnector',
			operation,
			connector: byId('Sim_Debtors'),
			...parameters,
		},
	});

const write = (operation: 'create' | 'upsert' | 'delete', parameters: IDataObject) =>
	runWrite(stage, operation, 'FbSales', parameters, { items });

it.each<[string, () => ReturnType<typeof read>]>([
	['a filter', () => read('getMany', conditions(['DebtorId', 'equal', VALUE]))],
	['a look-up', () => read('lookup', { lookupMatch: match('DebtorId') })],
	['simple JSON', () => write('create', record(order))],
	[
		'a row in a list',
		() =>
			write('create', record('={{ { DbId: "000010", FbSalesLines: [{ ItCd: $json.number }] } }}')),
	],
	['the form', () => write('create', form({ DbId: '000010', RfCs: VALUE }))],
	['a key to delete', () => write('delete', keys({ OrNu: VALUE }))],
	[
		'Lookup Match',
		() =>
			write('upsert', {
				...record({ DbId: '000010' }),
				lookupConnector: byId('Sim_SalesOrders'),
				lookupMatch: match('CustomerReference'),
				lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
			}),
	],
])('%s refuses a number that lost its last digits', async (_where, run) => {
	stage.simulator.reset();
	const { error } = await run();
	expect(`${error?.message} ${error?.description}`).toMatch(/lost (its|the) last digits.*as text/);
	expect(writesOf(stage)).toEqual([]);
});

it('the same number as text is written as it is', async () => {
	stage.simulator.reset();
	const { error } = await runWrite(stage, 'create', 'FbSales', record(order), {
		items: [{ number: '376123450000001234' }],
	});
	expect(error).toBeUndefined();
	expect(stage.simulator.written('FbSales').map(({ fields }) => fields.RfCs)).toEqual([
		'376123450000001234',
	]);
});
