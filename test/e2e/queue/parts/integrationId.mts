import assert from 'node:assert/strict';
import type { CheckFile } from '../../checks/check.mts';
import { requestsWithoutIntegrationId } from '../../integrationId.mts';
import type { QueueContext } from '../queueStage.mts';

export const integrationId: CheckFile<QueueContext> = {
	title: 'The IntegrationId on every request of the whole run',
	async run({ simulator, progress, check }) {
		progress.note(`  the simulator saw ${simulator.requests.length} requests`);
		await check('none came without it, from no process', async () => {
			assert.notEqual(simulator.requests.length, 0);
			const without = requestsWithoutIntegrationId(simulator);
			assert.deepEqual(
				without.map(({ method, path }) => `${method} ${path}`),
				[],
			);
			assert.deepEqual(simulator.violations, []);
		});
	},
};
