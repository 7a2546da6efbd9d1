// The AFAS nodes of the webshop recipe, as its file has them, in n8n's engine: along the ways that an order can take.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowFile } from './support/n8n.mts';
import { openStage, type Stage } from './support/profit.mts';
import { stored } from './support/writes.mts';

jest.setTimeout(60_000);

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ orderRows: 50, bigRows: 10 });
});
afterAll(() => stage.simulator.close());
afterEach(() => {
	expect(stage.simulator.violations).toEqual([]);
});

const recipe = JSON.parse(
	readFileSync(join(process.cwd(), 'examples', 'webshop-order-with-customer.json'), 'utf8'),
) as WorkflowFile;

/** The nodes of one way through the recipe, one after the other; a start stands in for the webhook. */
function way(...names: string[]): WorkflowFile {
	const start = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const nodes = names.map((name) => {
		const node = recipe.nodes.find((is) => is.name === name)!;
		return (name === 'Webshop' ? { ...node, ...start } : node) as INode;
	});
	const links = names
		.slice(1)
		.map((name, at) => [names[at], { main: [[{ node: name, type: 'main', index: 0 }]] }]);
	return { nodes, connections: Object.fromEntries(links) as WorkflowFile['connections'] };
}

const body = (number: string, email: string): IDataObject => ({
	number,
	date: '2026-11-26',
	customer: { name: 'Café Zoë', email },
	lines: [
		{ article: '0012', quantity: 2, price: 1.25 },
		{ article: '0012', quantity: 1, price: 9.5 },
	],
});

const run = async (number: string, email: string, ...names: string[]) =>
	await stage.n8n.runWorkflow({
		workflow: way('Webshop', ...names),
		items: [{ body: body(number, email) }],
		credentials: { afasApi: stage.credential },
	});

const FIRST = ['Known Order', 'Known Customer', 'Create Customer', 'Create Order'];
const NEXT = ['Known Order', 'Known Customer', 'Create Order'];

it('a new customer is made with the order; the next order finds the customer, and a repeated one itself', async () => {
	const email = 'zoe@webshop.example';
	const first = await run('SHOP-1', email, ...FIRST);
	expect(first.error).toBeUndefined();
	expect(first.of('Known Order').items[0][0].json.order).toBeNull();
	expect(first.of('Known Customer').items[0][0].json.debtor).toBeNull();
	const [debtor, ...others] = stored(stage, 'Sim_Debtors', 'Email', email);
	expect(others).toEqual([]);
	expect(debtor).toMatchObject({ DebtorName: 'Café Zoë', CurrencyId: 'EUR' });

	const next = await run('SHOP-2', email.toUpperCase(), ...NEXT);
	expect(next.error).toBeUndefined();
	expect(stored(stage, 'Sim_Debtors', 'Email', email)).toHaveLength(1);
	for (const number of ['SHOP-1', 'SHOP-2']) {
		expect(stored(stage, 'Sim_SalesOrders', 'CustomerReference', number)).toMatchObject([
			{ DebtorId: debtor.DebtorId },
		]);
	}
	const written = stage.simulator
		.written('FbSales')
		.filter(({ fields }) => fields.RfCs === 'SHOP-2');
	expect(written[0].objects.FbSalesLines.map(({ fields }) => [fields.ItCd, fields.QuUn])).toEqual([
		['0012', 2],
		['0012', 1],
	]);

	const again = await run('SHOP-1', email, 'Known Order');
	const { order } = again.of('Known Order').items[0][0].json as { order: IDataObject };
	expect(order.OrderNumber).toBe(
		(first.of('Create Order').items[0][0].json.key as IDataObject).OrNu,
	);
});
