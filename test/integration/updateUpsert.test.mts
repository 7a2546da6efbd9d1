import type { IDataObject } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';
import { bodiesOf, record, runWrite, stored, writesOf } from './support/writes.mts';

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

const orderLookup = (reference: string) => ({
	lookupConnector: byId('Sim_SalesOrders'),
	lookupMatch: { field: [{ field: 'CustomerReference', value: reference }] },
	lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
});

function upsert(parameters: IDataObject, more: Parameters<typeof runWrite>[4] = {}) {
	return runWrite(stage, 'upsert', 'FbSales', parameters, more);
}

const upsertOrder = (reference: string, values: IDataObject, options: IDataObject = {}) =>
	upsert({
		...orderLookup(reference),
		...record({ DbId: '000010', RfCs: reference, ...values }, options),
	});

const orders = (reference: string) =>
	stored(stage, 'Sim_SalesOrders', 'CustomerReference', reference);
const methods = () => writesOf(stage).map(({ method }) => method);

it('no row is an insert, one an update with the key that was found', async () => {
	const first = await upsertOrder('U-1', { InPc: 1 });
	expect(first.error).toBeUndefined();
	const { json } = first.items[0][0];
	expect(json).toMatchObject({ action: 'create', key: { OrNu: expect.any(String) } });

	const second = await upsertOrder('U-1', { InPc: 2 });
	expect(second.items[0][0].json).toMatchObject({ action: 'update', key: json.key });
	expect(methods()).toEqual(['POST', 'PUT']);
	expect(orders('U-1')).toMatchObject([{ Discount: 2 }]);
	expect((bodiesOf(stage)[1] as any).FbSales.Element.Fields.OrNu).toBe((json.key as any).OrNu);
});

it('an insert tells once that authorisation may hide rows, an update does not', async () => {
	const hintsOf = async (count: number, reference: string) => {
		const { hints } = await upsert(
			{
				...orderLookup(`=${reference}`),
				...record(`={{ { DbId: '000010', CuId: 'EUR', RfCs: ${JSON.stringify(reference)} } }}`),
			},
			{ items: Array.from({ length: count }, () => ({})) },
		);
		return hints.map(({ message }) => message);
	};
	expect(await hintsOf(1, 'U-hint')).toEqual([
		expect.stringMatching(/found no row for 1 item.*Filter authorisation/s),
	]);
	expect(await hintsOf(2, 'U-hint')).toEqual([]);
});

it('several rows are an error, and nothing is written', async () => {
	const debtors = stage.simulator.table('Sim_Debtors').records();
	const common = debtors[0].PayCon;
	const { error } = await runWrite(stage, 'upsert', 'KnSalesRelationOrg', {
		lookupConnector: byId('Sim_Debtors'),
		lookupMatch: { field: [{ field: 'paycon', value: common }] },
		lookupKeys: { key: [{ keyField: 'DbId', field: 'DebtorId' }] },
		...record({ PaCd: '30' }),
	});
	expect(error?.message).toContain('several rows of Sim_Debtors have these values for PayCon');
	expect(methods()).toEqual([]);
});

it('skips what does not change', async () => {
	await upsertOrder('U-2', {});
	stage.simulator.reset();
	const values = (discount: number) =>
		upsert({
			...orderLookup('U-2'),
			...record({ RfCs: 'U-2', InPc: discount }, { skipUnchanged: true }),
		});
	expect((await values(5)).items[0][0].json.action).toBe('update');
	expect(methods()).toEqual(['PUT']);

	const { items } = await runWrite(stage, 'upsert', 'KnSubject', {
		lookupConnector: byId('Sim_SalesOrders'),
		lookupMatch: { field: [{ field: 'CustomerReference', value: 'U-2' }] },
		lookupKeys: { key: [{ keyField: 'SbId', field: 'OrderNumber' }] },
		...record({ SbId: '' }, { skipUnchanged: true }),
	});
	expect(items[0][0].json).toEqual({
		connector: 'KnSubject',
		action: 'unchanged',
		key: { SbId: String(orders('U-2')[0].OrderNumber) },
		results: null,
	});
	expect(methods()).toEqual(['PUT']);
});

it.each([
	['one by one', {}],
	['in batches', { batchSize: 10 }],
	['at once', { concurrency: 8 }],
	['both', { concurrency: 4, batchSize: 3 }],
])('two items about one new record make one record, %s', async (name, options) => {
	const items = Array.from({ length: 12 }, (_, index) => ({ reference: `U-${name}-${index % 4}` }));
	const { items: output, error } = await upsert(
		{
			...orderLookup('={{ $json.reference }}'),
			...record('={{ { DbId: "000010", RfCs: $json.reference } }}', options),
		},
		{ items },
	);
	expect(error).toBeUndefined();
	for (const { reference } of items) expect(orders(reference)).toHaveLength(1);
	const actions = output[0].map(({ json }) => json.action);
	expect(actions.slice(0, 4)).toEqual(Array(4).fill('create'));
	expect(actions.slice(4)).toEqual(Array(8).fill('update'));
});

it('a body of AFAS gets the key that was found', async () => {
	const body = JSON.stringify({
		FbSales: { Element: { Fields: { DbId: '000010', RfCs: 'U-3' } } },
	});
	const run = async () => {
		const { items, error } = await upsert({ ...orderLookup('U-3'), dataMode: 'body', body });
		expect(error).toBeUndefined();
		return items[0][0].json;
	};
	const { key } = await run();
	expect(await run()).toMatchObject({ action: 'update', key });
	expect(bodiesOf(stage)).toEqual([
		JSON.parse(body),
		{
			FbSales: {
				Element: { Fields: { OrNu: (key as any).OrNu, DbId: '000010', RfCs: 'U-3' } },
			},
		},
	]);
});

it('a body of another UpdateConnector is refused, not written under the name of this one', async () => {
	const body = JSON.stringify({ FbDirectInvoice: { Element: { Fields: { RfCs: 'U-9' } } } });
	const { error } = await upsert({ ...orderLookup('U-9'), dataMode: 'body', body });
	expect(error?.message).toBe("'Body' is about FbDirectInvoice, but FbSales writes FbSales");
	expect(bodiesOf(stage)).toEqual([]);
});

it('a date is looked up on the clock of Amsterdam', async () => {
	await upsert({
		lookupConnector: byId('Sim_SalesOrders'),
		lookupMatch: { field: [{ field: 'CreateDate', value: '2026-06-30T23:30:00Z' }] },
		lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
		...record({ DbId: '000010' }, { dryRun: true }),
	});
	const lookup = stage.simulator.requests.find(
		({ path }) => path.endsWith('/Sim_SalesOrders') && path.includes('/connectors/'),
	);
	expect(lookup?.query.filtervalues).toBe('2026-07-01T01:30:00');
	expect(methods()).toEqual([]);
});

describe('persons and organisations', () => {
	it('need no lookup when MatchPer or MatchOga says how AFAS finds them', async () => {
		const organisation = { MatchOga: '3', Nm: 'Match B.V. 0012' };
		const run = (fields: IDataObject) =>
			runWrite(stage, 'upsert', 'KnOrganisation', record({ ...organisation, ...fields }));
		const first = await run({});
		expect(first.error).toBeUndefined();
		expect(first.items[0][0].json.action).toBe('createOrUpdate');
		const second = await run({ TeNr: '010' });
		expect(second.error).toBeUndefined();
		expect(stored(stage, 'Sim_OrgPer', 'Name', 'Match B.V. 0012')).toMatchObject([
			{ TelWork: '010' },
		]);
	});

	it('without either of them a lookup is asked for', async () => {
		const { error } = await runWrite(stage, 'upsert', 'KnOrganisation', record({ Nm: 'x' }));
		expect(error?.message).toBe("'Lookup GetConnector' is empty");
		expect(error?.description).toContain('MatchOga');
		expect(methods()).toEqual([]);
	});
});

it.each([
	['no match', { lookupMatch: {} }, "'Lookup Match' is empty"],
	[
		'an unknown column',
		{ lookupMatch: { field: [{ field: 'Gone', value: 'x' }] } },
		"'Lookup Match' names the field 'Gone'",
	],
	[
		'an empty value',
		{ lookupMatch: { field: [{ field: 'CustomerReference', value: '' }] } },
		"'Lookup Match' has no value for CustomerReference",
	],
	[
		'half a key',
		{ lookupKeys: { key: [{ keyField: 'OrNu', field: '' }] } },
		"Entry 1 of 'Lookup Keys' is not complete",
	],
])('%s is refused before anything is written', async (_case, parameters, message) => {
	const { error } = await upsert({
		...orderLookup('x'),
		...record({ DbId: '000010' }),
		...parameters,
	});
	expect(error?.message).toContain(message);
	expect(methods()).toEqual([]);
});

it.each([
	['rest', {}],
	['soap', {}],
	['rest', { field: 'DebtorId', value: '000010' }],
	['soap', { field: 'DebtorId', value: '000010' }],
])('200 records in batches of 50 take at most 20 calls: %s %j', async (protocol, more) => {
	const items = Array.from({ length: 200 }, (_, index) => ({ reference: `WEB-${1000 + index}` }));
	const lookup = orderLookup('={{ $json.reference }}');
	if ('field' in more) lookup.lookupMatch.field.push(more);
	const run = async () =>
		await upsert(
			{
				protocol,
				...lookup,
				...record('={{ { DbId: "000010", RfCs: $json.reference } }}', { batchSize: 50 }),
			},
			{ items },
		);
	const first = await run();
	expect(first.error).toBeUndefined();
	expect(stage.simulator.requests.length).toBeLessThanOrEqual(20);
	const numbers = first.items[0].map(({ json }) => (json.key as { OrNu: string }).OrNu);
	const written = items.map(({ reference }) =>
		String(orders(reference).map(({ OrderNumber }) => OrderNumber)),
	);
	// Over SOAP, AFAS says nothing about what it wrote.
	if (protocol === 'rest') expect(numbers).toEqual(written);
	stage.simulator.reset();
	const second = await run();
	expect(stage.simulator.requests.length).toBeLessThanOrEqual(20);
	expect(second.items[0].map(({ json }) => json.action)).toEqual(Array(200).fill('update'));
	expect(second.items[0].map(({ json }) => (json.key as { OrNu: string }).OrNu)).toEqual(written);
});

it('a batch is looked up as each item alone: several rows, none, and a value that AFAS has no place for', async () => {
	const debtors = stage.simulator.table('Sim_Debtors').records();
	const common = debtors[0].PayCon as string;
	const second = debtors[20].DebtorId as string;
	const { items: output } = await runWrite(
		stage,
		'upsert',
		'KnSalesRelationOrg',
		{
			lookupConnector: byId('Sim_Debtors'),
			lookupMatch: { field: [{ field: '={{ $json.field }}', value: '={{ $json.value }}' }] },
			lookupKeys: { key: [{ keyField: 'DbId', field: 'DebtorId' }] },
			...record({ CuId: 'EUR' }, { batchSize: 10, dryRun: true }),
		},
		{
			items: [
				{ field: 'PayCon', value: common },
				{ field: 'DebtorId', value: '000010' },
				{ field: 'DebtorId', value: second },
				{ field: 'DebtorId', value: 'never there' },
				{ field: 'CreditLimit', value: 'no number' },
				{ field: 'DebtorId', value: '' },
			],
			continueOnFail: true,
		},
	);
	const [several, found, other, none, wrong, empty] = output[0].map(({ json }) => json);
	expect(several.error).toContain('several rows of Sim_Debtors');
	expect([found, other, none].map(({ action }) => action)).toEqual(['update', 'update', 'create']);
	expect((found.body as any).KnSalesRelationOrg.Element['@DbId']).toBe('000010');
	expect((other.body as any).KnSalesRelationOrg.Element['@DbId']).toBe(second);
	expect(wrong.error).toMatch(/CreditLimit/);
	expect(empty.error).toContain("'Lookup Match' has no value");
});

it('Skip Unchanged holds for a body of AFAS as well', async () => {
	const [{ SubjectId, Subject }] = stage.simulator.table('Sim_Subjects').records();
	const run = async (element: IDataObject) => {
		const { items, error } = await runWrite(stage, 'upsert', 'KnSubject', {
			lookupConnector: byId('Sim_Subjects'),
			lookupMatch: { field: [{ field: 'SubjectId', value: String(SubjectId) }] },
			lookupKeys: { key: [{ keyField: 'SbId', field: 'SubjectId' }] },
			dataMode: 'body',
			body: JSON.stringify({ KnSubject: { Element: element } }),
			options: { skipUnchanged: true },
		});
		expect(error).toBeUndefined();
		return items[0][0].json.action;
	};
	expect(await run({ '@SbId': '' })).toBe('unchanged');
	// A field without a column of its name counts as a change.
	expect(await run({ Fields: { Ds: Subject } as IDataObject })).toBe('update');
});
