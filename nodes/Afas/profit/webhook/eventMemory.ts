import { createHash } from 'node:crypto';

/** Maximum events to remember. AFAS resends few events, and within hours. */
export const REMEMBERED_EVENTS = 1000;

/** Gives a short text that identifies an event. */
export function eventDigest(eventId: string): string {
	return createHash('sha256').update(eventId).digest('base64url').slice(0, 11);
}

/**
 * Remembers an event.
 * @param remembered digests of earlier events, oldest first
 * @returns the digests to remember from now on; undefined if the event came before
 */
export function rememberEvent(remembered: unknown, eventId: string): string[] | undefined {
	const before = Array.isArray(remembered) ? remembered.filter((is) => typeof is === 'string') : [];
	const digest = eventDigest(eventId);
	if (before.includes(digest)) return undefined;
	return [...before, digest].slice(-REMEMBERED_EVENTS);
}
