// `npm run e2e:queue [words of a title]`: checks the packed package in an n8n in queue mode, with a main process and two workers.
import { runChecks } from '../checks/check.mts';
import { startProgress } from '../host/progress.mts';
import { PARTS } from './parts/index.mts';
import { prepareQueueStage, type QueueContext } from './queueStage.mts';
import { TriggerWatch } from './triggerWatch.mts';

async function main(): Promise<number> {
	const progress = startProgress();
	const wanted = process.argv.slice(2).join(' ').toLowerCase();
	const parts = PARTS.filter(({ title }) => title.toLowerCase().includes(wanted));
	if (parts.length === 0) throw new Error(`No title contains "${wanted}"`);
	const stage = await prepareQueueStage(progress);
	try {
		const watch = await progress.during('the first poll of a trigger is waited for', async () => {
			return await TriggerWatch.start(stage);
		});
		const { passed, failed } = await runChecks<QueueContext>(parts, { ...stage, watch }, progress);
		progress.note('n8n, Redis and PostgreSQL are stopped');
		await stage.close();
		console.log(`${passed} passed, ${failed} failed`);
		return failed === 0 && passed > 0 ? 0 : 1;
	} finally {
		await stage.close();
	}
}

main().then(
	(status) => process.exit(status),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
