import { startSimulator, type Simulator } from '../../simulator/simulator.mts';
import { rowsOf, send } from './client.mts';

// Other work on the machine may slow the server down.
jest.setTimeout(60_000);

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ orderRows: 500 });
});
afterEach(async () => {
	expect(simulator.violations).toEqual([]);
	await simulator.close();
});

const JSON_UTF8 = { 'Content-Type': 'application/json;charset=utf-8' };
const post = (path: string, body: unknown) =>
	send(simulator, `/connectors/${path}`, { method: 'POST', headers: JSON_UTF8, body });
const put = (path: string, body: unknown) =>
	send(simulator, `/connectors/${path}`, { method: 'PUT', headers: JSON_UTF8, body });
const remove = (path: string) => send(simulator, `/connectors/${path}`, { method: 'DELETE' });
const where = (field: string, value: string | number) => ({
	filterfieldids: field,
	filtervalues: value,
	operatortypes: 1,
});
const order = (fields: object, lines: object[] = []) => ({
	FbSales: {
		Element: {
			Fields: { DbId: '000010', ...fields },
			Objects: [{ FbSalesLines: { Element: lines.map((Fields) => ({ Fields })) } }],
		},
	},
});
const line = { VaIt: '2', ItCd: '0012', QuUn: '2', Upri: '1.25' };

it('describes UpdateConnectors, recursively', async () => {
	const { json } = await send(simulator, '/metainfo/update/knsubjectreaction');
	expect(json).toMatchObject({ id: 'KnSubjectReaction', name: 'KnReaction' });
	expect(json.objects[0]).toMatchObject({ name: 'KnReactionAttachment' });
	expect(json.objects[0].objects).toBeUndefined();
	expect(json.fields.find((is: any) => is.fieldId === 'VaRe').values).toEqual([
		{ id: 'I', description: 'Intern' },
		{ id: 'EI', description: 'Extern en intern' },
	]);
	const wide = await send(simulator, '/metainfo/update/KnFreeRecord');
	expect(wide.json.fields).toHaveLength(200);
	const list = await send(simulator, '/metainfo');
	expect(list.json.updateConnectors.map((is: any) => is.id)).toContain('FbSales');
});

describe('a sales order', () => {
	it('is created with lines, changed, gets a line and is deleted with them', async () => {
		const created = await post('FbSales', order({ RfCs: 'Ref é' }, [line, line, line]));
		expect(created.status).toBe(201);
		const number = created.json.results.FbSales.OrNu;
		expect(await rowsOf(simulator, 'Sim_SalesOrders', where('OrderNumber', number))).toMatchObject([
			{ DebtorId: '000010', CustomerReference: 'Ref é', CurrencyId: 'EUR' },
		]);
		const lines = () => rowsOf(simulator, 'Sim_SalesOrderLines', where('OrderNumber', number));
		const [first] = await lines();
		expect(await lines()).toHaveLength(3);
		expect(first).toMatchObject({ ItemCodeId: '0012', AmtTotal: 2.5 });

		const changed = await put('FbSales', {
			FbSales: {
				Element: {
					Fields: { OrNu: number, RfCs: '' },
					Objects: {
						FbSalesLines: {
							Element: [
								{ Fields: { GuLi: first.LineGuid, QuUn: 4 } },
								{ Fields: { ...line, Ds: 'new' } },
							],
						},
					},
				},
			},
		});
		expect(changed.status).toBe(201);
		expect(await lines()).toHaveLength(4);
		expect((await lines()).find((is) => is.LineGuid === first.LineGuid)).toMatchObject({
			PiecePerUnit: 4,
		});
		expect(
			(await rowsOf(simulator, 'Sim_SalesOrders', where('OrderNumber', number)))[0],
		).toMatchObject({ CustomerReference: null });

		const nested = `FbSales/FbSales/@OrNu/${number}/FbSalesLines/@GuLi/${first.LineGuid}`;
		expect(await remove(nested)).toMatchObject({ status: 200, text: '' });
		expect(await lines()).toHaveLength(3);
		expect((await remove(`FbSales/FbSales/@OrNu/${number}`)).status).toBe(200);
		expect(await lines()).toEqual([]);
		expect(await rowsOf(simulator, 'Sim_SalesOrders', where('OrderNumber', number))).toEqual([]);
		expect((await remove(`FbSales/FbSales/OrNu/${number}`)).json).toMatchObject({
			errorNumber: -2147220469,
		});
	});

	it('that was there from the start is changed and deleted too', async () => {
		const changed = await put('FbSales', {
			FbSales: { Element: { Fields: { OrNu: '2', RfCs: 'Again' } } },
		});
		expect(changed.status).toBe(201);
		expect(await rowsOf(simulator, 'Sim_SalesOrders', where('OrderNumber', '2'))).toMatchObject([
			{ CustomerReference: 'Again' },
		]);
		await remove('FbSales/FbSales/@OrNu/2');
		expect(await rowsOf(simulator, 'Sim_SalesOrderLines', where('OrderNumber', '2'))).toEqual([]);
	});
});

/** docs/afas.md 2.7. */
const UNEXPLAINED = 'An unexpected error has occurred.';

/** Why Profit refused the last call, as its log has it. */
const refused = () => simulator.requests.at(-1)?.refused;

it.each([
	['an unknown field', { Nope: '1' }, /FbSales.*Nope/],
	['a text that is too long', { CuId: 'EURO' }, /CuId.*3/],
	['a decimal comma', { InPc: '1,5' }, /InPc/],
	['too many decimals', { InPc: '1.555' }, /InPc/],
	['zero where that is not allowed', { Rate: 0 }, /Rate/],
	['a value outside the code table', { DeCo: '9' }, /DeCo/],
	['a date with a Z', { OrDa: '2024-01-02T00:00:00Z' }, /OrDa/],
	['a day that does not exist', { OrDa: '2024-02-30' }, /OrDa/],
	['yes for a boolean', { BkOr: 'yes' }, /BkOr/],
	['a list as value', { RfCs: ['a'] }, /RfCs/],
	['a debtor that does not exist', { DbId: '1' }, /DbId/],
	['an empty mandatory field', { DbId: null }, /DbId/],
])('refuses %s, and its log names the field', async (_, fields, message) => {
	const answer = await post('FbSales', order(fields, [line]));
	expect(answer.status).toBe(500);
	expect(answer.json.externalMessage).not.toBe('');
	expect(refused()).toMatch(message);
});

it('refuses what is not in the body’s structure', async () => {
	const cases: [unknown, RegExp][] = [
		[{ KnSubject: { Element: {} } }, /KnSubject/],
		[{ FbSales: { Fields: {} } }, /Fields/],
		[{ FbSales: { Element: { Fields: {}, Other: 1 } } }, /Other/],
		[{ FbSales: { Element: { Objects: [{ FbOther: { Element: {} } }] } } }, /FbOther/],
		[{ FbSales: { Element: { Fields: { '@Action': 'Insert' } } } }, /@Action/],
		[{ FbSales: { Element: { Objects: { FbSalesLines: null } } } }, /FbSalesLines/],
		[order({}, []), /FbSalesLines/],
	];
	for (const [body, message] of cases) {
		expect((await post('FbSales', body)).json.externalMessage).toBe(UNEXPLAINED);
		expect(refused()).toMatch(message);
	}
	expect(
		(await put('FbSales', { FbSales: { Element: { Fields: {} } } })).json.externalMessage,
	).toMatch(/no value entered in mandatory field '.+' \(OrNu\)/);
	expect((await put('KnSubjectReaction', {})).json.externalMessage).toBe(UNEXPLAINED);
	expect(refused()).toMatch(/PUT/);
	expect((await post('HrAbsenceID', {})).json.externalMessage).toBe(UNEXPLAINED);
	expect(refused()).toMatch(/POST/);
	expect((await post('Nothing', {})).json.errorNumber).toBe(-2147180996);
});

it('applies all elements of a call or none', async () => {
	const subject = (Ds: string) => ({ Fields: { StId: 1, Ds } });
	const count = async () =>
		(await rowsOf(simulator, 'Sim_Subjects', { skip: -1, take: -1 })).length;
	const before = await count();
	const bad = [subject('one'), subject('two'), subject('x'.repeat(256))];
	expect((await post('KnSubject', { KnSubject: { Element: bad } })).status).toBe(500);
	expect(await count()).toBe(before);
	const missing = [subject('one'), { Fields: { StId: 1 } }];
	expect((await post('KnSubject', { KnSubject: { Element: missing } })).status).toBe(500);
	expect(await count()).toBe(before);
	const good = await post('KnSubject', { KnSubject: { Element: bad.slice(0, 2) } });
	const keys = good.json.results.KnSubject.map((is: { SbId: string }) => is.SbId);
	expect(keys).toHaveLength(2);
	expect(await count()).toBe(before + 2);
	const mixed = await post('KnSubject', {
		KnSubject: {
			Element: [
				{ '@SbId': keys[0], Fields: { '@Action': 'delete' } },
				{ '@SbId': keys[1], Fields: { '@Action': 'update', Ds: 'changed' } },
			],
		},
	});
	expect(mixed.status).toBe(201);
	expect(await count()).toBe(before + 1);
	expect(await rowsOf(simulator, 'Sim_Subjects', where('SubjectId', keys[1]))).toMatchObject([
		{ Subject: 'changed' },
	]);
});

it('adds an attachment on the sub-object path and keeps its bytes', async () => {
	const data = Buffer.from([0, 255, 10, 13, 1]);
	const body = {
		KnSubject: {
			Element: {
				'@SbId': 50003,
				Objects: [
					{
						KnSubjectAttachment: {
							Element: { Fields: { FileName: 'é#1.bin', FileStream: data.toString('base64') } },
						},
					},
				],
			},
		},
	};
	const answer = await post('KnSubject/KnSubjectAttachment', body);
	expect(answer.json.results).toEqual({ KnSubject: { SbId: '50003' } });
	const rows = await rowsOf(simulator, 'Profit_Subject_Attachments', {
		...where('file_name', 'é#1.bin'),
	});
	expect(rows).toMatchObject([{ subject_id: 50003 }]);
	expect(simulator.environment.files.get(rows[0].file_id)).toEqual({ name: 'é#1.bin', data });
	expect((await post('KnSubject/KnSubjectLink', body)).status).toBe(500);
	const dataUri = JSON.parse(JSON.stringify(body).replace(data.toString('base64'), 'data:,x'));
	await post('KnSubject/KnSubjectAttachment', dataUri);
	expect(refused()).toMatch(/FileStream/);
});

it('matches persons and organisations: none is an insert, one an update, several a refusal', async () => {
	const person = (Fields: object) => ({ KnPerson: { Element: { Fields } } });
	const born = { MatchPer: '1', SoSe: '999', LaNm: 'Jansen' };
	const first = await post('KnPerson', person(born));
	const again = await put('KnPerson', person({ ...born, LaNm: 'de Vries' }));
	expect(again.json.results.KnPerson.BcCo).toBe(first.json.results.KnPerson.BcCo);
	await post('KnPerson', person({ ...born, MatchPer: '7' }));
	expect((await post('KnPerson', person(born))).status).toBe(500);
	expect(refused()).toMatch(/Several/);
	const address = {
		KnBasicAddressAdr: { Element: { Fields: { CoId: 'NL', Ad: 'Kade', HmNr: 1 } } },
	};
	const byNumber = person({ MatchPer: '0', BcCo: first.json.results.KnPerson.BcCo });
	Object.assign(byNumber.KnPerson.Element, { Objects: address });
	await post('KnPerson', byNumber);
	await put('KnPerson', byNumber);
	expect(
		await rowsOf(simulator, 'Sim_OrgPer', where('BcCo', first.json.results.KnPerson.BcCo)),
	).toMatchObject([{ Name: 'de Vries', AdressLine1: 'Kade 1' }]);
	const two = person(born);
	Object.assign(two.KnPerson.Element, {
		Objects: { KnBasicAddressAdr: { Element: [{ Fields: {} }, { Fields: {} }] } },
	});
	expect((await post('KnPerson', two)).status).toBe(500);
	expect(refused()).toMatch(/KnBasicAddressAdr.*one row/);
});

it('creates a debtor with its organisation', async () => {
	const { json } = await post('KnSalesRelationOrg', {
		KnSalesRelationOrg: {
			Element: {
				Fields: { CuId: 'EUR', Krli: '-12.50' },
				Objects: [
					{ KnOrganisation: { Element: { Fields: { MatchOga: '6', Nm: 'Bakker & Zn' } } } },
				],
			},
		},
	});
	const { DbId, BcCo } = json.results.KnSalesRelationOrg;
	expect(DbId).toBe('007004');
	expect(await rowsOf(simulator, 'Sim_Debtors', where('DebtorId', DbId))).toMatchObject([
		{ DebtorName: 'Bakker & Zn', BcCo, CreditLimit: -12.5 },
	]);
	expect(await rowsOf(simulator, 'Sim_OrgPer', where('BcCo', BcCo))).toHaveLength(1);
});

it('shows everything that was written, also what no GetConnector has', async () => {
	await post('KnSubject', {
		KnSubject: {
			Element: {
				Fields: { StId: '1', Ds: 'x', SbHi: '7' },
				Objects: { KnSubjectLink: { Element: { Fields: { ToBC: '1', SfId: '000256' } } } },
			},
		},
	});
	expect(simulator.written('KnSubject')).toMatchObject([
		{
			fields: { StId: 1, SbHi: 7 },
			objects: { KnSubjectLink: [{ fields: { ToBC: true, SfId: '000256' } }] },
		},
	]);
});

it('takes journal entries that balance and deletes them by number or invoice', async () => {
	const entry = (credit: string) => ({
		FiEntryPar: {
			Element: {
				Fields: { Year: '2026', Peri: '1', UnId: '1', JoCo: '73' },
				Objects: {
					FiEntries: {
						Element: ['10.00', credit].map((amount, at) => ({
							Fields: {
								VaAs: '1',
								AcNr: '0400',
								EnDa: '2026-01-02',
								BpDa: '2026-01-02',
								InId: 'IH0001',
								[at === 0 ? 'AmDe' : 'AmCr']: amount,
							},
						})),
					},
				},
			},
		},
	});
	expect((await post('FiEntries', entry('9.99'))).status).toBe(500);
	expect(refused()).toMatch(/balance/);
	const all = () => rowsOf(simulator, 'Sim_JournalEntries', { skip: -1, take: -1 });
	expect(await all()).toEqual([]);
	const { json } = await post('FiEntries', entry('10.00'));
	const { EnNo } = json.results.FiEntries;
	await post('FiEntries', entry('10.00'));
	expect(await all()).toHaveLength(4);
	const path = 'FiEntries/FiEntryPar/UnId,JoCo/1,73/FiEntries';
	expect((await remove(`${path}/@EnNo/${EnNo}`)).status).toBe(200);
	expect(await all()).toHaveLength(2);
	expect((await remove(`${path}/InId/IH0001`)).status).toBe(200);
	expect(await all()).toEqual([]);
	expect((await remove(`${path}/InId/IH0001`)).status).toBe(500);
});

it('answers in every shape that AFAS documents', async () => {
	const subject = { KnSubject: { Element: { Fields: { StId: '1', Ds: 'x' } } } };
	const reaction = { KnReaction: { Element: { Fields: { SbId: 50001, SbTx: 'x', VaRe: 'I' } } } };
	expect(await post('KnSubjectReaction', reaction)).toMatchObject({ status: 201, text: '' });
	const body = async (shape: 'bare' | 'list' | 'empty') => {
		simulator.settings.resultShape = shape;
		return (await post('KnSubject', subject)).json;
	};
	expect(await body('bare')).toEqual({ KnSubject: { SbId: expect.any(String) } });
	expect(await body('list')).toEqual({ results: { KnSubject: [{ SbId: expect.any(String) }] } });
	expect(await body('empty')).toBeUndefined();
});

it('loses accents without charset, and tells malformed JSON from a refusal', async () => {
	const created = await send(simulator, '/connectors/KnSubject', {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: { KnSubject: { Element: { Fields: { StId: '1', Ds: 'Café' } } } },
	});
	const { SbId } = created.json.results.KnSubject;
	expect(await rowsOf(simulator, 'Sim_Subjects', where('SubjectId', SbId))).toMatchObject([
		{ Subject: 'Caf?' },
	]);
	const response = await fetch(`${simulator.restUrl}/connectors/KnSubject`, {
		method: 'POST',
		headers: {
			Authorization: `AfasToken ${Buffer.from(simulator.token).toString('base64')}`,
			IntegrationId: simulator.integrationId,
			...JSON_UTF8,
		},
		body: '{"KnSubject":',
	});
	expect([response.status, await response.json()]).toEqual([400, { message: 'Invalid json' }]);
});

it('answers 413 above 75 MB', async () => {
	const body = { KnSubject: 'x'.repeat(75 * 1024 * 1024) };
	expect((await post('KnSubject', body)).status).toBe(413);
});
