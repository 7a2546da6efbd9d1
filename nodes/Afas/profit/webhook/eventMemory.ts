import { createHash } from 'node:crypto';

/** Events to remember. AFAS sends an event again within hours, and few are sent again at all. */
export const REMEMBERED_EVENTS = 1000;

/** A short text that stands for an event. */
export function eventDigest(eventId: string): string {
	return createHash('sha256').update(eventId).digest('base64url').slice(0, 11);
}

/**
 * Remembers that an event came.
 * @param remembered digests of the events that came before, oldest first
 * @returns the digests to remember from now on; undefined when the event came before
 */
export function rememberEvent(remembered: unknown, eventId: string): string[] | undefined {
	const before = Array.isArray(remembered) ? remembered.filter((is) => typeof is === 'string') : [];
	const digest = eventDigest(eventId);
	if (before.includes(digest)) return undefined;
	return [...before, digest].slice(-REMEMBERED_EVENTS);
}
