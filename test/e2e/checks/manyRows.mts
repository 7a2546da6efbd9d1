import assert from 'node:assert/strict';
import { chainWorkflow, failureOf, outputOf } from '../host/workflow.mts';
import { getMany } from './afasNode.mts';
import type { CheckFile } from './check.mts';

export const manyRows: CheckFile = {
	title: '50,000 rows',
	async run({ host, credential, check }) {
		await check('Return All gives each row once, in order', async () => {
			const node = getMany('Sim_Big', credential, { returnAll: true });
			await host.importWorkflows([chainWorkflow('many-rows', 'Many rows', [node])]);
			const execution = await host.execute('many-rows');
			assert.equal(failureOf(execution), undefined);
			const rows = outputOf(execution, node.name);
			assert.equal(rows.length, 50_000);
		});
	},
};
