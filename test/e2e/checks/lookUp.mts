import assert from 'node:assert/strict';
import { failureOf, outputOf, type NodeJson } from '../host/workflow.mts';
import { afasNode, byId } from './afasNode.mts';
import type { CheckFile } from './check.mts';

/** Items to look up, each with the number of a debtor. */
function itemsNode(debtors: unknown[]): NodeJson {
	return {
		id: 'items',
		name: 'Items',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		position: [220, 0],
		parameters: {
			jsCode: `return ${JSON.stringify(debtors.map((debtor, at) => ({ json: { at, debtor } })))};`,
		},
	};
}

export const lookUp: CheckFile = {
	title: 'look-ups',
	async run({ server, simulator, credential, check }) {
		const saved = await server.execution.addCredential(credential);

		await check('300 items find their rows in at most 12 calls', async () => {
			const ids = simulator.table('Sim_Debtors').column('DebtorId').slice(0, 120);
			const debtors = Array.from({ length: 300 }, (_none, at) => ids[at % ids.length]);
			const before = simulator.requests.length;
			const node = afasNode(
				{
					resource: 'getConnector',
					operation: 'lookup',
					connector: byId('Sim_Debtors'),
					lookupMatch: { field: [{ field: 'DebtorId', value: '={{ $json.debtor }}' }] },
				},
				saved,
			);
			const execution = await server.execution.execute('Look up', [itemsNode(debtors), node]);
			assert.equal(failureOf(execution), undefined);
			const rows = outputOf(execution, node.name) as Array<{
				debtor: string;
				row: { DebtorId: string };
			}>;
			assert.deepEqual(
				rows.map(({ row }) => row.DebtorId),
				debtors,
			);
			const calls = simulator.requests.length - before;
			console.log(`            ${calls} calls`);
			assert.ok(calls <= 12, `It took ${calls} calls`);
		});

		await check('a new order gives its own number back', async () => {
			const node = afasNode(
				{
					resource: 'updateConnector',
					operation: 'create',
					connector: byId('FbSales'),
					dataMode: 'record',
					record: '={{ { DbId: "000010", CuId: "EUR", RfCs: "E2E-" + $json.at } }}',
					readBack: true,
					lookupConnector: byId('Sim_SalesOrders'),
					lookupMatch: {
						field: [{ field: 'CustomerReference', value: '=E2E-{{ $json.at }}' }],
					},
				},
				saved,
			);
			const execution = await server.execution.execute('Create', [itemsNode([1, 2, 3]), node]);
			assert.equal(failureOf(execution), undefined);
			const written = outputOf(execution, node.name) as Array<{
				key: { OrNu: string };
				record: { OrderNumber: string; CustomerReference: string };
			}>;
			assert.deepEqual(
				written.map(({ record }) => record.CustomerReference),
				['E2E-0', 'E2E-1', 'E2E-2'],
			);
			for (const { key, record } of written) assert.equal(record.OrderNumber, key.OrNu);
		});
	},
};
