import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { CheckFile } from '../../checks/check.mts';
import type { QueueContext } from '../queueStage.mts';

/** AFAS waits two seconds for an answer. */
const ANSWER_WITHIN_MS = 2_000;

/** Long enough for an execution that should not be there. */
const QUIET_MS = 3_000;

export const triggers: CheckFile<QueueContext> = {
	title: 'What the triggers started meanwhile',
	async run({ watch, progress, check }) {
		await watch.happen();
		const polled = await progress.during('  the last poll is waited for', async () => {
			const rows = await watch.untilPolled();
			await wait(QUIET_MS);
			return rows;
		});
		await check(`each of ${watch.added.length} added rows started the workflow once`, async () => {
			assert.deepEqual(polled, watch.added);
			assert.deepEqual(await watch.polledRows(), watch.added);
		});
		await check(`each of ${watch.sent.length} events of Profit, all sent twice, too`, async () => {
			assert.deepEqual((await watch.startedEvents()).sort(), [...watch.sent].sort());
		});
		const slowest = Math.max(...watch.deliveries.map(({ answeredInMs }) => answeredInMs));
		progress.note(`  the slowest answer to an event took ${slowest} ms`);
		await check('each event was answered as soon as AFAS wants it', async () => {
			for (const { statuses } of watch.deliveries) assert.deepEqual(statuses, [200]);
			assert.ok(slowest < ANSWER_WITHIN_MS);
		});
	},
};
