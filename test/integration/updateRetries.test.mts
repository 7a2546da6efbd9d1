import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../simulator/faults.mts';
import { byId, openStage, type Stage } from './support/profit.mts';
import { keys, record, runWrite, stored, writesOf } from './support/writes.mts';
import './support/quickSleep.mts';

// n8n's setting Retry On Fail runs a node again with the same items.

// The first write makes the simulator's rows.
jest.setTimeout(30_000);

let stage: Stage;

beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
	stage.simulator.settings.faults = [];
});
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

let run = 0;

function orders(count: number, bad: number[] = []) {
	run += 1;
	return Array.from({ length: count }, (_, index) => ({
		debtor: bad.includes(index) ? `none-${index}` : '000010',
		reference: `retry ${run} item ${index}`,
	}));
}

const order = (options: IDataObject = {}) =>
	record('={{ { DbId: $json.debtor, RfCs: $json.reference } }}', options);
const times = ({ reference }: { reference: string }) =>
	stored(stage, 'Sim_SalesOrders', 'CustomerReference', reference).length;
const fault = (given: Partial<Fault> & Pick<Fault, 'kind'>) => {
	stage.simulator.settings.faults = [{ method: 'POST', ...given }];
};

describe.each(['rest', 'soap'])('rule 5: Retry On Fail over %s', (protocol) => {
	const create = (items: IDataObject[], options: IDataObject = {}, more = {}) =>
		runWrite(
			stage,
			'create',
			'FbSales',
			{ ...order(options), protocol },
			{ items, maxTries: 5, ...more },
		);

	it.each([{}, { batchSize: 2 }, { batchSize: 4, concurrency: 2 }])(
		'stores the items before the one that fails once, with %j',
		async (options) => {
			const items = orders(4, [3]);
			const { error } = await create(items, options);
			expect(error?.message).toContain('does not exist');
			expect(items.map(times)).toEqual([1, 1, 1, 0]);
		},
	);

	it('goes on after a failure that passes, and gives the first output of what was written', async () => {
		const items = orders(3);
		fault({ kind: 'functional500', contains: items[1].reference });
		const { items: output, error } = await create(items);
		expect(error).toBeUndefined();
		expect(items.map(times)).toEqual([1, 1, 1]);
		const numbers = output[0].map(({ json }) => (json.key as { OrNu: string }).OrNu);
		expect(numbers).toEqual(
			items.map(({ reference }) =>
				String(stored(stage, 'Sim_SalesOrders', 'CustomerReference', reference)[0].OrderNumber),
			),
		);
	});

	it.each(['resetBeforeAnswer', 'html502'] as const)(
		'never sends again what may have been written: %s',
		async (kind) => {
			const items = orders(1);
			fault({ kind, processed: true });
			const { error } = await create(items);
			expect(error?.context?.data).toMatchObject({ outcome: 'unknown' });
			expect(error?.description).toMatch(/look in Profit/i);
			expect(items.map(times)).toEqual([1]);
			expect(writesOf(stage)).toHaveLength(1);
		},
	);

	it('with Continue On Fail, n8n tries again when the first item failed: the others are stored once', async () => {
		const items = orders(4, [0]);
		const { items: output } = await create(items, {}, { continueOnFail: true });
		expect(output[0].map(({ json }) => 'error' in json)).toEqual([true, false, false, false]);
		expect(items.map(times)).toEqual([0, 1, 1, 1]);
	});

	it('a second execution writes again', async () => {
		const items = orders(2);
		await create(items);
		await create(items);
		expect(items.map(times)).toEqual([2, 2]);
	});
});

it('Retry On Fail deletes once and updates once', async () => {
	const items = orders(2);
	const { items: made } = await runWrite(stage, 'create', 'FbSales', order(), { items });
	const numbers = made[0].map(({ json }) => (json.key as { OrNu: string }).OrNu);
	const before = writesOf(stage).length;
	const { error } = await runWrite(
		stage,
		'delete',
		'FbSales',
		keys({ OrNu: '={{ $json.number }}' }),
		{ items: [{ number: numbers[0] }, { number: 'gone' }], maxTries: 3 },
	);
	expect(error?.message).toMatch(/does not exist|not found/i);
	const deletes = writesOf(stage).slice(before);
	expect(deletes.filter(({ path }) => path.includes(numbers[0]))).toHaveLength(1);
	expect(deletes.filter(({ path }) => path.includes('gone'))).toHaveLength(3);
});

it('Retry On Fail of Create or Update gives the output of the create again, and no update', async () => {
	const items = orders(2);
	fault({ kind: 'functional500', contains: items[1].reference });
	const { items: output, error } = await runWrite(
		stage,
		'upsert',
		'FbSales',
		{
			lookupConnector: byId('Sim_SalesOrders'),
			lookupMatch: { field: [{ field: 'CustomerReference', value: '={{ $json.reference }}' }] },
			lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
			...order(),
		},
		{ items, maxTries: 3 },
	);
	expect(error).toBeUndefined();
	expect(output[0].map(({ json }) => json.action)).toEqual(['create', 'create']);
	expect(writesOf(stage).map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
});

it.each(['rest', 'soap'])(
	'a refusal in an answer that says all is well is no success, over %s',
	async (protocol) => {
		stage.simulator.settings.faults = [
			{ kind: 'refusal200', path: /connectors\/FbSales|appconnectorupdate/, times: 9 },
		];
		const { items } = await runWrite(
			stage,
			'create',
			'FbSales',
			{ ...order(), options: { protocol, batchSize: 2 } },
			{ items: orders(2), continueOnFail: true },
		);
		for (const { json } of items[0]) {
			expect(json.error).toBe("De ingevulde waarde bij 'Medewerker' bestaat niet.");
			expect(json.details).toHaveProperty('outcome');
		}
	},
);

// docs/afas.md rules 5 and 14: a record that AFAS may still be writing cannot be looked up, so the next item would make it again.
it.each<[string, IDataObject, number]>([
	['one by one', {}, 1],
	['in batches', { batchSize: 3 }, 1],
	['under Retry On Fail', {}, 3],
])(
	'an item about a record that may be written already is not sent, %s',
	async (_what, options, maxTries) => {
		fault({ kind: 'hang', path: 'connectors/FbSales' });
		const [{ debtor, reference }] = orders(1);
		const items = [reference, `${reference} other`, reference.toUpperCase(), `${reference} `];
		const { items: output } = await runWrite(
			stage,
			'upsert',
			'FbSales',
			{
				lookupConnector: byId('Sim_SalesOrders'),
				lookupMatch: { field: [{ field: 'CustomerReference', value: '={{ $json.reference }}' }] },
				lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
				...order({ timeout: 1, ...options }),
			},
			{ items: items.map((of) => ({ debtor, reference: of })), continueOnFail: true, maxTries },
		);
		const outcomes = output[0].map(({ json }) => (json.details as IDataObject)?.outcome);
		const isShared = options.batchSize !== undefined;
		expect(outcomes).toEqual(['unknown', isShared ? 'unknown' : undefined, 'notSent', 'notSent']);
		expect(output[0][2].json.error).toContain('item 0');
		expect(writesOf(stage)).toHaveLength(isShared ? 1 : 2);
	},
);
