// `npm run e2e:queue`: checks the packed package in an n8n in queue mode, with a main process and two workers.
import { runChecks } from '../checks/check.mts';
import { startProgress } from '../host/progress.mts';
import { killedWorker } from './parts/killedWorker.mts';
import { stoppedWorker } from './parts/stoppedWorker.mts';
import { prepareQueueStage } from './queueStage.mts';

async function main(): Promise<number> {
	const progress = startProgress();
	const { close, ...stage } = await prepareQueueStage(progress);
	try {
		const parts = [stoppedWorker, killedWorker];
		const { passed, failed } = await runChecks(parts, { ...stage, close }, progress);
		console.log(
			stage.simulator.oauth.log.length,
			'tokens',
			stage.simulator.oauth.log.map(({ atMs, status }) => [atMs, status]),
		);
		console.log('most at once', Math.max(...stage.simulator.requests.map((r) => r.parallel)));
		console.log(`${passed} passed, ${failed} failed`);
		return failed === 0 && passed > 0 ? 0 : 1;
	} finally {
		await close();
	}
}

main().then(
	(status) => process.exit(status),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
