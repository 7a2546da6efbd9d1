import { eventDigest, REMEMBERED_EVENTS } from '../../profit/webhook/eventMemory';

/** The state of the answer to a call of the webhook. */
export interface Answering {
	statusCode: number;
	writableEnded: boolean;
}

/** By trigger, then by event, oldest first: the pending answer, or that the event started the workflow. */
const events = new Map<string, Map<string, Answering | 'started'>>();

/**
 * Whether an event has already started the workflow of this trigger in this process. It has if n8n answered with
 * success; otherwise AFAS resends the event.
 *
 * Not kept in static data: n8n 2 loses a webhook's changes of it unless the node itself answers (seen in 2.41.1).
 */
export function hasStarted(trigger: string, eventId: string): boolean {
	const known = events.get(trigger);
	if (known === undefined) return false;
	for (const [digest, answering] of known) {
		if (answering === 'started' || !answering.writableEnded) continue;
		if (answering.statusCode < 300) known.set(digest, 'started');
		else known.delete(digest);
	}
	return known.get(eventDigest(eventId)) === 'started';
}

/** Remembers that an event is about to start the workflow. */
export function isStarting(trigger: string, eventId: string, answering: Answering): void {
	const known = events.get(trigger) ?? new Map<string, Answering | 'started'>();
	events.set(trigger, known.set(eventDigest(eventId), answering));
	const [oldest] = known.keys();
	if (known.size > REMEMBERED_EVENTS) known.delete(oldest);
}
