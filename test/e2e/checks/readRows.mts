import assert from 'node:assert/strict';
import { failureOf, outputOf } from '../host/workflow.mts';
import { readExample } from '../stage.mts';
import type { CheckFile } from './check.mts';

export const readRows: CheckFile = {
	title: 'Rows by the command line',
	async run({ host, credential, simulator, check }) {
		await check('the example workflow gives rows', async () => {
			const workflow = readExample('read-getconnector-rows.json', 'read-rows', credential);
			await host.importWorkflows([workflow]);
			const before = simulator.requests.length;
			const execution = await host.execute(workflow.id);
			assert.equal(failureOf(execution), undefined);
			const rows = outputOf(execution, workflow.nodes.at(-1)!.name);
			assert.ok(rows.length > 0, 'The node gave no items');
			assert.ok(Object.keys(rows[0]).length > 1, 'The first row has no fields');
			assert.ok(simulator.requests.length > before, 'No request reached the simulator');
		});
	},
};
