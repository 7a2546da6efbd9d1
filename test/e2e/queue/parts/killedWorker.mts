import assert from 'node:assert/strict';
import type { CheckFile } from '../../checks/check.mts';
import { DossierItems } from '../dossierItems.mts';
import { countBy } from '../executions.mts';
import type { QueueContext } from '../queueStage.mts';

const COUNT = 250;
const KILL_AFTER = 80;
const WITHIN_MS = 180_000;

export const killedWorker: CheckFile<QueueContext> = {
	title: 'A worker is killed (SIGKILL) and started again',
	async run(stage) {
		const { workers, main, simulator, progress, check } = stage;
		const items = await DossierItems.prepare(stage, 'killed', COUNT);
		simulator.settings.delayMs = 150;
		const sending = items.send();
		sending.catch(() => undefined);
		await items.untilEnded(KILL_AFTER, WITHIN_MS);
		const killMs = Date.now();
		await workers[1].kill();
		await workers[1].start();
		await sending;
		await items.untilEnded(COUNT, WITHIN_MS);
		const seconds = (Date.now() - killMs) / 1000;
		simulator.settings.delayMs = 0;
		const outcome = await items.outcome();
		const [first, second] = outcome.startedBy;
		progress.note(`  ${workers[0].name} ran ${first.length}, ${workers[1].name} ${second.length}`);
		const held = outcome.executions.filter(({ id }) => outcome.others.includes(id));
		progress.note(
			`  the killed worker held ${held.length} executions; after ${seconds.toFixed(0)} s n8n had ended the last of them: ${JSON.stringify(countBy(held.map(({ status }) => status)))}`,
		);
		const unwritten = held.filter(({ id }) => !outcome.writers.has(id));
		progress.note(
			`  ${held.length - unwritten.length} of these had written their record, ${unwritten.length} had not`,
		);
		for (const { id, status } of held) {
			const { data } = await main.rest.get<{ data: string }>(`/rest/executions/${id}`);
			console.log(id, status, data.slice(0, 1500));
		}

		await check('all executions but those that the killed worker held succeed', async () => {
			assert.equal(outcome.executions.length, COUNT);
			assert.ok(held.length > 0 && held.length <= 5, `${held.length} did not succeed`);
			for (const { id } of held) assert.ok(second.includes(id), `${id} was not held by it`);
		});
		await check('no record is written twice, and no execution runs twice', async () => {
			assert.deepEqual(outcome.doubled, []);
			assert.equal(new Set([...first, ...second]).size, first.length + second.length);
			for (const id of outcome.succeeded) assert.ok(outcome.writers.has(id));
		});
	},
};
