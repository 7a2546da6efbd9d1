// Check Setup of many customers in one run: a credential per item, and one report each.
import type { IDataObject } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../simulator/simulator.mts';
import { loadN8n, type N8n } from './support/n8n.mts';

jest.setTimeout(60_000);

const CONNECTORS = ['Sim_Countries', 'Sim_SalesOrders', 'FbSales'];

/** A credential whose fields are expressions over the input item. */
const CREDENTIAL = {
	environment: 'custom',
	restUrl: '={{ $json.rest }}',
	soapUrl: '={{ $json.soap }}',
	integrationId: '12345_678900',
	authentication: 'token',
	token: '={{ $json.token }}',
	language: 'en-us',
};

let n8n: N8n;
let customers: Simulator[];

beforeAll(async () => {
	n8n = await loadN8n();
	customers = await Promise.all(
		['A', 'B', 'C'].map(
			async (name, at) =>
				await startSimulator({
					seed: at + 1,
					bigRows: 10,
					orderRows: 20,
					tenant: `1000${at}`,
					integrationId: CREDENTIAL.integrationId,
					token: `<token><version>1</version><data>${name.repeat(64)}</data></token>`,
				}),
		),
	);
});
afterAll(async () => await Promise.all(customers.map(async (customer) => await customer.close())));

const run = async (operation: string, parameters: IDataObject, items: Simulator[]) =>
	await n8n.runNode({
		credential: CREDENTIAL,
		continueOnFail: true,
		parameters: {
			resource: 'environment',
			operation,
			connectorIds: CONNECTORS,
			...parameters,
		},
		items: items.map(({ restUrl, soapUrl, token }) => ({ rest: restUrl, soap: soapUrl, token })),
	});

it('each customer gets a report of its own, also when one of them is away', async () => {
	const [first] = (await run('getBlueprint', {}, [customers[0]])).items[0];
	// At the second customer, an administrator took a field away; the third one does not answer.
	customers[1].settings.changeMetainfo = (path, answer) =>
		path === 'get/Sim_Countries'
			? { ...answer, fields: (answer.fields as unknown[]).slice(1) }
			: answer;
	customers[2].settings.forbidden = true;
	const { items } = await run(
		'checkSetup',
		{ blueprint: JSON.stringify(first.json.blueprint), output: 'report' },
		customers,
	);
	expect(
		items[0].map(({ json, pairedItem }) => [json.ok ?? 'not checked', json.errors, pairedItem]),
	).toEqual([
		[true, 0, { item: 0 }],
		[false, 1, { item: 1 }],
		['not checked', undefined, { item: 2 }],
	]);
	expect(items[0][0].json.markdown).toContain('# Setup of AFAS Profit T10000AA');
	expect(items[0][1].json.markdown).toContain('# Setup of AFAS Profit T10001AA');
	for (const { violations } of customers) expect(violations).toEqual([]);
});
