// Create with Read Back: the row of the new record, never guessed, and the write counts as done in any case.
import type { IDataObject } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';
import { record, runWrite, stored, writesOf } from './support/writes.mts';

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
afterEach(() => expect(stage.simulator.violations).toEqual([]));

const byReference = {
	readBack: true,
	lookupConnector: byId('Sim_SalesOrders'),
	lookupMatch: { field: [{ field: 'customerreference', value: '={{ $json.ref }}' }] },
};

const create = async (
	references: string[],
	parameters: IDataObject = {},
	more: Parameters<typeof runWrite>[4] = {},
) =>
	await runWrite(
		stage,
		'create',
		'FbSales',
		{
			...record('={{ { DbId: "000010", CuId: "EUR", RfCs: $json.ref } }}'),
			...byReference,
			...parameters,
		},
		{ items: references.map((ref) => ({ ref })), ...more },
	);

const orders = (reference: string) =>
	stored(stage, 'Sim_SalesOrders', 'CustomerReference', reference);
const reads = () =>
	stage.simulator.requests.filter(({ path }) => path.includes('/connectors/Sim_SalesOrders'));

it.each(['rest', 'soap'])(
	'adds the row of the new record over %s, many in one call',
	async (protocol) => {
		const references = Array.from({ length: 20 }, (_none, at) => `RB-${protocol}-${at}`);
		const { items, error, hints } = await create(references, { protocol });
		expect(error).toBeUndefined();
		for (const [at, { json }] of items[0].entries()) {
			const [order] = orders(references[at]);
			expect(json).toMatchObject({
				action: 'create',
				key: { OrNu: order.OrderNumber },
				record: { OrderNumber: order.OrderNumber, CustomerReference: references[at] },
			});
		}
		expect(hints.map(({ message }) => message).join()).not.toContain('created, but');
		if (protocol === 'rest') expect(reads()).toHaveLength(1);
	},
);

it('is off by default, and for a dry run', async () => {
	const off = await create(['RB-off'], { readBack: false });
	expect(off.items[0][0].json).not.toHaveProperty('record');
	const dry = await create(['RB-dry'], {
		...record('={{ { DbId: "000010", RfCs: $json.ref } }}', { dryRun: true }),
	});
	expect(dry.items[0][0].json).not.toHaveProperty('record');
	expect(reads()).toEqual([]);
});

it('never guesses: several rows, none, or an empty value give null and a hint', async () => {
	await create(['RB-twice'], { readBack: false });
	const several = await create(['RB-twice']);
	expect(several.error).toBeUndefined();
	expect(several.items[0][0].json).toMatchObject({ action: 'create', record: null });
	expect(several.hints.map(({ message }) => message).join()).toContain('several rows');
	const field = [{ field: 'CustomerReference', value: 'another' }];
	const none = await create(['RB-none'], { lookupMatch: { field } });
	expect(none.items[0][0].json.record).toBeNull();
	expect(none.hints.map(({ message }) => message).join()).toContain('shows no row');
	const empty = await create(['RB-empty'], {
		lookupMatch: { field: [{ field: 'CustomerReference', value: '={{ "" }}' }] },
	});
	expect(empty.items[0][0].json.record).toBeNull();
	expect(empty.hints.map(({ message }) => message).join()).toContain("'Lookup Match' is empty");
	expect(orders('RB-empty')).toHaveLength(1);
});

it('says the same of many records in one hint, with a list of some', async () => {
	const references = Array.from({ length: 12 }, (_none, at) => `RB-many-${at}`);
	const field = [{ field: 'CustomerReference', value: "={{ $json.ref + '-gone' }}" }];
	const { hints } = await create(references, { lookupMatch: { field } });
	const said = hints.map(({ message }) => message).filter((text) => text.includes('shows no row'));
	expect(said).toHaveLength(1);
	expect(said[0]).toContain(
		"CustomerReference 'RB-many-0-gone'; CustomerReference 'RB-many-1-gone'",
	);
	expect(said[0]).toContain("'RB-many-9-gone' and 2 more. Check");
});

it('counts as written when the row cannot be read, and is not written again', async () => {
	stage.simulator.settings.faults = [
		{ kind: 'functional500', path: 'connectors/Sim_SalesOrders', times: 9, message: 'Geblokkeerd' },
	];
	const { items, error, hints } = await create(['RB-fails'], {}, { maxTries: 2 });
	expect(error).toBeUndefined();
	expect(items[0][0].json).toMatchObject({ action: 'create', record: null });
	expect(hints.map(({ message }) => message).join()).toContain('Geblokkeerd');
	stage.simulator.settings.faults = [];
	expect(orders('RB-fails')).toHaveLength(1);
	const unknown = await create(['RB-unknown'], {
		lookupMatch: { field: [{ field: 'Nothing', value: 'x' }] },
	});
	expect(unknown.items[0][0].json.record).toBeNull();
	expect(unknown.hints.map(({ message }) => message).join()).toContain("field 'Nothing'");
	expect(orders('RB-unknown')).toHaveLength(1);
});

it('leaves items that failed as they are', async () => {
	const { items, error } = await runWrite(
		stage,
		'create',
		'FbSales',
		{
			...record('={{ { DbId: $json.debtor, CuId: "EUR", RfCs: $json.ref } }}'),
			...byReference,
		},
		{
			items: [
				{ ref: 'RB-good', debtor: '000010' },
				{ ref: 'RB-bad', debtor: 'none' },
			],
			continueOnFail: true,
		},
	);
	expect(error).toBeUndefined();
	expect(items[0][0].json.record).toMatchObject({ CustomerReference: 'RB-good' });
	expect(items[0][1].json).toHaveProperty('error');
	expect(items[0][1].json).not.toHaveProperty('record');
});

it.each<[string, IDataObject, RegExp]>([
	[
		'no GetConnector',
		{ lookupConnector: byId('={{ undefined }}') },
		/'Lookup GetConnector' is empty/,
	],
	['no match', { lookupMatch: {} }, /'Lookup Match' is empty/],
	[
		'a value that is an object',
		{ lookupMatch: { field: [{ field: 'A', value: '={{ {} }}' }] } },
		/no text, number or date/,
	],
	['an unreadable switch', { readBack: '={{ "maybe" }}' }, /'Read Back' is 'maybe'/],
])('is checked before anything is written: %s', async (_what, parameters, says) => {
	const outcome = await create(['RB-unset'], parameters).catch((error: Error) => ({ error }));
	expect(outcome.error?.message).toMatch(says);
	expect(writesOf(stage)).toEqual([]);
});
