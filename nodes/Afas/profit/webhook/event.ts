import { asObject, asText } from '../values/read';
import { parseExactJson } from '../values/exactJson';

/** What AFAS tells about, from Profit 8 on. docs/afas.md 8.2. */
export const EVENT_TYPES = [
	'subject.created',
	'subject.updated',
	'subject.deleted',
	'subject.reaction.created',
	'subject.reaction.updated',
	'subject.reaction.deleted',
	'workflow.task.entered',
	'workflow.action.executed',
	'test.executed',
] as const;

/** An event as AFAS sent it, and what the node decides on. */
export interface WebhookEvent {
	/** The whole event, unchanged. */
	json: Record<string, unknown>;
	/** `EventId`: the same when AFAS sends the event again. */
	id: string;
	/** `EventType`; AFAS may add types. */
	type: string;
	/** `Data.SubjectId`: the number of the dossier item; empty for events about workflows. */
	subjectId: string;
}

/**
 * Reads the body of a webhook call. docs/afas.md 8.2.
 * @param body UTF-8 JSON
 * @returns undefined when it is no event
 */
export function parseWebhookEvent(body: Buffer): WebhookEvent | undefined {
	const json = asObject(parsed(body));
	const id = asText(json.EventId);
	const type = asText(json.EventType);
	if (id === '' || type === '') return undefined;
	return { json, id, type, subjectId: asText(asObject(json.Data).SubjectId) };
}

function parsed(body: Buffer): unknown {
	try {
		return parseExactJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
	} catch {
		return undefined;
	}
}
