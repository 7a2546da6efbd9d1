// 100 customers x 10 items, 100 ms a call, with one credential of expressions; beside the same items one after another.
// gulp build && node test/run.mjs test/bench/customers.mts [customers]
import type { IDataObject } from 'n8n-workflow';
import { formatTable } from '../e2e/table.mts';
import { loadN8n } from '../integration/support/n8n.mts';
import { byId } from '../integration/support/profit.mts';
import { startSimulator, type Simulator } from '../simulator/simulator.mts';

const CUSTOMERS = Number(process.argv[2] ?? 100);
const ITEMS_EACH = 10;
const DELAY_MS = 100;
const INTEGRATION_ID = '12345_678900';

const CREDENTIAL = {
	environment: 'custom',
	restUrl: '={{ $json.rest }}',
	integrationId: INTEGRATION_ID,
	authentication: 'clientSecret',
	clientId: '={{ $json.clientId }}',
	clientSecret: '={{ $json.clientSecret }}',
};

const secretOf = (index: number) => `the secret of customer ${index}`;

async function startCustomer(index: number): Promise<Simulator> {
	const clients = [{ clientId: `customer-${index}`, secret: secretOf(index) }];
	const simulator = await startSimulator({
		seed: index,
		bigRows: 10,
		orderRows: 10,
		integrationId: INTEGRATION_ID,
		settings: { delayMs: DELAY_MS },
		oauth: { clients },
	});
	simulator.warm('Sim_Debtors');
	return simulator;
}

function itemsOf(customers: Simulator[]): IDataObject[] {
	return Array.from({ length: CUSTOMERS * ITEMS_EACH }, (_, at) => {
		const index = at % CUSTOMERS;
		return {
			rest: customers[index].restUrl,
			clientId: `customer-${index}`,
			clientSecret: secretOf(index),
		};
	});
}

async function main(): Promise<void> {
	const n8n = await loadN8n();
	const customers: Simulator[] = [];
	for (let index = 0; index < CUSTOMERS; index++) customers.push(await startCustomer(index));
	const items = itemsOf(customers);
	const results: IDataObject[] = [];

	const read = async (some: IDataObject[]) => {
		const { items: output, error } = await n8n.runNode({
			credential: CREDENTIAL,
			items: some,
			parameters: {
				resource: 'getConnector',
				operation: 'getMany',
				connector: byId('Sim_Debtors'),
				limit: 1,
			},
		});
		if (error) throw new Error(error.message);
		if (output[0].length !== some.length) throw new Error('An item gave no row');
	};
	const measure = async (way: string, work: () => Promise<void>) => {
		for (const customer of customers) {
			customer.reset();
			customer.oauth.log.length = 0;
		}
		const begin = performance.now();
		await work();
		const most = (of: (customer: Simulator) => number) => Math.max(...customers.map(of));
		results.push({
			way,
			seconds: ((performance.now() - begin) / 1000).toFixed(1),
			'calls at once, most of a customer': most(({ requests }) =>
				Math.max(0, ...requests.map(({ parallel }) => parallel)),
			),
			'metainfo, most of a customer': most(
				({ requests }) => requests.filter(({ path }) => path.includes('/metainfo')).length,
			),
			'token requests, most of a customer': most(({ oauth }) => oauth.log.length),
		});
	};

	await measure('all items at once', async () => await read(items));
	await measure('one customer after another', async () => {
		for (let index = 0; index < CUSTOMERS; index++) {
			await read(items.filter((_, at) => at % CUSTOMERS === index));
		}
	});
	console.log(`${CUSTOMERS} customers x ${ITEMS_EACH} items, ${DELAY_MS} ms per call`);
	console.log(formatTable(results, 5));
	for (const customer of customers) await customer.close();
}

await main();
