import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { sendWebhook, webhookEvent } from '../../../simulator/webhooks.mts';
import type { CheckFile } from '../../checks/check.mts';
import { WEBHOOK_PASSWORD } from '../../checks/triggerNodes.mts';
import type { QueueContext } from '../queueStage.mts';

const STARTED_WITHIN_MS = 15_000;

/** Long enough for an execution that should not be there. */
const QUIET_MS = 3_000;

export const webhookProcess: CheckFile<QueueContext> = {
	title: 'A process for webhooks (n8n webhook)',
	async run({ startWebhookProcess, main, watch, progress, check }) {
		const receiver = await progress.during('  it starts', startWebhookProcess);
		try {
			const send = async (event: object, origin: string, password = WEBHOOK_PASSWORD) =>
				await sendWebhook(event, { url: watch.eventsUrl.replace(main.url, origin), password });
			const started = async (event: { EventId: string }) => {
				const times = async () =>
					(await watch.startedEvents()).filter((id) => id === event.EventId).length;
				for (const deadline = Date.now() + STARTED_WITHIN_MS; (await times()) === 0; ) {
					if (Date.now() > deadline) break;
					await wait(500);
				}
				await wait(QUIET_MS);
				return await times();
			};

			await check(
				'an event of Profit starts the workflow once, also when it comes twice',
				async () => {
					const event = webhookEvent('subject.updated', { SubjectId: 1 });
					const first = await send(event, receiver.url);
					assert.deepEqual(first.statuses, [200]);
					assert.ok(first.answeredInMs < 2_000, `It was answered in ${first.answeredInMs} ms`);
					assert.deepEqual((await send(event, receiver.url)).statuses, [200]);
					assert.equal(await started(event), 1);
				},
			);
			await check('a forged one is refused', async () => {
				const forged = webhookEvent('subject.updated', { SubjectId: 2 });
				const { statuses } = await send(forged, receiver.url, 'Geraden');
				assert.ok(statuses.every((status) => status === 401));
				assert.equal(await started(forged), 0);
			});
			const twice = webhookEvent('subject.updated', { SubjectId: 3 });
			await send(twice, main.url);
			await wait(1_000);
			await send(twice, receiver.url);
			const times = await started(twice);
			progress.note(
				`  an event that came to the main process and then to this one: ${times} executions`,
			);
		} finally {
			await receiver.stop();
		}
	},
};
