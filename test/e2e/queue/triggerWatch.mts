import { setTimeout as wait } from 'node:timers/promises';
import { amsterdamTime } from '../../simulator/time.mts';
import { sendWebhook, webhookEvent, type WebhookDelivery } from '../../simulator/webhooks.mts';
import {
	pollingTrigger,
	triggerWorkflow,
	WEBHOOK_PASSWORD,
	webhookTrigger,
} from '../checks/triggerNodes.mts';
import { outputOf } from '../host/workflow.mts';
import type { QueueStage } from './queueStage.mts';
import { activateWebhook } from './webhookWorkflow.mts';

/** n8n polls at most once a minute. */
const POLLED_WITHIN_MS = 150_000;
const LOOK_EVERY_MS = 500;

/**
 * Two active workflows, one with each trigger of the package, for the whole of a run: what happened in Profit, and what
 * started.
 */
export class TriggerWatch {
	/** Keys of the rows that were added. */
	readonly added: string[] = [];

	/** Ids of the events that were sent. */
	readonly sent: string[] = [];

	readonly deliveries: WebhookDelivery[] = [];

	private constructor(
		private readonly stage: QueueStage,
		private readonly polling: string,
		private readonly events: string,
		/** Where Profit sends events to. */
		readonly eventsUrl: string,
	) {}

	/** Saves the workflows, makes them active, and waits for the first poll, which looks where to begin. */
	static async start(stage: QueueStage): Promise<TriggerWatch> {
		const { main, credential } = stage;
		const webhook = webhookTrigger(credential);
		const poll = pollingTrigger(credential);
		const events = await activateWebhook(stage, triggerWorkflow(webhook));
		const polling = await main.execution.activate(triggerWorkflow(poll));
		const url = `${main.url}/webhook/${String(webhook.webhookId)}/webhook`;
		const watch = new TriggerWatch(stage, polling, events, url);
		await watch.untilFirstPoll();
		return watch;
	}

	/** Adds a row in Profit, and sends an event twice, as Profit does when it sees no answer. */
	async happen(): Promise<void> {
		const debtor = String(900_000 + this.added.length);
		const now = amsterdamTime(Date.now());
		this.stage.simulator.table('Sim_Debtors').insert({
			DebtorId: debtor,
			DebtorName: `Added ${debtor}`,
			CreateDate: now,
			ModifiedDate: now,
		});
		this.added.push(debtor);
		const event = webhookEvent('subject.updated', { SubjectId: this.sent.length });
		this.sent.push(event.EventId);
		for (let time = 0; time < 2; time++) {
			this.deliveries.push(
				await sendWebhook(event, { url: this.eventsUrl, password: WEBHOOK_PASSWORD }),
			);
		}
	}

	/** The keys of the rows that started the polling workflow. */
	async polledRows(): Promise<string[]> {
		return (await this.rowsOf(this.polling, 'Changes')).map(({ DebtorId }) => String(DebtorId));
	}

	/** The ids of the events that started the other workflow, also of those that were not sent by `happen`. */
	async startedEvents(): Promise<string[]> {
		return (await this.rowsOf(this.events, 'Events')).map(({ EventId }) => String(EventId));
	}

	/** n8n keeps what a poll found out: after the first one, where to begin. */
	private async untilFirstPoll(): Promise<void> {
		const kept = `SELECT id FROM workflow_entity WHERE id = '${this.polling}' AND "staticData" IS NOT NULL`;
		const deadline = Date.now() + POLLED_WITHIN_MS;
		while ((await this.stage.postgres.query(kept)).length === 0) {
			if (Date.now() > deadline) throw new Error('n8n does not poll');
			await wait(LOOK_EVERY_MS);
		}
	}

	/** Waits until as many rows as were added have started an execution, or for a while; gives all that did. */
	async untilPolled(): Promise<string[]> {
		for (const deadline = Date.now() + POLLED_WITHIN_MS; ; await wait(LOOK_EVERY_MS)) {
			const rows = await this.polledRows();
			if (rows.length >= this.added.length || Date.now() > deadline) return rows;
		}
	}

	private async rowsOf(workflowId: string, node: string) {
		const executions = await this.stage.main.execution.executionsOf(workflowId);
		return executions.flatMap((execution) => outputOf(execution, node));
	}
}
