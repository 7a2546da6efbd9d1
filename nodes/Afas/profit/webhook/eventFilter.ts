import type { WebhookEvent } from './event';

/** Which events start the workflow. An empty list lets all through. */
export interface EventFilter {
	/** Values of `EventType`. */
	types: string[];
	/** Types of dossier items. */
	subjectTypes: string[];
	/** Workflows, by the GUID that AFAS calls `WorkflowName`. */
	workflows: string[];
	/** Milliseconds; 0 for any age. */
	maxAgeMs: number;
}

const TEST = 'test.executed';

/**
 * Decides what to do with an event. AFAS's test event always passes the lists of dossier types and workflows. If there
 * is a maximum age, an event with an unreadable time counts as too old.
 * @param nowMs milliseconds since 1970
 */
export function decide(
	{ type, subjectTypeId, workflow, sentAtMs }: WebhookEvent,
	{ types, subjectTypes, workflows, maxAgeMs }: EventFilter,
	nowMs: number,
): 'start' | 'unwanted' | 'tooOld' {
	if (!types.includes(type)) return 'unwanted';
	if (type !== TEST && !(isIn(subjectTypeId, subjectTypes) && isIn(workflow, workflows))) {
		return 'unwanted';
	}
	return maxAgeMs > 0 && !(nowMs - sentAtMs <= maxAgeMs) ? 'tooOld' : 'start';
}

/** AFAS may write a GUID in either case and with braces; `007` is the same type as `7`. */
function isIn(id: string, list: string[]): boolean {
	return list.length === 0 || list.some((one) => id !== '' && plain(one) === plain(id));
}

function plain(id: string): string {
	return id
		.trim()
		.replace(/^\{(.*)\}$/, '$1')
		.replace(/^0+(?=\d+$)/, '')
		.toLowerCase();
}
