import assert from 'node:assert/strict';
import type { Check } from './checks/check.mts';
import type { Simulator } from './stage.mts';

/** The requests that reached the simulator without its IntegrationId; none may. */
export function requestsWithoutIntegrationId({
	requests,
	integrationId,
}: Simulator): Array<Simulator['requests'][number]> {
	return requests.filter(({ headers }) => headers.integrationid !== integrationId);
}

/** Checks every request that a Profit environment has seen. */
export async function checkRequests(simulator: Simulator, check: Check): Promise<void> {
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
}
