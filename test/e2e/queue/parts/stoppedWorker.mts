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
		const { workers, simulator, watch, progress, check } = stage;
		const [stopped, other] = workers;
		const items = await DossierItems.prepare(stage, 'stopped', COUNT);
		// So slow that the worker holds executions when it is stopped.
		simulator.settings.delayMs = 150;
		const startMs = Date.now();
		let ranBefore = 0;
		const stopAndStart = async () => {
			await items.untilEnded(STOP_AFTER, WITHIN_MS);
			await watch.happen();
			const stopMs = Date.now();
			await stopped.stop();
			const tookMs = Date.now() - stopMs;
			ranBefore = (await items.outcome()).startedBy[0].length;
			progress.note(`  ${stopped.name} finished what it held and ended, in ${tookMs} ms`);
			await watch.happen();
			await items.untilEnded(START_AFTER, WITHIN_MS);
			await stopped.start();
		};
		await Promise.all([items.send(), stopAndStart()]);
		await items.untilEnded(COUNT, WITHIN_MS);
		const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
		simulator.settings.delayMs = 0;
		const outcome = await items.outcome();
		const [first, second] = outcome.startedBy;
		progress.note(
			`  ${COUNT} executions in ${seconds} s: ${stopped.name} ran ${ranBefore} before and ${first.length - ranBefore} after, ${other.name} ran ${second.length}`,
		);

		await check(`all ${COUNT} executions succeed`, async () => {
			assert.equal(outcome.executions.length, COUNT);
			assert.deepEqual(outcome.others, []);
		});
		await check('each wrote its record, once', async () => {
			assert.deepEqual(outcome.doubled, []);
			assert.equal(outcome.writers.size, COUNT);
		});
		await check('both workers did their part, the stopped one also after its start', async () => {
			assert.ok(ranBefore > 0 && first.length > ranBefore && second.length > 0);
			assert.equal(new Set([...first, ...second]).size, COUNT);
		});
	},
};
