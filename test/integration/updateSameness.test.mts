import type { IDataObject } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';
import { form, record, runWrite, writesOf } from './support/writes.mts';

// docs/afas.md rule 14: sameness is AFAS's. Create or Update never makes a second record of the same.

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

/** Rows whose column holds this text, without regard to letter case and blanks around it. */
function alike(id: string, column: string, text: string) {
	const table = stage.simulator.table(id);
	return table.records().filter(
		(row) =>
			String(row[column] ?? '')
				.trim()
				.toLowerCase() === text.toLowerCase(),
	);
}

const orders = (reference: string) => alike('Sim_SalesOrders', 'CustomerReference', reference);

function upsertOrders(values: unknown[], options: IDataObject = {}) {
	return runWrite(
		stage,
		'upsert',
		'FbSales',
		{
			lookupConnector: byId('Sim_SalesOrders'),
			lookupMatch: { field: [{ field: 'CustomerReference', value: '={{ $json.reference }}' }] },
			lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
			...record('={{ { DbId: "000010", RfCs: $json.reference } }}', options),
		},
		{ items: values.map((reference) => ({ reference }) as IDataObject) },
	);
}

describe.each<[string, IDataObject]>([
	['one by one', {}],
	['in one batch', { batchSize: 10 }],
	['at once', { concurrency: 8 }],
])('items %s', (name, options) => {
	it.each<[string, unknown[]]>([
		['letter case', ['web-77', 'WEB-77', 'Web-77']],
		['blanks around', ['web-78', ' web-78', 'web-78  ']],
		['a number and its text', [`778`, 778]],
	])('that differ in %s make one record', async (_case, values) => {
		const references = values.map((value) =>
			typeof value === 'number' ? value : String(value).replace(/7(\d)/, `7$1${name.length}`),
		);
		const { error } = await upsertOrders(references, options);
		expect(error).toBeUndefined();
		expect(orders(String(references[0]).trim())).toHaveLength(1);
	});

	it.each<[string, string, unknown[]]>([
		['numbers', 'QuantityUnit', ['7,5', 7.5, '7.50', '7.5e0']],
		['days', 'DateTime', ['2031-05-01', '1-5-2031', '20310501', '2031-05-01T00:00:00.000Z']],
	])('%s in other spellings make one record', async (_case, column, values) => {
		const item = `${column}${name.length}`.slice(-12);
		const { error } = await runWrite(
			stage,
			'upsert',
			'PtRealization',
			{
				lookupConnector: byId('Sim_Realization'),
				lookupMatch: {
					field: [
						{ field: column, value: '={{ $json.value }}' },
						{ field: 'ItemCodeId', value: item },
					],
				},
				lookupKeys: { key: [{ keyField: 'Id', field: 'Identity' }] },
				...record(
					`={{ { DaTi: "2031-05-01", VaIt: "1", ItCd: "${item}", Qu: 7.5, Ds: $json.value } }}`,
					options,
				),
			},
			{ items: values.map((value) => ({ value }) as IDataObject) },
		);
		expect(error).toBeUndefined();
		expect(alike('Sim_Realization', 'ItemCodeId', item)).toHaveLength(1);
	});
});

it('a value with blanks around it is found again by the next execution', async () => {
	for (const value of [' padded-1 ', 'padded-1', 'PADDED-1 ']) {
		const { error } = await upsertOrders([value]);
		expect(error).toBeUndefined();
	}
	expect(writesOf(stage).map(({ method }) => method)).toEqual(['POST', 'PUT', 'PUT']);
	expect(orders('padded-1')).toHaveLength(1);
});

it.each([['a blank'], ['  '], [null], ['']])(
	'%j as the value to match on writes nothing',
	async (value) => {
		const given = value === 'a blank' ? ' \t' : value;
		const { error } = await upsertOrders([given]);
		expect(error?.message).toContain("'Lookup Match' has no value");
		expect(writesOf(stage)).toEqual([]);
	},
);

it.each(['$today', '$today.toJSDate()', '"2026-03-01"'])(
	'the day %s is found again',
	async (day) => {
		const run = async () => {
			const { items, error } = await runWrite(stage, 'upsert', 'PtRealization', {
				lookupConnector: byId('Sim_Realization'),
				lookupMatch: {
					field: [
						{ field: 'DateTime', value: `={{ ${day} }}` },
						{ field: 'ItemCodeId', value: `DAY${day.length}` },
					],
				},
				lookupKeys: { key: [{ keyField: 'Id', field: 'Identity' }] },
				...record(`={{ { DaTi: ${day}, VaIt: "1", ItCd: "DAY${day.length}", Qu: 1 } }}`),
			});
			expect(error).toBeUndefined();
			return items[0][0].json.action;
		};
		expect(await run()).toBe('create');
		expect(await run()).toBe('update');
	},
);

describe('persons and organisations that AFAS finds itself', () => {
	const organisation = (value: IDataObject, options: IDataObject = {}) =>
		runWrite(stage, 'upsert', 'KnOrganisation', form(value, options));

	it.each<[IDataObject, RegExp]>([
		[{ MatchOga: '1', Nm: 'X' }, /MatchOga is 1, but CcNr is empty/],
		[{ MatchOga: '1', Nm: 'X', CcNr: '={{ "  " }}' }, /MatchOga is 1, but CcNr is empty/],
		[{ MatchOga: '0', Nm: 'X' }, /MatchOga is 0, but BcCo is empty/],
		[{ MatchOga: '6', Nm: 'X' }, /MatchOga is 6, with which AFAS always adds a new one/],
	])('%j would be added each time, and is refused', async (value, message) => {
		const { error } = await organisation(value);
		expect(error?.message).toMatch(message);
		expect(writesOf(stage)).toEqual([]);
	});

	it('7 always adds a new person, and is refused', async () => {
		const { error } = await runWrite(
			stage,
			'upsert',
			'KnPerson',
			form({ MatchPer: '7', LaNm: 'X' }),
		);
		expect(error?.message).toContain('MatchPer is 7');
		expect(writesOf(stage)).toEqual([]);
	});

	it.each([{ batchSize: 10 }, { concurrency: 8 }])(
		'two items about one make one, with %j',
		async (options) => {
			const number = `88${Object.keys(options)[0].length}`;
			const { error } = await runWrite(
				stage,
				'upsert',
				'KnOrganisation',
				record(`={{ { MatchOga: '1', CcNr: '${number}', Nm: 'Name ' + $itemIndex } }}`, options),
				{ items: Array.from({ length: 4 }, () => ({})) },
			);
			expect(error).toBeUndefined();
			expect(alike('Sim_OrgPer', 'ChOfCommNr', number)).toHaveLength(1);
		},
	);

	it('different ones still share a call', async () => {
		const { error } = await runWrite(
			stage,
			'upsert',
			'KnOrganisation',
			record(`={{ { MatchOga: '1', CcNr: '99' + $itemIndex, Nm: 'Name' } }}`, { batchSize: 10 }),
			{ items: Array.from({ length: 10 }, () => ({})) },
		);
		expect(error).toBeUndefined();
		expect(writesOf(stage)).toHaveLength(1);
	});

	it('an update that would add another organisation to a record is refused', async () => {
		const debtor = stage.simulator.table('Sim_Debtors').records()[0].DebtorId as string;
		const run = (MatchOga: string) =>
			runWrite(stage, 'upsert', 'KnSalesRelationOrg', {
				lookupConnector: byId('Sim_Debtors'),
				lookupMatch: { field: [{ field: 'DebtorId', value: debtor }] },
				lookupKeys: { key: [{ keyField: 'DbId', field: 'DebtorId' }] },
				...record({ CuId: 'EUR', KnOrganisation: { MatchOga, Nm: 'X' } }),
			});
		expect((await run('6')).error?.message).toContain('KnOrganisation.MatchOga is 6');
		expect((await run('1')).error?.message).toContain('KnOrganisation.MatchOga is 1');
		expect(writesOf(stage)).toEqual([]);
	});
});
