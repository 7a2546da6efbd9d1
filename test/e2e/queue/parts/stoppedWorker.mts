import assert from 'node:assert/strict';
import type { CheckFile } from '../../checks/check.mts';
import { DossierItems } from '../dossierItems.mts';
import type { QueueContext } from '../queueStage.mts';

const COUNT = 250;
const STOP_AFTER = 80;
const START_AFTER = 120;
const WITHIN_MS = 180_000;

export const stoppedWorker: CheckFile<QueueContext> = {
	title: 'A worker is stopped (SIGTERM) and started again',
	async run(stage) {
		const { workers, simulator, progress, check } = stage;
		const items = await DossierItems.prepare(stage, 'stopped', COUNT);
		// Long enough for AFAS, so that the worker holds executions when it is stopped.
		simulator.settings.delayMs = 150;
		const startMs = Date.now();
		const sending = items.send();
		sending.catch(() => undefined);
		await items.untilEnded(STOP_AFTER, WITHIN_MS);
		const stopMs = Date.now();
		await workers[0].stop();
		progress.note(`  ${workers[0].name} finished what it held in ${Date.now() - stopMs} ms`);
		const before = (await items.outcome()).startedBy[0].length;
		await items.untilEnded(START_AFTER, WITHIN_MS);
		await workers[0].start();
		await sending;
		await items.untilEnded(COUNT, WITHIN_MS);
		const seconds = (Date.now() - startMs) / 1000;
		simulator.settings.delayMs = 0;
		const outcome = await items.outcome();
		const [first, second] = outcome.startedBy;
		progress.note(
			`  ${COUNT} executions in ${seconds.toFixed(1)} s: ${workers[0].name} ran ${before} before and ${first.length - before} after, ${workers[1].name} ran ${second.length}`,
		);

		await check(`all ${COUNT} executions succeed`, async () => {
			assert.equal(outcome.executions.length, COUNT);
			assert.deepEqual(outcome.others, []);
		});
		await check('each wrote its record, once', async () => {
			assert.deepEqual(outcome.doubled, []);
			assert.equal(outcome.writers.size, COUNT);
		});
		await check('both workers did their part, also the stopped one after its start', async () => {
			assert.ok(before > 0 && first.length > before && second.length > 0);
			assert.equal(new Set([...first, ...second]).size, COUNT);
		});
	},
};
