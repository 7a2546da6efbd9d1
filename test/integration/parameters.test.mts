// What expressions and agents leave in parameters: text for numbers, nothing, objects. None of it may reach AFAS as
// if it were a value, and each error names the parameter.
import type { IDataObject } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';
import { bodiesOf, keys, record, runWrite, writesOf } from './support/writes.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ bigRows: 300, orderRows: 10 });
});
afterAll(() => stage.simulator.close());
beforeEach(() => {
	stage.simulator.reset();
	stage.simulator.settings.faults = [];
});
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

const run = (parameters: IDataObject, items?: IDataObject[]) =>
	stage.n8n.runNode({ credential: stage.credential, parameters, items });

const getMany = (parameters: IDataObject = {}) =>
	run({
		resource: 'getConnector',
		operation: 'getMany',
		connector: byId('Sim_Debtors'),
		...parameters,
	});

const bi = (parameters: IDataObject) =>
	run({ resource: 'biModel', operation: 'getMany', model: 'Sim_Mutations', ...parameters });

/** Query parameters of the calls for rows. */
const queries = () =>
	stage.simulator.requests
		.filter(({ path }) => path.includes('/connectors/'))
		.map(({ query }) => query);

describe('a limit', () => {
	it.each([-1, 0, 0.5, 'all', '={{ NaN }}', '={{ undefined }}', '={{ null }}', '={{ {} }}'])(
		'of %j is refused, because AFAS takes some of these for all rows',
		async (limit) => {
			for (const { items, error } of [await getMany({ limit }), await bi({ limit })]) {
				expect(items.flat()).toEqual([]);
				expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 0 } });
				expect(error?.message).toMatch(
					/^'Limit' is .*, but it must be a whole number of 1 or more$/,
				);
			}
			expect(queries()).toEqual([]);
		},
	);

	it.each(['3', 3.9, '={{ "3" }}'])('of %j is 3 rows', async (limit) => {
		for (const { items, error } of [await getMany({ limit }), await bi({ limit })]) {
			expect(error).toBeUndefined();
			expect(items[0]).toHaveLength(3);
		}
		expect(queries().map(({ take }) => take)).toEqual(['3']);
	});
});

describe('an option that is a number', () => {
	const NUMBERS: Record<string, string> = {
		concurrency: 'Calls at Once',
		pageSize: 'Page Size',
		retries: 'Retries',
		rowsPerFile: 'Rows per File',
		skip: 'Skip',
		timeout: 'Timeout (Seconds)',
	};

	it.each(Object.entries(NUMBERS))('%s is refused by name when it is none', async (name, shown) => {
		for (const value of [
			'abc',
			'={{ NaN }}',
			'={{ [] }}',
			'={{ {} }}',
			'={{ true }}',
			'={{ -5 }}',
		]) {
			const { error } = await getMany({ options: { output: 'ndjson', [name]: value } });
			expect(error?.message).toMatch(new RegExp(`^'${shown.replace(/[()]/g, '\\$&')}' is `));
		}
		expect(queries()).toEqual([]);
	});

	it.each(Object.entries(NUMBERS))(
		'%s without a value is its default, or refused where that gives more rows',
		async (name, shown) => {
			for (const value of ['={{ undefined }}', '={{ null }}', '={{ "" }}']) {
				const { items, error } = await getMany({
					limit: 2,
					options: { output: 'pages', [name]: value },
				});
				// An option of files is not there with pages.
				const isRefused = name === 'skip';
				expect(error?.message).toBe(
					isRefused ? `'${shown}' is empty, but it must be a whole number of 0 or more` : undefined,
				);
				expect(items.flat()).toHaveLength(isRefused ? 0 : 1);
			}
		},
	);

	it('a timeout of more than timers can hold still waits', async () => {
		stage.simulator.settings.delayMs = 20;
		for (const timeout of [1e21, 2_147_484, '={{ Infinity }}']) {
			const { items, error } = await getMany({ limit: 1, options: { timeout } });
			expect({ timeout, error }).toEqual({ timeout, error: undefined });
			expect(items[0]).toHaveLength(1);
		}
		stage.simulator.settings.delayMs = 0;
	});
});

describe('an object where a text belongs', () => {
	it.each<[string, IDataObject]>([
		["'GetConnector'", { connector: byId('={{ { a: 1 } }}') }],
		["Condition 1 of 'Filters'", conditions('DebtorId', '={{ { a: 1 } }}')],
		["Condition 1 of 'Filters'", conditions('DebtorId', '={{ ["000010"] }}')],
		["Condition 1 of 'Filters'", conditions('={{ { toString: 1 } }}', 'x')],
		["Condition 1 of 'Filters'", conditions('DebtorId', '={{ DateTime.fromISO("soon") }}')],
		["'Field' of Sort Field 1", { sort: { by: [{ field: '={{ {} }}', direction: 'asc' }] } }],
		["'Key Fields'", { returnAll: true, keyFields: '={{ { a: 1 } }}' }],
		["'Output Fields'", { options: { outputFields: '={{ [{ a: 1 }] }}' } }],
	])('%s is named', async (name, parameters) => {
		const { error } = await getMany(parameters);
		expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 0 } });
		expect(error?.message).toBe(`${name} holds something that is no text, number or date`);
		expect(queries()).toEqual([]);
	});

	it.each<[string, IDataObject]>([
		[
			"'Dossier Item ID'",
			{ resource: 'file', operation: 'getAttachment', subjectId: '={{ {} }}', fileId: 'A' },
		],
		["'File ID'", { resource: 'file', operation: 'getFile', fileId: '={{ [1] }}', fileName: 'a' }],
		["'Image ID'", { resource: 'file', operation: 'getImage', imageId: '={{ {} }}' }],
		["'Report ID'", { resource: 'report', operation: 'get', reportId: '={{ {} }}' }],
		["'BI Model'", { resource: 'biModel', operation: 'getMany', model: '={{ {} }}' }],
	])('%s is named', async (name, parameters) => {
		const { error } = await run(parameters);
		expect(error?.message).toBe(`${name} holds something that is no text, number or date`);
		expect(stage.simulator.requests).toEqual([]);
	});

	it('in a lookup is refused: it would find no row, and a second record would be made', async () => {
		for (const value of [
			'={{ {} }}',
			'={{ ["New"] }}',
			'={{ DateTime.fromISO("soon") }}',
			'={{ NaN }}',
		]) {
			const { error } = await runWrite(stage, 'upsert', 'FbSales', {
				lookupConnector: byId('Sim_SalesOrders'),
				lookupMatch: { field: [{ field: 'CustomerReference', value }] },
				lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
				...record({ DbId: '000010', RfCs: 'New' }),
			});
			expect(error?.message).toContain("'Lookup Match' has for CustomerReference something");
		}
		expect(writesOf(stage)).toEqual([]);
	});

	it('in a key of a delete is refused', async () => {
		for (const value of ['={{ {} }}', '={{ [50001] }}', '={{ NaN }}']) {
			const { error } = await runWrite(stage, 'delete', 'KnSubject', keys({ SbId: value }));
			expect(error?.message).toContain('SbId: takes one text, number or date');
		}
		expect(writesOf(stage)).toEqual([]);
	});

	it('a number or date that does not exist is written nowhere', async () => {
		const write = async (Ds: string) =>
			await runWrite(stage, 'create', 'KnSubject', {
				dataMode: 'fields',
				fields: { mappingMode: 'defineBelow', value: { StId: 1, Ds } },
				options: { validate: false },
			});
		for (const value of [
			'={{ NaN }}',
			'={{ DateTime.fromISO("soon") }}',
			'={{ new Date("soon") }}',
		]) {
			const { error } = await write(value);
			expect(error?.message).toMatch(/^Not sent\. Ds: is not a (number|date) that exists/);
		}
		expect(writesOf(stage)).toEqual([]);
		expect((await write('={{ $now.year > 2000 }}')).error).toBeUndefined();
		expect(bodiesOf(stage)).toHaveLength(1);
	});
});

describe('a collection that is none', () => {
	it.each<[string, IDataObject]>([
		['sort', { sort: '={{ null }}' }],
		['options', { options: '={{ null }}' }],
		['key fields', { keyFields: '={{ null }}' }],
	])('%s counts as empty', async (_name, parameters) => {
		const { items, error } = await getMany({ limit: 2, ...parameters });
		expect(error).toBeUndefined();
		expect(items[0]).toHaveLength(2);
	});

	it.each<unknown>([
		'={{ null }}',
		{},
		{ group: [null] },
		{ group: [{}] },
		{ group: [{ conditions: 1 }] },
	])('filters of %j never mean every row', async (filterGroups) => {
		const { error } = await getMany({ filterGroups } as IDataObject);
		expect(error?.message).toMatch(/'Filters'/);
		expect(queries()).toEqual([]);
	});

	it('filters without groups are no filter', async () => {
		for (const parameters of [{}, { filterMode: 'builder' }, { filterGroups: { group: [] } }]) {
			expect((await getMany({ limit: 2, ...parameters })).items[0]).toHaveLength(2);
		}
	});
});

describe('a language that no header can hold', () => {
	it.each(['={{ "nl-nl\\r\\nX-Evil: 1" }}', '={{ {} }}', 'é'])(
		'%j is refused',
		async (language) => {
			const { error } = await getMany({ options: { language } });
			expect(error?.message).toBe("'Language' is not a language");
			const write = await runWrite(stage, 'create', 'KnSubject', record({ Ds: 'x' }, { language }));
			expect(write.error?.message).toContain("'Language' is not a language");
			expect(stage.simulator.requests).toEqual([]);
		},
	);
});

function conditions(field: string, value: string): IDataObject {
	const condition = [{ field, operator: 'equal', value }];
	return { filterMode: 'builder', filterGroups: { group: [{ conditions: { condition } }] } };
}

describe('the protocol', () => {
	const overSoap = () => stage.simulator.requests.some(({ path }) => path.endsWith('.asmx'));

	it('is that of the option, and else that of the parameter that workflows may hold', async () => {
		for (const [parameters, isSoap] of [
			[{}, false],
			[{ protocol: 'soap' }, true],
			[{ options: { protocol: 'soap' } }, true],
			[{ protocol: 'soap', options: { protocol: 'rest' } }, false],
		] as Array<[IDataObject, boolean]>) {
			stage.simulator.reset();
			expect((await getMany({ limit: 1, ...parameters })).error).toBeUndefined();
			expect({ parameters, isSoap: overSoap() }).toEqual({ parameters, isSoap });
		}
	});

	it.each([{ protocol: 'SOAP' }, { options: { protocol: 'SOAP' } }])(
		'of another name is refused: %j',
		async (parameters) => {
			const { error } = await getMany(parameters as IDataObject);
			expect(error?.message).toBe("'Protocol' is 'SOAP', but it must be one of: rest, soap");
			expect(stage.simulator.requests).toEqual([]);
		},
	);
});

describe('options that differ per item', () => {
	const create = (options: IDataObject, items: IDataObject[], more: IDataObject = {}) =>
		runWrite(
			stage,
			'create',
			'KnSubject',
			{ dataMode: 'record', record: '={{ { StId: 1, Ds: $json.Ds } }}', options, ...more },
			{ items, continueOnFail: true },
		);

	it.each([0, 1])('an expression that fails for item %i fails only that item', async (bad) => {
		const items = [{ Ds: 'First' }, { Ds: 'Second' }].map((item, at) => ({
			...item,
			bad: at === bad,
		}));
		const timeout = "={{ $json.bad ? $('Gone').first().json.x : 60 }}";
		const { items: output } = await create({ timeout, batchSize: 2 }, items);
		const failed = output[0].map(({ json }) => typeof json.error === 'string');
		expect(failed).toEqual([bad === 0, bad === 1]);
		expect(bodiesOf(stage)).toHaveLength(1);
		expect(JSON.stringify(bodiesOf(stage))).toContain(bad === 0 ? 'Second' : 'First');
	});

	it.each([0, 1])('a value of the wrong type for item %i fails only that item', async (bad) => {
		const items = [0, 1].map((at) => ({ Ds: `Item ${at}`, size: at === bad ? 'abc' : 2 }));
		const { items: output } = await create({ batchSize: '={{ $json.size }}' }, items);
		const errors = output[0].map(({ json }) => json.error);
		expect(errors[bad]).toBe("'Batch Size' is 'abc', but it must be a whole number of 1 or more");
		expect(errors[1 - bad]).toBeUndefined();
	});

	it('each item goes over its own protocol, also in a batch', async () => {
		const items = ['rest', 'soap', 'rest', 'soap'].map((protocol, at) => ({
			Ds: `Item ${at}`,
			protocol,
		}));
		const { items: output } = await create(
			{ batchSize: 4, protocol: '={{ $json.protocol }}' },
			items,
		);
		expect(output[0].map(({ json }) => json.error)).toEqual([
			undefined,
			undefined,
			undefined,
			undefined,
		]);
		const sent = writesOf(stage).map(({ path, body = '' }) => ({
			isSoap: path.endsWith('.asmx'),
			items: [...body.matchAll(/Item (\d)/g)].map(([, at]) => Number(at)),
		}));
		expect(
			sent
				.filter(({ isSoap }) => isSoap)
				.flatMap(({ items: of }) => of)
				.sort(),
		).toEqual([1, 3]);
		expect(
			sent
				.filter(({ isSoap }) => !isSoap)
				.flatMap(({ items: of }) => of)
				.sort(),
		).toEqual([0, 2]);
	});
});

describe('a box of the form', () => {
	const updated = async (value: IDataObject) => {
		const { error } = await runWrite(stage, 'update', 'KnSubject', {
			dataMode: 'fields',
			fields: { mappingMode: 'defineBelow', value: { SbId: '50001', ...value } },
		});
		expect(error).toBeUndefined();
		const [body] = bodiesOf(stage);
		return (body as { KnSubject: { Element: { Fields: IDataObject } } }).KnSubject.Element.Fields;
	};

	it.each([
		['that was left empty', ''],
		['that n8n filled with null', null],
		['with an expression that was never written', '='],
		['with an expression that finds nothing', '={{ $json.missing }}'],
	])('%s leaves its field alone', async (_what, value) => {
		expect(await updated({ Ds: 'x', Da: value })).toEqual({ Ds: 'x' });
	});

	it('makes its field empty by an expression that says so', async () => {
		expect(await updated({ Ds: 'x', Da: '={{ null }}' })).toEqual({ Ds: 'x', Da: '' });
	});
});
