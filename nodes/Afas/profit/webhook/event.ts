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
	/** `Data.SubjectId`: the number of the dossier item, of events about workflows too; empty where AFAS gives none. */
	subjectId: string;
	/** `Data.SubjectTypeId`: the type of the dossier item; empty where AFAS gives none. */
	subjectTypeId: string;
	/** `Data.WorkflowName`, a GUID; empty for events that are not about a workflow. */
	workflow: string;
	/** `Timestamp`, in milliseconds since 1970; NaN when it is no time. */
	sentAtMs: number;
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
	const { SubjectId, SubjectTypeId, WorkflowName } = asObject(json.Data);
	return {
		json,
		id,
		type,
		subjectId: asText(SubjectId),
		subjectTypeId: asText(SubjectTypeId),
		workflow: asText(WorkflowName),
		sentAtMs: utcTime(asText(json.Timestamp)),
	};
}

/** A webhook's `Timestamp` is UTC, whether a `Z` says so or not. docs/afas.md 8.2. */
function utcTime(text: string): number {
	return Date.parse(/(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? text : `${text}Z`);
}

function parsed(body: Buffer): unknown {
	try {
		return parseExactJson(new TextDecoder('utf-8', { fatal: true }).decode(body));
	} catch {
		return undefined;
	}
}
