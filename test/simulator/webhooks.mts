import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** AFAS waits this long for an answer (docs/afas.md 8.3). */
const ANSWER_WITHIN_MS = 2000;

export interface WebhookOptions {
	/** Where the webhook is sent to. */
	url: string;
	/** The webhook's password in Profit. */
	password: string;
	/** Waits before each time it is sent again, growing, as AFAS does; default 50, 100 and 200 ms. */
	retryWaitsMs?: number[];
}

export interface WebhookDelivery {
	/** The status of each answer; undefined when none came in time. */
	statuses: Array<number | undefined>;
	/** How long the last answer took. */
	answeredInMs: number;
}

/** An event as AFAS makes it (docs/afas.md 8.2). */
export function webhookEvent(type: string, data: Record<string, unknown> = {}) {
	return {
		EventId: randomUUID(),
		EnvironmentId: 'O12345AA',
		EventType: type,
		Data: data,
		// UTC, with seven decimals.
		Timestamp: `${new Date().toISOString().slice(0, -1)}4321Z`,
	};
}

/** The headers of a signed body. */
export function signedHeaders(body: string, password: string): Record<string, string> {
	const hex = createHmac('sha256', password).update(body).digest('hex');
	return { 'content-type': 'application/json', 'x-profit-signature-256': `sha256=${hex}` };
}

/** Sends an event as Profit does: signed, and again until it is answered with 2xx in time. */
export async function sendWebhook(
	event: object,
	options: WebhookOptions,
): Promise<WebhookDelivery> {
	const { url, password, retryWaitsMs = [50, 100, 200] } = options;
	const body = JSON.stringify(event);
	const delivery: WebhookDelivery = { statuses: [], answeredInMs: 0 };
	for (const pause of [0, ...retryWaitsMs]) {
		await wait(pause);
		const started = performance.now();
		const status = await fetch(url, {
			method: 'POST',
			headers: signedHeaders(body, password),
			body,
			signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
		}).then(
			(response) => response.status,
			() => undefined,
		);
		delivery.answeredInMs = performance.now() - started;
		delivery.statuses.push(status);
		if (status !== undefined && status >= 200 && status <= 299) break;
	}
	return delivery;
}
