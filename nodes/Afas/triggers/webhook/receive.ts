import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHookFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { pasted } from '../../profit/credential/pasted';
import { ProfitError } from '../../profit/errors/profitError';
import { parseWebhookEvent, type WebhookEvent } from '../../profit/webhook/event';
import { decide, type EventFilter } from '../../profit/webhook/eventFilter';
import { rememberEvent } from '../../profit/webhook/eventMemory';
import { isSigned } from '../../profit/webhook/signature';
import { CREDENTIAL } from '../../transport/context';
import { outcomeOf } from '../../transport/wait';
import { triggerParameters } from '../../parameters/kinds/parameterReader';
import { eventOptions, wantedEvents } from './properties';
import { recordReader } from './record';
import { hasStarted, isStarting, type Answering } from './startedEvents';

/** AFAS's events are only a few hundred bytes. */
const MAX_BODY_BYTES = 1_000_000;

const SIGNATURE_HEADER = 'x-profit-signature-256';

/** Why an event starts nothing. If it were rejected, AFAS would send it again and eventually block the webhook. */
const NOT_STARTED = { unwanted: 'Not listened for', tooOld: 'Older than the maximum age' };

/** The parts of n8n's request and response used here. */
interface Request {
	headers: Record<string, string | string[] | undefined>;
	rawBody?: unknown;
}

interface Response extends Answering {
	status(code: number): Response;
	json(body: object): Response;
	end(): void;
}

/**
 * Handles one call of the webhook. Only what AFAS signed can start the workflow. It never throws, because n8n would
 * start the workflow with the error.
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
	const filter = eventFilter(context);
	// AFAS resends the event, so it is not lost once the parameter is corrected.
	if (typeof filter === 'string') return answer(context, 500, filter);
	// A test in the editor accepts every event.
	const verdict = context.getMode() === 'manual' ? 'start' : decide(event, filter, Date.now());
	if (verdict !== 'start') return answer(context, 200, NOT_STARTED[verdict]);

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

/** Identifies a trigger as n8n's static data does: a node by its name, tests separately. */
function triggerOf(context: IWebhookFunctions): string {
	return JSON.stringify([context.getMode(), context.getWorkflow().id, context.getNode().name]);
}

const MS_PER_HOUR = 3_600_000;

/** Reads which events start the workflow; gives a text if the parameters are invalid. */
function eventFilter(
	context: Pick<IWebhookFunctions | IHookFunctions, 'getNodeParameter'>,
): EventFilter | string {
	const parameters = triggerParameters(context);
	try {
		const { maxAge, subjectTypes, workflows } = eventOptions.read(parameters, 0);
		const types = wantedEvents.read(parameters, 0);
		return { types, subjectTypes, workflows, maxAgeMs: maxAge * MS_PER_HOUR };
	} catch (thrown) {
		return thrown instanceof ProfitError ? thrown.message : 'The parameters cannot be read';
	}
}

async function started(
	context: IWebhookFunctions,
	{ json, type, subjectId }: WebhookEvent,
): Promise<IWebhookResponseData> {
	const event = json as IDataObject;
	const hasRecord = subjectId !== '' && type !== 'subject.deleted';
	const readRecord = hasRecord ? recordReader(context) : undefined;
	if (readRecord === undefined) {
		return { workflowData: [[{ json: event }]] };
	}
	// AFAS waits two seconds for the answer; reading a row may take longer.
	(context.getResponseObject() as Response).status(200).end();
	const record = await readRecord(subjectId);
	return { noWebhookResponse: true, workflowData: [[{ json: { ...event, ...record } }]] };
}

function answer(context: IWebhookFunctions, code: number, message: string): IWebhookResponseData {
	(context.getResponseObject() as Response).status(code).json({ message });
	return { noWebhookResponse: true };
}

/** Says why the trigger cannot be activated; undefined if it can. */
export async function refusalOf(
	context: Pick<IHookFunctions, 'getCredentials' | 'getNodeParameter'>,
): Promise<string | undefined> {
	if ((await webhookPassword(context)) === '') {
		return "'Webhook Password' in the credential is empty. Fill in the password that the webhook has in Profit: without it, no event of AFAS can be trusted";
	}
	const filter = eventFilter(context);
	return typeof filter === 'string' ? filter : undefined;
}

/** The password of the webhook; empty if there is none, so that no signature is valid. */
async function webhookPassword(
	context: Pick<IWebhookFunctions | IHookFunctions, 'getCredentials'>,
): Promise<string> {
	const outcome = await outcomeOf(
		async () => await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL),
	);
	return pasted('answer' in outcome ? outcome.answer.webhookPassword : '');
}
