import assert from 'node:assert/strict';
import { chainWorkflow, failureOf, outputOf, type NodeJson } from '../host/workflow.mts';
import { NODE_TYPE, useCredential } from '../stage.mts';
import type { CheckFile } from './check.mts';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A node that gives one item per reference. */
const itemsOfReferences = (references: string[]): NodeJson => ({
	id: 'items',
	name: 'Items',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	position: [220, 0],
	parameters: {
		jsCode: `return ${JSON.stringify(references)}.map((reference) => ({ json: { reference } }));`,
	},
});

export const writesOnce: CheckFile = {
	title: 'Writes that n8n tries again, and Create or Update',
	async run({ host, credential, simulator, check }) {
		const orders = (reference: string) =>
			simulator.table('Sim_SalesOrders').find({ CustomerReference: reference });
		const writer = (name: string, parameters: object, settings: object = {}): NodeJson => ({
			id: 'write',
			name,
			type: NODE_TYPE,
			typeVersion: 1,
			position: [440, 0],
			parameters: {
				resource: 'updateConnector',
				connector: byId('FbSales'),
				dataMode: 'record',
				...parameters,
			},
			credentials: useCredential(credential),
			...settings,
		});

		await check('with Retry On Fail every item is stored once', async () => {
			const references = ['Once 1', 'Once 2', 'Once 3'];
			const node = writer(
				'Create',
				{
					operation: 'create',
					record: "={{ { DbId: '000010', RfCs: $json.reference } }}",
					options: {},
				},
				{ retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			);
			simulator.settings.faults = [
				{ kind: 'functional500', method: 'POST', contains: references[1] },
			];
			const workflow = chainWorkflow('writes-once', 'Writes once', [
				itemsOfReferences(references),
				node,
			]);
			await host.importWorkflows([workflow]);
			const execution = await host.execute(workflow.id);
			assert.equal(failureOf(execution), undefined);
			assert.equal(outputOf(execution, 'Create').length, 3);
			for (const reference of references) assert.equal(orders(reference).length, 1, reference);
		});

		await check('Create or Update updates the sales order that it made', async () => {
			const node = writer('Upsert', {
				operation: 'upsert',
				lookupConnector: byId('Sim_SalesOrders'),
				lookupMatch: { field: [{ field: 'CustomerReference', value: '={{ $json.reference }}' }] },
				lookupKeys: { key: [{ keyField: 'OrNu', field: 'OrderNumber' }] },
				record: "={{ { DbId: '000010', RfCs: $json.reference, InPc: 2 } }}",
				options: {},
			});
			const workflow = chainWorkflow('upserts-order', 'Upserts an order', [
				itemsOfReferences(['Web 1']),
				node,
			]);
			await host.importWorkflows([workflow]);
			const actions = [];
			for (let time = 0; time < 2; time++) {
				const execution = await host.execute(workflow.id);
				assert.equal(failureOf(execution), undefined);
				actions.push(outputOf(execution, 'Upsert')[0].action);
			}
			assert.deepEqual(actions, ['create', 'update']);
			assert.equal(orders('Web 1').length, 1);
		});
	},
};
