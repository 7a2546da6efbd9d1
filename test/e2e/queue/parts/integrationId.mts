import type { CheckFile } from '../../checks/check.mts';
import { checkRequests } from '../../integrationId.mts';
import type { QueueContext } from '../queueStage.mts';

export const integrationId: CheckFile<QueueContext> = {
	title: 'The IntegrationId on every request of the whole run, from every process',
	async run({ simulator, progress, check }) {
		progress.note(`  the simulator saw ${simulator.requests.length} requests`);
		await checkRequests(simulator, check);
	},
};
