import assert from 'node:assert/strict';
import type { CheckFile } from '../../checks/check.mts';
import { failureOf, itemsOf } from '../../host/workflow.mts';
import { DossierItems } from '../dossierItems.mts';
import { countBy, hasEnded, type StoredExecution } from '../executions.mts';
import { CONCURRENCY, type QueueContext } from '../queueStage.mts';

const COUNT = 250;
const KILL_AFTER = 80;
/** n8n finds out after the time of its lock (60 s), at the next of its looks (every 30 s). */
const WITHIN_MS = 240_000;

const isCrashed = ({ status }: StoredExecution) => status === 'crashed';

export const killedWorker: CheckFile<QueueContext> = {
	title: 'A worker is killed (SIGKILL) and started again',
	async run(stage) {
		const { workers, main, simulator, watch, progress, check } = stage;
		const [other, killed] = workers;
		const errorWorkflow = await main.execution.activate({
			name: 'Error workflow',
			nodes: [
				{
					id: 'error',
					name: 'Error',
					type: 'n8n-nodes-base.errorTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
			],
			connections: {},
			settings: { executionOrder: 'v1' },
		});
		const items = await DossierItems.prepare(stage, 'killed', COUNT, {
			settings: { errorWorkflow },
		});
		simulator.settings.delayMs = 150;
		let killMs = 0;
		const killAndStart = async () => {
			await items.untilEnded(KILL_AFTER, WITHIN_MS);
			killMs = Date.now();
			await killed.kill();
			await watch.happen();
			await killed.start();
			const crashed = (await items.outcome()).executions.filter(isCrashed).length;
			progress.note(`  as soon as the worker is back, n8n lists ${crashed} executions as crashed`);
		};
		await Promise.all([items.send(), killAndStart()]);
		await progress.during('  n8n ends what the killed worker held', async () => {
			// The main process has the last word, when the job in Redis has stalled.
			const isFinal = (all: StoredExecution[]) =>
				all.filter((execution) => hasEnded(execution) && !isCrashed(execution)).length >= COUNT;
			await stage.executions.until(items.workflowId, isFinal, WITHIN_MS);
		});
		const seconds = ((Date.now() - killMs) / 1000).toFixed(0);
		simulator.settings.delayMs = 0;
		await watch.happen();

		const outcome = await items.outcome();
		const [first, second] = outcome.startedBy;
		const held = outcome.executions.filter(({ id }) => outcome.others.includes(id));
		const written = held.filter(({ id }) => outcome.writers.has(id));
		const states = Object.entries(countBy(held.map(({ status }) => status)));
		progress.note(`  ${other.name} ran ${first.length}, ${killed.name} ${second.length}`);
		progress.note(
			`  the killed worker held ${held.length} executions; n8n had ended them ${seconds} s after: ${states.map(([status, count]) => `${count} as "${status}"`).join(', ')}`,
		);
		progress.note(`  their ids: ${held.map(({ id }) => id).join(', ')}`);
		progress.note(
			`  ${written.length} of them had written their record in Profit, ${held.length - written.length} had not`,
		);

		await check('all succeed but those that the killed worker held', async () => {
			assert.equal(outcome.executions.length, COUNT);
			assert.ok(held.length > 0 && held.length <= CONCURRENCY, `${held.length} did not succeed`);
			for (const { id } of held) assert.ok(!first.includes(id), `${id} was not held by it`);
		});
		await check('n8n runs none of them again, and no record is written twice', async () => {
			const started = [...first, ...second];
			assert.equal(new Set(started).size, started.length);
			// The worker may be killed before it wrote into its log what it started.
			const ids = new Set([...started, ...held.map(({ id }) => id)]);
			assert.equal(ids.size, COUNT);
			assert.deepEqual(outcome.doubled, []);
		});
		await check('each that succeeded wrote its record', async () => {
			for (const id of outcome.succeeded) assert.ok(outcome.writers.has(id), `${id} did not`);
		});
		await check('n8n lists those that failed, with the reason and without their data', async () => {
			const filter = { workflowId: items.workflowId, status: ['error', 'crashed'] };
			const { results } = await main.rest.get<{ results: Array<{ id: string }> }>(
				`/rest/executions?filter=${encodeURIComponent(JSON.stringify(filter))}`,
			);
			assert.deepEqual(results.map(({ id }) => id).sort(), held.map(({ id }) => id).sort());
			for (const { id } of held) {
				const execution = await main.execution.ended(id);
				assert.ok(execution);
				assert.match(String(failureOf(execution)), /failed to be processed too many times/);
				assert.deepEqual(itemsOf(execution, 'Webhook'), []);
			}
		});
		await check('the error workflow is started for each of them', async () => {
			await stage.executions.untilEnded(errorWorkflow, held.length, WITHIN_MS);
			const reported = (await main.execution.executionsOf(errorWorkflow))
				.flatMap((execution) => itemsOf(execution, 'Error'))
				.map(({ json }) => String((json.execution as { id: string }).id));
			progress.note(`  the error workflow was started ${reported.length} times`);
			// Those that were listed as crashed first come twice.
			assert.deepEqual([...new Set(reported)].sort(), held.map(({ id }) => id).sort());
		});
	},
};
