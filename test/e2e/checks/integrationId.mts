import { checkRequests } from '../integrationId.mts';
import type { CheckFile } from './check.mts';

export const integrationId: CheckFile = {
	title: 'The IntegrationId on every request of the whole run',
	run: async ({ simulator, check }) => await checkRequests(simulator, check),
};
