import type { IDataObject } from 'n8n-workflow';
import { byId, openStage, type Stage } from './support/profit.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ orderRows: 12_500 });
});
afterAll(() => stage.simulator.close());
beforeEach(() => stage.simulator.reset());
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

async function run(protocol: string, parameters: IDataObject, items: IDataObject[] = [{}]) {
	return await stage.n8n.runNode({
		credential: stage.credential,
		items,
		parameters: { protocol, ...parameters },
	});
}

async function rows(protocol: string, connector: string, parameters: IDataObject = {}) {
	const { items, error } = await run(protocol, {
		resource: 'getConnector',
		operation: 'getMany',
		connector: byId(connector),
		returnAll: true,
		...parameters,
	});
	expect(error).toBeUndefined();
	return items[0].map(({ json }) => json);
}

const soapCalls = () =>
	stage.simulator.requests.filter(({ path }) => path.toLowerCase().includes('.asmx'));

describe('rule 2: REST and SOAP give the same items', () => {
	it.each([
		['Sim_Debtors', ['DebtorId']],
		['Sim_Articles', ['ItemCode']],
		['Sim_SalesOrders', ['OrderNumber']],
		['Sim_Wide', ['CompanyNr']],
		['Sim_Odd_Names', ['Key']],
		['Sim_Empty', []],
		['Profit_Country', []],
	])('all rows of %s', async (connector, keyFields) => {
		const fields = stage.simulator.table(connector).fields.map(({ id }) => id);
		const keys = keyFields.every((id) => fields.includes(id)) ? keyFields : [];
		const overRest = await rows('rest', connector, { keyFields: keys });
		const overSoap = await rows('soap', connector, { keyFields: keys });
		expect(overSoap).toEqual(overRest);
		expect(soapCalls().length).toBeGreaterThan(0);
	});

	it('with a filter of groups and a sort, dates with offset', async () => {
		const parameters = {
			filterMode: 'builder',
			filterGroups: {
				group: [
					[
						['DebtorName', 'contains', '&'],
						['PayCon', 'notEqual', '14'],
					],
					[['Email', 'empty', '']],
				].map((group) => ({
					conditions: {
						condition: group.map(([field, operator, value]) => ({ field, operator, value })),
					},
				})),
			},
			sort: {
				by: [
					{ field: 'CreateDate', direction: 'desc' },
					{ field: 'DebtorId', direction: 'asc' },
				],
			},
			options: { dateTimes: 'offset' },
		};
		const overRest = await rows('rest', 'Sim_Debtors', parameters);
		expect(overRest.length).toBeGreaterThan(50);
		expect(await rows('soap', 'Sim_Debtors', parameters)).toEqual(overRest);
	});

	it('the version', async () => {
		const version = async (protocol: string) => {
			const { items } = await run(protocol, { resource: 'environment', operation: 'getVersion' });
			return items[0][0].json;
		};
		expect(await version('soap')).toEqual(await version('rest'));
	});

	it('and takes a query that is too long for REST', async () => {
		const filter = {
			filterMode: 'builder',
			filterGroups: {
				group: [
					{
						conditions: {
							condition: [{ field: 'DebtorName', operator: 'equal', value: 'x'.repeat(3000) }],
						},
					},
				],
			},
		};
		expect(await rows('soap', 'Sim_Debtors', filter)).toEqual([]);
		const { error } = await run('rest', {
			resource: 'getConnector',
			operation: 'getMany',
			connector: byId('Sim_Debtors'),
			...filter,
		});
		expect(error?.description).toContain('SOAP');
	});
});

describe('where REST cannot be had', () => {
	it('the schema of SOAP types the rows', async () => {
		const overRest = await rows('rest', 'Sim_Debtors');
		const { items, error } = await stage.n8n.runNode({
			credential: { ...stage.credential, restUrl: `${stage.simulator.soapUrl}/nothing` },
			parameters: {
				protocol: 'soap',
				resource: 'getConnector',
				operation: 'getMany',
				connector: byId('Sim_Debtors'),
				returnAll: true,
			},
		});
		expect(error).toBeUndefined();
		expect(items[0].map(({ json }) => json)).toEqual(overRest);
	});

	it('nobody waits for it: with waits, this would take longer than a test may', async () => {
		const { items, error } = await stage.n8n.runNode({
			credential: { ...stage.credential, restUrl: 'http://127.0.0.1:1/ProfitRestServices' },
			parameters: {
				protocol: 'soap',
				resource: 'getConnector',
				operation: 'getMany',
				connector: byId('Sim_Debtors'),
				options: { retries: 20 },
			},
		});
		expect(error).toBeUndefined();
		expect(items[0]).toHaveLength(50);
	});

	it('because of something that passes, REST is asked again', async () => {
		stage.simulator.reset();
		stage.simulator.settings.faults = [{ kind: 'html503', path: '/metainfo/get/' }];
		const { items, error } = await stage.n8n.runNode({
			// Of its connectors nothing is known.
			credential: { ...stage.credential, webhookPassword: 'x' },
			parameters: {
				protocol: 'soap',
				resource: 'getConnector',
				operation: 'getMany',
				connector: byId('Sim_Debtors'),
				options: { retries: 1 },
			},
		});
		expect(error).toBeUndefined();
		expect(items[0]).toHaveLength(50);
		expect(stage.simulator.requests.filter(({ path }) => path.includes('metainfo'))).toHaveLength(
			2,
		);
	});
});

describe('writes over SOAP', () => {
	const write = (operation: string, parameters: IDataObject) =>
		run('soap', {
			resource: 'updateConnector',
			operation,
			connector: byId('KnSubject'),
			...parameters,
		});

	it('create, update and delete a dossier item with the keys and items of REST', async () => {
		const record = { StId: 1, Ds: 'Een & ander <over> "SOAP"', SbTx: 'regel 1\nregel 2' };
		const created = await write('create', { dataMode: 'record', record });
		expect(created.error).toBeUndefined();
		const { key } = created.items[0][0].json as { key: { SbId: string } };
		expect(created.items[0][0].json).toMatchObject({ connector: 'KnSubject', action: 'create' });

		const updated = await write('update', {
			dataMode: 'record',
			record: { SbId: key.SbId, Ds: 'Anders' },
		});
		expect(updated.error).toBeUndefined();
		const stored = () =>
			stage.simulator.written('KnSubject').filter(({ fields }) => String(fields.SbId) === key.SbId);
		expect(stored()[0].fields).toMatchObject({ Ds: 'Anders', SbTx: 'regel 1\nregel 2' });

		const deleted = await write('delete', {
			keys: { mappingMode: 'defineBelow', value: { SbId: key.SbId } },
		});
		expect(deleted.error).toBeUndefined();
		expect(deleted.items[0][0].json).toMatchObject({ deleted: true });
		expect(stored()).toEqual([]);
	});

	it("show AFAS's words, and send a refused change once", async () => {
		const { error } = await write('update', {
			dataMode: 'record',
			record: { SbId: 99_999_999, Ds: 'x' },
		});
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '500' });
		expect(error?.message).not.toMatch(/soap|Server was unable/i);
		expect(error?.description).toMatch(/log under this reference/);
		expect(soapCalls()).toHaveLength(1);
	});
});

describe('the envelope', () => {
	it('holds neither the token nor the IntegrationId', async () => {
		await rows('soap', 'Sim_Countries');
		const data = /<data>(\w+)</.exec(stage.simulator.token)?.[1] as string;
		for (const { body, headers } of soapCalls()) {
			expect(headers.integrationid).toBe(stage.simulator.integrationId);
			expect(body).not.toContain(data);
			expect(body).not.toContain(stage.simulator.integrationId);
		}
	});
});

describe('a wrong address', () => {
	it.each([
		['none', { soapUrl: '' }, 'no address for SOAP'],
		['that of REST', { soapUrl: 'rest' }, ''],
	])('%s gives a clear message', async (_case, changes, message) => {
		const soapUrl = changes.soapUrl === 'rest' ? stage.simulator.restUrl : '';
		const { error } = await stage.n8n.runNode({
			credential: { ...stage.credential, soapUrl },
			parameters: { resource: 'environment', operation: 'getVersion', protocol: 'soap' },
		});
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/credential/);
	});
});
