import assert from 'node:assert/strict';
import type { CheckFile } from '../../checks/check.mts';
import { failureOf } from '../../host/workflow.mts';
import { DossierItems } from '../dossierItems.mts';
import { CONCURRENCY, type QueueContext } from '../queueStage.mts';

const COUNT = 100;
const WITHIN_MS = 180_000;

/** AFAS's two numbers of calls at once, 5 and 8 (docs/afas.md 2.5), and as many executions at once as the lower one. */
const CASES = [
	{ limit: 8, workers: 2 },
	{ limit: 5, workers: 2 },
	{ limit: 5, workers: 1 },
];

export const callsAtOnce: CheckFile<QueueContext> = {
	title: 'More calls at once than AFAS takes',
	async run(stage) {
		const { simulator, progress, check } = stage;
		for (const { limit, workers } of CASES) {
			if (workers === 1) await stage.workers[1].stop();
			const name = `${workers} x ${CONCURRENCY} executions where AFAS takes ${limit} calls`;
			const items = await DossierItems.prepare(stage, `limit-${limit}-${workers}`, COUNT);
			const before = simulator.requests.length;
			Object.assign(simulator.settings, { maxParallel: limit, delayMs: 150 });
			const startMs = Date.now();
			await items.send();
			await items.untilEnded(COUNT, WITHIN_MS);
			const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
			Object.assign(simulator.settings, { maxParallel: Infinity, delayMs: 0 });
			const calls = simulator.requests.slice(before);
			const refused = calls.filter(({ fault }) => fault === 'tooManyAtOnce');
			const writes = refused.filter(({ method }) => method === 'POST');
			const { others, doubled, succeeded, writers } = await items.outcome();
			progress.note(
				`  ${name}: ${refused.length} of ${calls.length} calls refused (${writes.length} of them writes), ${succeeded.length} of ${COUNT} executions succeeded, in ${seconds} s`,
			);
			await check(`${name}: nothing is written twice, and what was not is an error`, async () => {
				assert.deepEqual(doubled, []);
				for (const id of succeeded) assert.ok(writers.has(id), `${id} did not write`);
				assert.equal(succeeded.length + others.length, COUNT);
				for (const id of others) {
					const execution = await stage.main.execution.ended(id);
					assert.match(
						String(execution && failureOf(execution)),
						/AFAS is under maintenance, or is receiving too many calls at once/,
					);
				}
			});
			// A poll of the main process may come on top of what the workers do.
			if (workers * CONCURRENCY <= limit) {
				await check(`${name}: that is enough`, async () => assert.deepEqual(others, []));
			} else {
				await check(`${name}: that is too many`, async () => assert.ok(refused.length > 0));
			}
			if (workers === 1) await stage.workers[1].start();
		}
		await check('two workers make as many calls at once as they run executions', async () => {
			const most = Math.max(...simulator.requests.map(({ parallel }) => parallel));
			progress.note(`  ${most} calls at once, by 2 workers with ${CONCURRENCY} executions each`);
			assert.ok(most > CONCURRENCY && most <= 2 * CONCURRENCY + 1);
		});
	},
};
