import assert from 'node:assert/strict';
import { chainWorkflow, failureOf, outputOf } from '../host/workflow.mts';
import { BIG_ROWS } from '../stage.mts';
import { getMany } from './afasNode.mts';
import type { CheckFile } from './check.mts';

const CONNECTOR = 'Sim_Transactions';
const KEY = 'TransactionId';
/** A field with few values: thousands of rows are equal in it. */
const SORT_FIELD = 'Period';

export const manyRows: CheckFile = {
	title: `${BIG_ROWS} rows`,
	async run({ host, credential, check }) {
		await check('Return All by a sort full of ties gives every row once, in order', async () => {
			const sort = { by: [{ field: SORT_FIELD, direction: 'asc' }] };
			const node = getMany(CONNECTOR, credential, { returnAll: true, sort });
			await host.importWorkflows([chainWorkflow('many-rows', 'Many rows', [node])]);
			const execution = await host.execute('many-rows');
			assert.equal(failureOf(execution), undefined);
			const rows = outputOf(execution, node.name);
			assert.equal(rows.length, BIG_ROWS);
			assert.equal(new Set(rows.map((row) => row[KEY])).size, BIG_ROWS);
			const values = rows.map((row) => Number(row[SORT_FIELD]));
			const out = values.findIndex((value, index) => value < (values[index - 1] ?? value));
			assert.equal(out, -1, `Row ${out} is out of order`);
		});
	},
};
