import { asObject, asText } from '../values/read';
import { parseExactJson } from '../values/exactJson';

/** AFAS's types of events, from Profit 8. docs/afas.md 8.2. */
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

/** An event as AFAS sent it, and the parts that the node uses. */
export interface WebhookEvent {
	/** The whole event, unchanged. */
	json: Record<string, unknown>;
	/** `EventId`: the same if AFAS resends the event. */
	id: string;
	/** `EventType`; AFAS may add types. */
	type: string;
	/** `Data.SubjectId`: the number of the dossier item, also for workflow events; empty if AFAS gives none. */
	subjectId: string;
	/** `Data.SubjectTypeId`: the type of the dossier item; empty if AFAS gives none. */
	subjectTypeId: string;
	/** `Data.WorkflowName`, a GUID; empty for events without a workflow. */
	workflow: string;
	/** `Timestamp`, in milliseconds since 1970; NaN if it is no time. */
	sentAtMs: number;
}

/**
 * Reads the body of a webhook call. docs/afas.md 8.2.
 * @param body UTF-8 JSON
 * @returns undefined if it is no event
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

/** Reads a webhook's `Timestamp`, which is UTC with or without a `Z`. docs/afas.md 8.2. */
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
