import assert from 'node:assert/strict';
import { requestsWithoutIntegrationId } from '../integrationId.mts';
import type { CheckFile } from './check.mts';

export const integrationId: CheckFile = {
	title: 'The IntegrationId on every request of the whole run',
	async run({ simulator, check }) {
		await check('the simulator saw requests, and none without the IntegrationId', async () => {
			assert.notEqual(simulator.requests.length, 0, 'The simulator saw no request at all');
			const without = requestsWithoutIntegrationId(simulator);
			assert.deepEqual(
				without.map(({ method, path }) => `${method} ${path}`),
				[],
			);
		});
		await check('the simulator saw nothing else that AFAS would punish', async () => {
			assert.deepEqual(simulator.violations, []);
		});
	},
};
