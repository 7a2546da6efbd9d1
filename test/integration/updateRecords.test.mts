import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';
import {
	bodiesOf,
	form,
	keys,
	record,
	runWrite,
	stored,
	writesOf,
	type WriteOperation,
} from './support/writes.mts';

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
	stage.simulator.settings.resultShape = 'documented';
});
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

const write = (
	operation: WriteOperation,
	connector: string,
	parameters: IDataObject,
	more: Parameters<typeof runWrite>[4] = {},
) => runWrite(stage, operation, connector, parameters, more);

/** Runs without an error and gives the first output item. */
async function written(...call: Parameters<typeof write>): Promise<IDataObject> {
	const { items, error } = await write(...call);
	expect(error).toBeUndefined();
	expect(items[0]).toHaveLength(1);
	expect(items[0][0].pairedItem).toEqual({ item: 0 });
	return items[0][0].json;
}

const lines = [
	{ VaIt: '2', ItCd: '0012', QuUn: 2, Upri: 1.25 },
	{ VaIt: '2', ItCd: '0012', QuUn: 1, Upri: '2.50' },
	{ VaIt: '2', ItCd: '0012', Ds: 'Third' },
];

describe('a sales order', () => {
	it('is created with three lines from the form, changed and deleted', async () => {
		const created = await written(
			'create',
			'FbSales',
			form({ DbId: '000010', RfCs: 'Ref é', FbSalesLines: JSON.stringify(lines) }),
		);
		const number = (created.key as IDataObject).OrNu as string;
		expect(created).toEqual({
			connector: 'FbSales',
			action: 'create',
			key: { OrNu: number },
			results: { FbSales: { OrNu: number } },
		});
		expect(stored(stage, 'Sim_SalesOrderLines', 'OrderNumber', number)).toHaveLength(3);

		const updated = await written('update', 'FbSales', form({ OrNu: number, RfCs: 'Other' }));
		expect(updated).toMatchObject({ action: 'update', key: { OrNu: number } });
		expect(stored(stage, 'Sim_SalesOrders', 'OrderNumber', number)).toMatchObject([
			{ CustomerReference: 'Other', DebtorId: '000010' },
		]);

		expect(await written('delete', 'FbSales', keys({ OrNu: number }))).toEqual({
			connector: 'FbSales',
			action: 'delete',
			key: { OrNu: number },
			results: null,
			deleted: true,
		});
		expect(stored(stage, 'Sim_SalesOrders', 'OrderNumber', number)).toEqual([]);
		expect(writesOf(stage).map(({ method }) => method)).toEqual(['POST', 'PUT', 'DELETE']);
	});

	it('is created from a simple record, and @Action goes under Fields', async () => {
		const created = await written(
			'create',
			'FbSales',
			record({ DbId: '000010', FbSalesLines: lines }),
		);
		const number = (created.key as IDataObject).OrNu as string;
		const [first] = stored(stage, 'Sim_SalesOrderLines', 'OrderNumber', number);
		await written(
			'update',
			'FbSales',
			record({
				OrNu: number,
				FbSalesLines: [{ '@Action': 'delete', GuLi: first.LineGuid }],
			}),
		);
		expect(bodiesOf(stage)[1]).toEqual({
			FbSales: {
				Element: {
					Fields: { OrNu: number },
					Objects: [
						{
							FbSalesLines: {
								Element: [{ Fields: { '@Action': 'delete', GuLi: first.LineGuid } }],
							},
						},
					],
				},
			},
		});
		expect(stored(stage, 'Sim_SalesOrderLines', 'OrderNumber', number)).toHaveLength(2);
	});

	it.each([
		['text', (body: object) => JSON.stringify(body)],
		['an object', (body: object) => body as IDataObject],
	])('is created from the JSON of AFAS as %s, which is sent as it is', async (_form, give) => {
		const body = {
			FbSales: { Element: { Fields: { DbId: '000010', RfCs: '0012' } } },
		};
		const { error, items } = await write(
			'create',
			'FbSales',
			{ dataMode: 'body', body: '={{ $json.body }}' },
			{ items: [{ body: give(body) }] },
		);
		expect(error).toBeUndefined();
		expect(items[0][0].json.key).toEqual({ OrNu: expect.any(String) });
		expect(bodiesOf(stage)).toEqual([body]);
		expect(stage.simulator.requests).toHaveLength(1);
	});

	it('takes its fields from the input item, and nothing that the connector does not know', async () => {
		const { error } = await write(
			'create',
			'FbSales',
			{ fields: { mappingMode: 'autoMapInputData', value: { RfCs: 'left behind' } } },
			{
				items: [{ DbId: '000010', OrNu: 'A-0012', other: 1, FbSalesLines: [lines[0]] }],
			},
		);
		expect(error).toBeUndefined();
		expect(bodiesOf(stage)).toEqual([
			{
				FbSales: {
					Element: {
						Fields: { OrNu: 'A-0012', DbId: '000010' },
						Objects: [
							{
								FbSalesLines: {
									Element: [{ Fields: { VaIt: '2', ItCd: '0012', QuUn: 2, Upri: 1.25 } }],
								},
							},
						],
					},
				},
			},
		]);
	});
});

describe('the form', () => {
	it('null makes a field empty, an empty box and a missing value leave it alone', async () => {
		const { error } = await write(
			'update',
			'FbSales',
			form({
				OrNu: '={{ $json.number }}',
				RfCs: '={{ null }}',
				Re: '={{ $json.nothing }}',
				PaCd: '',
				War: '={{ "" }}',
			}),
			{ items: [{ number: '1' }] },
		);
		expect(error).toBeUndefined();
		expect(bodiesOf(stage)[0]).toEqual({
			FbSales: { Element: { Fields: { OrNu: '1', RfCs: '', War: '' } } },
		});
	});

	it('sends of a template row what was filled in, and no more', async () => {
		const { fields } = await stage.n8n.resourceMapping('getColumns', {
			credential: stage.credential,
			parameters: { resource: 'updateConnector', operation: 'create', connector: byId('FbSales') },
			path: 'parameters.fields',
		});
		const template = String(fields.find(({ id }) => id === 'FbSalesLines')?.defaultValue);
		const rows = template
			.replace('(VaIt)": "', '$&2')
			.replace('Item code * (ItCd)": "', '$&{{ $json.item }}');
		const { error } = await write(
			'create',
			'FbSales',
			form({ DbId: '000010', FbSalesLines: `=${rows}` }),
			{ items: [{ item: '0012' }] },
		);
		expect(error).toBeUndefined();
		expect(bodiesOf(stage)[0]).toMatchObject({
			FbSales: {
				Element: {
					Objects: [{ FbSalesLines: { Element: [{ Fields: { VaIt: '2', ItCd: '0012' } }] } }],
				},
			},
		});
		expect(JSON.stringify(bodiesOf(stage)[0])).not.toMatch(/GuLi|BiUn|QuUn/);
	});

	it('rule 1: leading zeros and long decimals stay', async () => {
		const { items } = await write(
			'create',
			'FbItemArticle',
			form(
				{ ItCd: '000012', Ds: '0012', Grp: '01', SaPrice: '1234567890123456.0123456789' },
				{ dryRun: true },
			),
		);
		expect(items[0][0].json.body).toEqual({
			FbItemArticle: {
				Element: {
					Fields: { ItCd: '000012', Ds: '0012', Grp: '01', SaPrice: '1234567890123456.0123456789' },
				},
			},
		});
	});

	it('writes dates on the clock of Amsterdam', async () => {
		const { items } = await write(
			'create',
			'FbSales',
			form({ DbId: '000010', OrDa: '2026-06-30T23:30:00Z' }, { dryRun: true }),
		);
		expect(items[0][0].json.body).toMatchObject({
			FbSales: { Element: { Fields: { OrDa: '2026-07-01T01:30:00' } } },
		});
	});

	it('an empty one is refused', async () => {
		const { error } = await write('create', 'FbSales', form({}));
		expect(error?.message).toMatch(/gives no field of FbSales/);
		expect(writesOf(stage)).toEqual([]);
	});
});

describe('checks before sending', () => {
	it('name all findings of an item with their paths', async () => {
		const { error } = await write(
			'create',
			'FbSales',
			record({
				DbID: 'x',
				BkOr: 'maybe',
				OrDa: '12/31/2026',
				FbSalesLines: [lines[0], { VaIt: '99', QuUn: '1.500,5' }],
			}),
		);
		for (const part of [
			'5 values',
			'DbID: is not a field or sub-object of FbSales; did you mean DbId?',
			'BkOr (Backorder)',
			'OrDa (Date)',
			'FbSalesLines[1].VaIt',
			"FbSalesLines[1].QuUn (Number of units): '1.500,5' is not a number: write decimals with a dot",
		]) {
			expect(error?.message).toContain(part);
		}
		expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 0 } });
		expect(writesOf(stage)).toEqual([]);
	});

	it('leave it to AFAS when they are off, which lists the mandatory fields when AFAS refuses', async () => {
		const { error } = await write(
			'create',
			'FbSales',
			record({ RfCs: 'no debtor', FbSalesLines: [{ VaIt: '2', QuUn: 1 }] }, { validate: false }),
		);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '500' });
		expect(error?.description).toContain('DbId (Sales contact)');
		expect(error?.description).toContain('FbSalesLines[0].ItCd (Item code)');
		// What an administrator needs comes after what the user needs.
		expect(error?.description).toMatch(/environment log under this reference: \w+\./);
		expect(writesOf(stage)).toHaveLength(1);
	});

	it('a missing mandatory field is a hint, told once for all items', async () => {
		const { hints, error } = await write('create', 'FbSales', record({ DbId: '000010' }), {
			items: [{}, {}, {}],
		});
		expect(error).toBeUndefined();
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/3 items did not give them: CuId \(Currency\)\. Profit fills many/),
		]);
	});

	it('a key is needed for an update', async () => {
		const { error } = await write('update', 'FbSales', record({ RfCs: 'x' }));
		expect(error?.message).toContain('OrNu (Number): is the key of the row to update');
		expect(writesOf(stage)).toEqual([]);
	});

	it.each([
		['no JSON', '{', "'Record' is not valid JSON"],
		['a list', '[]', "'Record' is not one object"],
		['text as rows', '{"DbId":"1","FbSalesLines":"x"}', 'FbSalesLines: is a sub-object'],
	])('%s is refused, also with Validate off', async (_case, text, message) => {
		const { error } = await write('create', 'FbSales', record(text, { validate: false }));
		expect(error?.message).toContain(message);
		expect(writesOf(stage)).toEqual([]);
	});
});

describe('sub-objects and files', () => {
	const subject = { StId: 11, Ds: 'With a file' };
	const file = (data: Buffer, fileName = 'brief ü.pdf') => ({
		json: {},
		binary: {
			data: { data: data.toString('base64'), mimeType: 'application/pdf', fileName },
		},
	});
	const attachments = {
		file: [
			{
				binaryField: 'data',
				object: 'KnSubjectAttachment',
				nameField: 'FileName',
				dataField: 'FileStream',
			},
		],
	};

	it('a file of the input item goes into a sub-object, byte for byte', async () => {
		const pdf = Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7) % 256));
		const created = await written(
			'create',
			'KnSubject',
			{ ...record(subject), attachments },
			{ items: [file(pdf)] },
		);
		const id = (created.key as IDataObject).SbId;
		expect(stored(stage, 'Profit_Subject_Attachments', 'subject_id', Number(id))).toMatchObject([
			{ file_name: 'brief ü.pdf' },
		]);
		const [body] = bodiesOf(stage) as any[];
		const sent = body.KnSubject.Element.Objects[0].KnSubjectAttachment.Element[0].Fields;
		expect(Buffer.from(sent.FileStream, 'base64').equals(pdf)).toBe(true);
	});

	it('a file that is not there is named', async () => {
		const { error } = await write('create', 'KnSubject', { ...record(subject), attachments });
		expect(error?.message).toMatch(/binary|file/i);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(writesOf(stage)).toEqual([]);
	});

	it('more than 75 MB stops before sending', async () => {
		const { error } = await write(
			'create',
			'KnSubject',
			{ ...record(subject), attachments },
			{ items: [file(Buffer.alloc(57_000_000, 1))] },
		);
		expect(error?.message).toMatch(/comes to 7\d MB, AFAS takes up to 75 MB/);
		expect(writesOf(stage)).toEqual([]);
	}, 60_000);

	it('rows are added to a record that exists, by the path of the sub-object', async () => {
		const { key } = await written('create', 'KnSubject', record(subject));
		const { SbId } = key as { SbId: string };
		const added = await written(
			'create',
			'KnSubject',
			{ ...record({ SbId }, { subObject: 'KnSubjectAttachment' }), attachments },
			{ items: [file(Buffer.from('%PDF'))] },
		);
		expect(added).toMatchObject({ action: 'create', key: { SbId } });
		expect(writesOf(stage)[1].path).toMatch(/\/connectors\/KnSubject\/KnSubjectAttachment$/);
		expect(stored(stage, 'Profit_Subject_Attachments', 'subject_id', Number(SbId))).toHaveLength(1);
	});

	it.each(['rest', 'soap'])(
		'without a row of the sub-object nothing is sent, as the record itself would change, over %s',
		async (protocol) => {
			const given = record({ SbId: 50_001, Ds: 'x', KnSubjectAttachment: [] });
			const options = { subObject: 'KnSubjectAttachment', protocol };
			const { error } = await write('create', 'KnSubject', { ...given, options });
			expect(error?.message).toContain('no row of KnSubjectAttachment');
			expect(writesOf(stage)).toEqual([]);
		},
	);

	it('a sub-object path needs the key of the record', async () => {
		const { error } = await write('create', 'KnSubject', {
			...record({ Ds: 'x' }, { subObject: 'KnSubjectAttachment' }),
		});
		expect(error?.message).toContain('SbId');
		expect(writesOf(stage)).toEqual([]);
	});
});

describe('delete', () => {
	const dryPath = async (connector: string, parameters: IDataObject) => {
		const { items, error } = await write('delete', connector, parameters);
		expect(error).toBeUndefined();
		expect(items[0][0].json).toMatchObject({ action: 'delete', method: 'DELETE' });
		return items[0][0].json.path;
	};

	it('names keys with or without @', async () => {
		const path = (keyStyle?: string) =>
			dryPath(
				'FbSales',
				keys({ OrNu: 'A&1' }, { dryRun: true, ...(keyStyle ? { keyStyle } : {}) }),
			);
		expect(await path()).toBe('/connectors/FbSales/FbSales/@OrNu/A%261');
		expect(await path('plain')).toBe('/connectors/FbSales/FbSales/OrNu/A%261');
	});

	it('takes the root name from metainfo', async () => {
		expect(
			await dryPath('KnSubjectReaction', keys({ RcId: 7 }, { dryRun: true, validate: false })),
		).toBe('/connectors/KnSubjectReaction/KnReaction/@RcId/7');
	});

	it('a row of a sub-object by its path, two keys of one object together', async () => {
		const level = [
			{ object: 'FbSalesLines', field: 'GuLi', value: 'g' },
			{ object: 'FbSalesLines', field: 'Sub', value: '2' },
			{ object: 'FbOrderBatchLines', field: 'BaNu', value: 'b' },
		];
		expect(await dryPath('FbSales', keys({ OrNu: '5' }, { dryRun: true, path: { level } }))).toBe(
			'/connectors/FbSales/FbSales/@OrNu/5/FbSalesLines/@GuLi,@Sub/g,2/FbOrderBatchLines/@BaNu/b',
		);
	});

	it('takes one row and leaves the others', async () => {
		const { key } = await written(
			'create',
			'FbSales',
			record({ DbId: '000010', FbSalesLines: lines }),
		);
		const { OrNu } = key as { OrNu: string };
		const rows = () => stored(stage, 'Sim_SalesOrderLines', 'OrderNumber', OrNu);
		const [, second] = rows();
		await written(
			'delete',
			'FbSales',
			keys(
				{ OrNu },
				{ path: { level: [{ object: 'FbSalesLines', field: 'GuLi', value: second.LineGuid }] } },
			),
		);
		expect(rows()).toHaveLength(2);
		expect(rows().map(({ LineGuid }) => LineGuid)).not.toContain(second.LineGuid);
	});

	it.each([
		['no key', keys({ OrNu: '' }), 'OrNu (Number): is a key of the record to delete'],
		['no key, unchecked', keys({}, { validate: false }), "'Keys' is empty"],
		['a comma', keys({ OrNu: '1,2' }), 'AFAS cannot delete by a value with a comma'],
	])('with %s is refused', async (_case, parameters, message) => {
		const { error } = await write('delete', 'FbSales', parameters);
		expect(error?.message).toContain(message);
		expect(writesOf(stage)).toEqual([]);
	});

	it.each([
		[{ protocol: 'rest' }, "'50001 or so' is not a whole number"],
		[{ protocol: 'soap' }, "'50001 or so' is not a whole number"],
		[{ protocol: 'rest', validate: false }, 'Type mismatch'],
	])('a key of another type is checked with %j', async (options, message) => {
		const { error } = await write('delete', 'KnSubject', keys({ SbId: '50001 or so' }, options));
		expect(error?.message).toContain(message);
	});
});

describe('the answer of AFAS', () => {
	it.each([
		['empty', {}, null],
		['bare', { OrNu: expect.any(String) }, { FbSales: { OrNu: expect.any(String) } }],
		['list', { OrNu: expect.any(String) }, { FbSales: { OrNu: expect.any(String) } }],
	] as const)('%s is understood', async (resultShape, key, results) => {
		stage.simulator.settings.resultShape = resultShape;
		const created = await written('create', 'FbSales', record({ DbId: '000010' }));
		expect(created).toEqual({ connector: 'FbSales', action: 'create', key, results });
	});

	it('has one form over REST and SOAP, for one record and for several', async () => {
		const answers: unknown[] = [];
		for (const protocol of ['rest', 'soap']) {
			for (const batchSize of [1, 2]) {
				const { items } = await runWrite(
					stage,
					'create',
					'FbSales',
					record({ DbId: '000010' }, { protocol, batchSize }),
					{ items: [{}, {}] },
				);
				answers.push(...items[0].map(({ json }) => [json.key, json.results]));
			}
		}
		const key = { OrNu: expect.any(String) as string };
		expect(answers).toEqual(Array(8).fill([key, { FbSales: key }]));
	});

	it('gives all records of a body, over REST and SOAP', async () => {
		const one = { Fields: { DbId: '000010' } };
		const json = JSON.stringify({ FbSales: { Element: [one, one] } });
		const fields = '<Element><Fields Action="insert"><DbId>000010</DbId></Fields></Element>';
		const xml = `<FbSales>${fields}${fields}</FbSales>`;
		for (const [protocol, body] of Object.entries({ rest: json, soap: xml })) {
			const { key, results } = await written('create', 'FbSales', {
				dataMode: 'body',
				body,
				options: { protocol },
			});
			const number = { OrNu: expect.any(String) };
			expect([key, results]).toEqual([{}, { FbSales: [number, number] }]);
		}
	});

	it('an update without an answer keeps the key that it was given', async () => {
		const { key } = await written('create', 'FbSales', record({ DbId: '000010' }));
		stage.simulator.settings.resultShape = 'empty';
		const updated = await written('update', 'FbSales', record({ ...(key as object), RfCs: 'x' }));
		expect(updated).toEqual({ connector: 'FbSales', action: 'update', key, results: null });
	});
});

describe('a dry run', () => {
	it('sends nothing but metainfo', async () => {
		const dryRun = { dryRun: true };
		const { items } = await write('create', 'FbSales', record({ DbId: '000010' }, dryRun), {
			items: [{}, {}],
		});
		expect(items[0].map(({ json, pairedItem }) => ({ ...json, pairedItem }))).toEqual(
			[0, 1].map((item) => ({
				connector: 'FbSales',
				action: 'create',
				method: 'POST',
				path: '/connectors/FbSales',
				headers: { IntegrationId: stage.simulator.integrationId },
				body: { FbSales: { Element: { Fields: { DbId: '000010' } } } },
				pairedItem: { item },
			})),
		);
		await write('update', 'FbSales', record({ OrNu: '1' }, dryRun));
		await write('delete', 'FbSales', keys({ OrNu: '1' }, dryRun));
		await write('create', 'FbSales', { dataMode: 'body', body: '{"FbSales":{}}', options: dryRun });
		for (const { method, path } of stage.simulator.requests) {
			expect(`${method} ${path}`).toMatch(/^GET .*\/metainfo\/update\/FbSales$/);
		}
		// Known from an earlier test at best, and asked for once.
		expect(stage.simulator.requests.length).toBeLessThanOrEqual(1);
	});
});

describe('the editor', () => {
	const parameters = (connector: string) => ({
		resource: 'updateConnector',
		operation: 'create',
		connector: byId(connector),
	});

	it('lists UpdateConnectors by id and description', async () => {
		const list = (filter?: string) =>
			stage.n8n.listSearch('searchUpdateConnectors', { credential: stage.credential, filter });
		expect((await list()).results).toContainEqual({
			name: 'FbSales (Sales order)',
			value: 'FbSales',
		});
		expect((await list('SALES ORDER')).results.map(({ value }) => value)).toEqual(['FbSales']);
	});

	it('shows keys and mandatory fields first, and none as required', async () => {
		const { fields } = await stage.n8n.resourceMapping('getColumns', {
			credential: stage.credential,
			parameters: parameters('FbSales'),
			path: 'parameters.fields',
		});
		expect(fields.filter(({ removed }) => !removed).map(({ displayName }) => displayName)).toEqual([
			'Number (OrNu, key)',
			'Sales contact * (DbId)',
			'Currency * (CuId)',
		]);
		expect(fields.every(({ required }) => !required)).toBe(true);
		expect(fields.find(({ id }) => id === 'BkOr')).toMatchObject({
			type: 'options',
			options: [
				{ name: 'Yes', value: true },
				{ name: 'No', value: false },
			],
		});
		const rows = fields.find(({ id }) => id === 'FbSalesLines');
		expect(rows).toMatchObject({ type: 'array', removed: true });
		expect(JSON.parse(String(rows?.defaultValue))).toEqual([
			expect.objectContaining({
				'Item code * (ItCd)': '',
				'Description (Ds)': '',
				'Item type *: 1 = Werksoort, 2 = Artikel, 3 = Tekst, 4 = Subtotaal, 5 = Toeslag, 6 = Kosten, 7 = Samenstelling (VaIt)':
					'',
				FbOrderBatchLines: [],
			}),
		]);
	});

	it('shows the key fields for a delete', async () => {
		const { fields } = await stage.n8n.resourceMapping('getKeyColumns', {
			credential: stage.credential,
			parameters: { ...parameters('FbSales'), operation: 'delete' },
			path: 'parameters.keys',
		});
		expect(fields.map(({ id, removed }) => [id, removed])).toEqual([['OrNu', false]]);
	});

	it.each([
		['getSubObjects', ['', 'FbSalesLines']],
		['getNestedObjects', ['FbOrderBatchLines', 'FbOrderSerialLines', 'FbSalesLines']],
		['getKeyFields', ['OrNu']],
	])('%s', async (method, values) => {
		const options = await stage.n8n.loadOptions(method, {
			credential: stage.credential,
			parameters: parameters('FbSales'),
		});
		expect(options.map(({ value }) => value)).toEqual(values);
	});
});

it('Get Fields lists the fields of the record and of its sub-objects', async () => {
	const { items } = await write('getFields', 'FbSales', {});
	const fields = items[0].map(({ json }) => json);
	expect(fields[0]).toMatchObject({ path: 'OrNu', object: 'FbSales', primaryKey: false });
	expect(fields).toContainEqual(
		expect.objectContaining({ path: 'FbSalesLines.ItCd', object: 'FbSalesLines', mandatory: true }),
	);
});

it("a GetConnector's name in the UpdateConnector's box is named as what it is", async () => {
	const { error } = await write('create', 'Sim_Debtors', record({ DbId: '1' }));
	expect(error?.message).toBe("'Sim_Debtors' is a GetConnector, which only gives rows");
	expect(error?.description).toContain("under 'UpdateConnector'");
});

it('so it is when a body goes out as it is, with one more call for all items', async () => {
	stage.simulator.reset();
	const { items } = await write(
		'create',
		'Sim_Debtors',
		{ dataMode: 'body', body: '{ "KnOrg": { "Element": { "Fields": {} } } }' },
		{ items: [{}, {}, {}], continueOnFail: true },
	);
	expect(items[0].map(({ json }) => json)).toEqual(
		Array(3).fill(
			expect.objectContaining({
				error: "'Sim_Debtors' is a GetConnector, which only gives rows",
				details: expect.objectContaining({ outcome: 'refused' }),
			}),
		),
	);
	expect(stage.simulator.requests.filter(({ method }) => method === 'GET')).toHaveLength(1);
});

describe('automatic mapping', () => {
	const auto = { fields: { mappingMode: 'autoMapInputData', value: null } };
	const mapped = (item: IDataObject) => write('create', 'FbSales', auto, { items: [item] });

	it('refuses an unknown name in a row, and lists those of the item that it left out', async () => {
		const { error } = await mapped({
			DbId: '000010',
			FbSalesLines: [{ ...lines[0], Colour: 'red' }],
		});
		expect(error?.message).toContain(
			'FbSalesLines[0].Colour: is not a field or sub-object of FbSalesLines',
		);
		const { hints } = await mapped({ DbId: '000010', CuId: 'EUR', email: 'x', shop: 1 });
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(
				/left out these fields of the input, which FbSales does not have: email, shop\./,
			),
		]);
	});

	// docs/afas.md rule 12: a known name is never dropped.
	it.each<[IDataObject, string]>([
		[{ FbSalesLines: 'A1, A2' }, 'FbSalesLines'],
		[{ FbSalesLines: [lines[0], 'A2'] }, 'FbSalesLines[1]'],
		[{ FbSalesLines: null }, 'FbSalesLines'],
		[{ RfCs: ['a', 'b'] }, 'RfCs'],
	])('rule 12: %j is refused by name', async (item, name) => {
		const { error } = await mapped({ DbId: '000010', ...item });
		expect(error?.message).toContain(`${name}:`);
		expect(writesOf(stage)).toEqual([]);
	});

	it('reads rows from JSON text', async () => {
		const { error } = await mapped({ DbId: '000010', FbSalesLines: JSON.stringify(lines) });
		expect(error).toBeUndefined();
		expect(
			(bodiesOf(stage)[0] as any).FbSales.Element.Objects[0].FbSalesLines.Element,
		).toHaveLength(lines.length);
	});

	it("an item's own @Action never deletes under Update", async () => {
		const { error } = await write('update', 'FbSales', auto, {
			items: [{ OrNu: '1', '@Action': 'delete' }],
		});
		expect(error?.message).toContain("'@Action' of the record says delete");
		expect(writesOf(stage)).toEqual([]);
	});
});

describe('a body of AFAS', () => {
	const body = (content: unknown, more: IDataObject = {}) => ({
		dataMode: 'body',
		body: JSON.stringify(content),
		...more,
	});
	const order = { FbSales: { Element: { Fields: { DbId: '000010', RfCs: 'body' } } } };

	it('is written as XML over SOAP, with its sub-objects', async () => {
		const { error, items } = await write(
			'create',
			'FbSales',
			body(
				{
					FbSales: {
						Element: {
							Fields: { DbId: '000010' },
							Objects: [{ FbSalesLines: { Element: [{ Fields: lines[0] }] } }],
						},
					},
				},
				{ protocol: 'soap' },
			),
		);
		expect(error).toBeUndefined();
		const { OrNu } = items[0][0].json.key as { OrNu: string };
		expect(stored(stage, 'Sim_SalesOrderLines', 'OrderNumber', OrNu)).toHaveLength(1);
	});

	it('may be XML over SOAP, and over REST says that it may not', async () => {
		const xml =
			'<FbSales><Element><Fields Action="insert"><DbId>000010</DbId></Fields></Element></FbSales>';
		const run = (protocol: string) =>
			write('create', 'FbSales', { dataMode: 'body', body: xml, protocol });
		expect((await run('soap')).error).toBeUndefined();
		expect((await run('rest')).error?.description).toContain("Set 'Protocol' to SOAP");
	});

	it('shares a call with others, as the Batch Size says', async () => {
		const { error, items } = await write(
			'create',
			'FbSales',
			body(order, { options: { batchSize: 10 } }),
			{ items: [{}, {}, {}] },
		);
		expect(error).toBeUndefined();
		expect(writesOf(stage)).toHaveLength(1);
		expect(new Set(items[0].map(({ json }) => (json.key as { OrNu: string }).OrNu)).size).toBe(3);
	});

	it('that deletes is called a delete in the output', async () => {
		const { key } = await written('create', 'FbSales', body(order));
		const { OrNu } = key as { OrNu: string };
		const json = await written(
			'update',
			'FbSales',
			body({ FbSales: { Element: { Fields: { '@Action': 'delete', OrNu } } } }),
		);
		expect(json).toMatchObject({ action: 'delete', deleted: true });
	});
});

it.each([
	['asReturned', true],
	['local', false],
])('dates that were read as %s and are written back: warned is %s', async (dateTimes, isWarned) => {
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const afas = (name: string, parameters: IDataObject) => ({
		name,
		type: 'n8n-nodes-afas.afas',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: parameters as INodeParameters,
	});
	const result = await stage.n8n.runWorkflow({
		credentials: { afasApi: stage.credential },
		workflow: {
			nodes: [
				{
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				afas('Read', {
					resource: 'getConnector',
					operation: 'getMany',
					connector: byId('Sim_SalesOrders'),
					limit: 1,
					options: { dateTimes },
				}),
				afas('Write', {
					resource: 'updateConnector',
					operation: 'create',
					connector: byId('FbSales'),
					...record('={{ { DbId: "000010", CuId: "EUR", DaDe: $json.ModifiedDate } }}'),
				}),
			],
			connections: { Start: to('Read'), Read: to('Write') },
		},
	});
	expect(result.error).toBeUndefined();
	const hints = result.of('Write').hints.map(({ message }) => message);
	expect(hints.some((hint) => hint.includes("'As AFAS Returns Them'"))).toBe(isWarned);
});
