import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { amsterdamTime } from '../../simulator/time.mts';
import { sendWebhook, signedHeaders, webhookEvent } from '../../simulator/webhooks.mts';
import type { N8nServer } from '../host/n8nServer.mts';
import { packAs } from '../host/packPackage.mts';
import { outputOf } from '../host/workflow.mts';
import { checkRequests } from '../integrationId.mts';
import type { CheckFile } from './check.mts';
import { prepareOwnStage } from './ownStage.mts';
import {
	pollingTrigger,
	triggerWorkflow,
	WEBHOOK_PASSWORD,
	webhookTrigger,
} from './triggerNodes.mts';

/** n8n polls at most once a minute. */
const POLLED_WITHIN_MS = 100_000;

const STARTED_WITHIN_MS = 15_000;

/** A version that no release has. */
const UPDATE = '999.0.0';

/** Long enough for an execution that should not be there. */
const QUIET_MS = 3_000;

const isPoll = ({ path }: { path: string }) => path.endsWith('/connectors/Sim_Debtors');

export const triggers: CheckFile = {
	title: 'triggers in active workflows',
	beside: true,
	async run({ check, ...stage }) {
		const { host, simulator, credential } = await prepareOwnStage(stage);
		let server: N8nServer = await host.start();
		try {
			await server.rest.signInOwner();
			const saved = await server.execution.addCredential({
				...credential,
				data: { ...credential.data, webhookPassword: WEBHOOK_PASSWORD },
			});
			const polling = await server.execution.activate(triggerWorkflow(pollingTrigger(saved)));
			const webhook = webhookTrigger(saved);
			const events = await server.execution.activate(triggerWorkflow(webhook));

			const items = async (workflowId: string, name: string) =>
				(await server.execution.executionsOf(workflowId)).flatMap((execution) =>
					outputOf(execution, name),
				);
			const debtors = async () =>
				(await items(polling, 'Changes')).map((row) => `${row.DebtorId} ${row.SearchName}`);
			const eventIds = async () => (await items(events, 'Events')).map(({ EventId }) => EventId);
			const until = async <T,>(read: () => Promise<T[]>, length: number, withinMs: number) => {
				for (const deadline = Date.now() + withinMs; ; await wait(500)) {
					const list = await read();
					if (list.length >= length || Date.now() > deadline) return list;
				}
			};
			const change = (debtor: string, name: string) => {
				const table = simulator.table('Sim_Debtors');
				const [row] = table.find({ DebtorId: debtor });
				table.update(row, { SearchName: name, ModifiedDate: amsterdamTime(Date.now()) });
			};
			const send = async (event: object, password = WEBHOOK_PASSWORD) =>
				await sendWebhook(event, {
					url: `${server.url}/webhook/${webhook.webhookId as string}/webhook`,
					password,
				});
			const event = webhookEvent('subject.updated', { SubjectTypeId: 1, SubjectId: 54286 });

			const polls = async () => simulator.requests.filter(isPoll);

			await check('a change in Profit starts the workflow', async () => {
				// The first poll looks where to begin, in two calls; n8n makes it after it activated the workflow.
				assert.ok((await until(polls, 2, POLLED_WITHIN_MS)).length > 0);
				change('000010', 'FIRST');
				assert.deepEqual(await until(debtors, 1, POLLED_WITHIN_MS), ['000010 FIRST']);
			});

			await check('a webhook of Profit starts the workflow, once', async () => {
				const first = await send(event);
				assert.deepEqual(first.statuses, [200]);
				assert.ok(first.answeredInMs < 2000, `It was answered in ${first.answeredInMs} ms`);
				assert.deepEqual((await send(event)).statuses, [200]);
				await until(eventIds, 1, STARTED_WITHIN_MS);
				await wait(QUIET_MS);
				assert.deepEqual(await eventIds(), [event.EventId]);
			});

			await check('a forged webhook is refused and starts nothing', async () => {
				const forged = webhookEvent('subject.updated', { SubjectId: 1 });
				assert.deepEqual((await send(forged, 'Geraden')).statuses, [401, 401, 401, 401]);
				const large = JSON.stringify({ ...forged, Data: { Text: 'x'.repeat(1_100_000) } });
				const { status } = await fetch(`${server.url}/webhook/${webhook.webhookId}/webhook`, {
					method: 'POST',
					headers: signedHeaders(large, WEBHOOK_PASSWORD),
					body: large,
				});
				assert.equal(status, 413);
				await wait(QUIET_MS);
				assert.deepEqual(await eventIds(), [event.EventId]);
			});

			await check(
				'an update of the package, with a restart, loses nothing and repeats nothing',
				async () => {
					const update = await packAs(UPDATE, stage.tarball);
					await server.stop();
					change('000017', 'SECOND');
					await host.installPackage(update);
					assert.equal(host.packageVersion(), UPDATE);
					server = await host.start();
					await server.rest.signIn();
					const expected = ['000010 FIRST', '000017 SECOND'];
					assert.deepEqual(await until(debtors, 2, POLLED_WITHIN_MS), expected);
					assert.deepEqual((await send(event)).statuses, [200]);
					change('000024', 'THIRD');
					const three = await until(debtors, 3, POLLED_WITHIN_MS);
					assert.deepEqual(three, [...expected, '000024 THIRD']);
					assert.deepEqual(await eventIds(), [event.EventId]);
				},
			);
			await checkRequests(simulator, check);
		} finally {
			await server.stop();
			await simulator.close();
		}
	},
};
