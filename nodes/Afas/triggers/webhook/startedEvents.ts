import { eventDigest, REMEMBERED_EVENTS } from '../../profit/webhook/eventMemory';

/** What tells how a call of the webhook was answered, and whether it was yet. */
export interface Answering {
	statusCode: number;
	writableEnded: boolean;
}

/** By trigger, then by event, oldest first: the answer that n8n is still working at, or that the event started the workflow. */
const events = new Map<string, Map<string, Answering | 'started'>>();

/**
 * Whether an event has started the workflow of this trigger before, in this process. n8n answers when it has: one that it could not
 * start, and that AFAS sends again, has not.
 *
 * n8n 2 loses changes of the static data that a webhook makes, unless the node answers by itself: seen in 2.41.1.
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
