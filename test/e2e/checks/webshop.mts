import assert from 'node:assert/strict';
import { startRecordingServer } from '../host/recordingServer.mts';
import { failureOf, outputOf } from '../host/workflow.mts';
import { readExample } from '../stage.mts';
import { firstAnswer } from './activeWorkflow.mts';
import type { CheckFile } from './check.mts';

/** Examples that are executed here. */
export const WEBSHOP_RECIPES = [
	'webshop-order-with-customer.json',
	'prices-to-webshop.json',
	'order-status-to-webshop.json',
];

const order = (number: string, email: string) => ({
	number,
	date: '2026-11-26',
	customer: { name: 'Café Zoë', email },
	lines: [
		{ article: '0012', quantity: 2, price: 1.25 },
		{ article: '0012', quantity: 1, price: 9.5 },
	],
});

interface Answer {
	orderNumber: string;
	isNew: boolean;
}

export const webshop: CheckFile = {
	title: 'recipes of a webshop, twice in a row',
	async run({ server, simulator, credential, check }) {
		const saved = await server.execution.addCredential(credential);
		const [ORDER, PRICES, STATUS] = WEBSHOP_RECIPES.map((file) => readExample(file, '', saved));

		await check('a new customer is made once, and each order once', async () => {
			const id = await server.execution.activate(ORDER);
			const post = async (body: object) => {
				const answer = await firstAnswer(
					async () =>
						await fetch(`${server.url}/webhook/webshop-order-with-customer`, {
							method: 'POST',
							headers: { 'content-type': 'application/json' },
							body: JSON.stringify(body),
						}),
				);
				return (await answer.json()) as Answer;
			};
			const email = 'zoe@webshop.example';
			const first = await post(order('SHOP-1', email));
			assert.equal(first.isNew, true);
			assert.deepEqual(await post(order('SHOP-1', email)), { ...first, isNew: false });
			const second = await post(order('SHOP-2', email.toUpperCase()));
			assert.equal(second.isNew, true);
			for (const execution of await server.execution.executionsOf(id)) {
				assert.equal(failureOf(execution), undefined);
			}
			const debtors = simulator.table('Sim_Debtors').find({ Email: email });
			assert.equal(debtors.length, 1);
			const { DebtorId } = simulator.table('Sim_Debtors').record(debtors[0]);
			const written = simulator
				.written('FbSales')
				.filter(({ fields }) => String(fields.RfCs).startsWith('SHOP-'));
			assert.deepEqual(
				written.map(({ fields, objects }) => [fields.DbId, objects.FbSalesLines.length]),
				[
					[DebtorId, 2],
					[DebtorId, 2],
				],
			);
			await server.rest.deactivateWorkflow(id);
		});

		await check('prices and the status of orders reach the webshop', async () => {
			const shop = await startRecordingServer({ status: 200, body: '{}' });
			for (const [workflow, trigger] of [
				[PRICES, 'Changed Articles'],
				[STATUS, 'Changed Orders'],
			] as const) {
				const send = workflow.nodes.find(({ name }) => name === 'Update Webshop')!;
				send.parameters.url = String(send.parameters.url).replace(
					'https://example.com',
					shop.origin,
				);
				const execution = await server.execution.run(workflow, trigger);
				assert.equal(failureOf(execution), undefined);
				const changed = outputOf(execution, trigger);
				assert.ok(changed.length > 0, `${trigger} gave nothing`);
				assert.equal(outputOf(execution, 'Update Webshop').length, changed.length);
			}
			shop.close();
			const bodies = shop.requests.map(({ body }) => JSON.parse(body) as object);
			assert.ok(shop.requests.every(({ method }) => method === 'PUT'));
			assert.ok(
				bodies.some((body) => 'forSale' in body) && bodies.some((body) => 'status' in body),
			);
		});
	},
};
