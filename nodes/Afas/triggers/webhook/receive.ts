import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { asList, asText } from '../../profit/values/read';
import { parseWebhookEvent, type WebhookEvent } from '../../profit/webhook/event';
import { rememberEvent } from '../../profit/webhook/eventMemory';
import { isSigned } from '../../profit/webhook/signature';
import { CREDENTIAL } from '../../transport/context';
import { outcomeOf } from '../../transport/wait';
import { readRecord, recordPlace } from './record';
import { hasStarted, isStarting, type Answering } from './startedEvents';

/** AFAS's events have a few hundred bytes. */
const MAX_BODY_BYTES = 1_000_000;

const SIGNATURE_HEADER = 'x-profit-signature-256';

/** The parts of n8n's request and response that are used here. */
interface Request {
	headers: Record<string, string | string[] | undefined>;
	rawBody?: unknown;
}

interface Response extends Answering {
	status(code: number): Response;
	json(body: object): Response;
}

/**
 * Takes one call of the webhook. What AFAS did not sign starts nothing. Throws nothing: n8n would start the workflow
 * with what is thrown.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { headers, rawBody } = context.getRequestObject() as Request;
	const body = Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0);
	if (body.length > MAX_BODY_BYTES || Number(headers['content-length']) > MAX_BODY_BYTES) {
		return answer(context, 413, 'This is larger than an event of AFAS');
	}
	const password = await webhookPassword(context);
	if (!isSigned(body, headers[SIGNATURE_HEADER], password)) {
		return answer(context, 401, 'This is not signed with the password of the webhook');
	}
	const event = parseWebhookEvent(body);
	if (event === undefined) return answer(context, 400, 'This is no event of AFAS');
	if (!isWanted(context, event)) return answer(context, 200, 'Not listened for');

	const staticData = context.getWorkflowStaticData('node');
	const remembered = rememberEvent(staticData.events, event.id);
	const trigger = triggerOf(context);
	if (remembered === undefined || hasStarted(trigger, event.id)) {
		return answer(context, 200, 'Received before');
	}
	staticData.events = remembered;
	isStarting(trigger, event.id, context.getResponseObject());
	return await started(context, event);
}

/** What is one trigger: as for n8n's static data, a node by its name, its tests apart. */
function triggerOf(context: IWebhookFunctions): string {
	return JSON.stringify([context.getMode(), context.getWorkflow().id, context.getNode().name]);
}

/** Whether the event is one that starts the workflow; a test in the editor is one for every event. */
function isWanted(context: IWebhookFunctions, { type }: WebhookEvent): boolean {
	if (context.getMode() === 'manual') return true;
	const wanted = context.getNodeParameter('events', []);
	return asList(typeof wanted === 'string' ? wanted.split(',') : wanted)
		.map((name) => asText(name).trim())
		.includes(type);
}

async function started(
	context: IWebhookFunctions,
	{ json, type, subjectId }: WebhookEvent,
): Promise<IWebhookResponseData> {
	const event = json as IDataObject;
	const place = subjectId === '' || type === 'subject.deleted' ? undefined : recordPlace(context);
	if (place === undefined) {
		return { webhookResponse: { message: 'Received' }, workflowData: [[{ json: event }]] };
	}
	// AFAS waits two seconds for the answer, and a row may take longer.
	const answered = answer(context, 200, 'Received');
	const record = await readRecord(context, place, subjectId);
	return { ...answered, workflowData: [[{ json: { ...event, ...record } }]] };
}

function answer(context: IWebhookFunctions, code: number, message: string): IWebhookResponseData {
	(context.getResponseObject() as Response).status(code).json({ message });
	return { noWebhookResponse: true };
}

/** The password of the webhook; empty when there is none, which no signature fits. */
export async function webhookPassword(
	context: Pick<IWebhookFunctions, 'getCredentials'>,
): Promise<string> {
	const outcome = await outcomeOf(
		async () => await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL),
	);
	const password = 'answer' in outcome ? outcome.answer.webhookPassword : '';
	return typeof password === 'string' ? password : '';
}
