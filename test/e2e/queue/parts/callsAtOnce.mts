import assert from 'node:assert/strict';
import type { CheckFile } from '../../checks/check.mts';
import { failureOf } from '../../host/workflow.mts';
import { DossierItems } from '../dossierItems.mts';
import { CONCURRENCY, type QueueContext } from '../queueStage.mts';

const COUNT = 100;
const WITHIN_MS = 180_000;

/** Both numbers of AFAS: what it advises, and the most (afas-api.md C). */
const LIMITS = [8, 5];

export const callsAtOnce: CheckFile<QueueContext> = {
	title: 'More calls at once than AFAS takes',
	async run(stage) {
		const { simulator, progress, check } = stage;
		const most = Math.max(...simulator.requests.map(({ parallel }) => parallel));
		await check('two workers make as many calls at once as they run executions', async () => {
			progress.note(`  ${most} calls at once, by 2 workers with ${CONCURRENCY} executions each`);
			assert.ok(most > CONCURRENCY && most <= 2 * CONCURRENCY + 1);
		});
		for (const limit of LIMITS) {
			const items = await DossierItems.prepare(stage, `limit-${limit}`, COUNT);
			const before = simulator.requests.length;
			Object.assign(simulator.settings, { maxParallel: limit, delayMs: 150 });
			const startMs = Date.now();
			await items.send();
			await items.untilEnded(COUNT, WITHIN_MS);
			const seconds = (Date.now() - startMs) / 1000;
			Object.assign(simulator.settings, { maxParallel: Infinity, delayMs: 0 });
			const calls = simulator.requests.slice(before);
			const refused = calls.filter(({ fault }) => fault === 'tooManyAtOnce');
			const writes = refused.filter(({ method }) => method === 'POST');
			const { others, doubled, succeeded, writers } = await items.outcome();
			progress.note(
				`  AFAS takes ${limit} at once: ${refused.length} of ${calls.length} calls refused (${writes.length} of them writes), ${succeeded.length} of ${COUNT} executions succeeded, in ${seconds.toFixed(1)} s`,
			);
			for (const id of others) {
				const execution = await stage.main.execution.ended(id);
				progress.note(`  execution ${id}: ${execution && failureOf(execution)}`);
			}
			await check(`AFAS takes ${limit} at once: nothing is written twice or lost`, async () => {
				assert.ok(refused.length > 0, 'No call was refused');
				assert.deepEqual(doubled, []);
				for (const id of succeeded) assert.ok(writers.has(id), `${id} did not write`);
				assert.equal(succeeded.length + others.length, COUNT);
			});
		}
	},
};
