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
import { rememberEvent } from '../../profit/webhook/eventMemory';
import { isSigned } from '../../profit/webhook/signature';
import { CREDENTIAL } from '../../transport/context';
import { outcomeOf } from '../../transport/wait';
import { triggerParameters } from '../../parameters/kinds/parameterReader';
import { wantedEvents } from './properties';
import { recordReader } from './record';
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
	const wanted = isWanted(context, event);
	// AFAS sends it again, so that nothing is lost once the parameter is right.
	if (wanted === undefined) return answer(context, 500, "'Trigger On' of this node cannot be read");
	if (!wanted) return answer(context, 200, 'Not listened for');

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

/**
 * Whether the event is one that starts the workflow; a test in the editor is one for every event. undefined when the
 * parameter cannot be read.
 */
function isWanted(context: IWebhookFunctions, { type }: WebhookEvent): boolean | undefined {
	if (context.getMode() === 'manual') return true;
	try {
		const wanted: string[] = wantedEvents.read(triggerParameters(context), 0);
		return wanted.includes(type);
	} catch {
		return undefined;
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
		return { webhookResponse: { message: 'Received' }, workflowData: [[{ json: event }]] };
	}
	// AFAS waits two seconds for the answer, and a row may take longer.
	const answered = answer(context, 200, 'Received');
	const record = await readRecord(subjectId);
	return { ...answered, workflowData: [[{ json: { ...event, ...record } }]] };
}

function answer(context: IWebhookFunctions, code: number, message: string): IWebhookResponseData {
	(context.getResponseObject() as Response).status(code).json({ message });
	return { noWebhookResponse: true };
}

/** Why the trigger cannot be activated; undefined when it can. */
export async function refusalOf(
	context: Pick<IHookFunctions, 'getCredentials' | 'getNodeParameter'>,
): Promise<string | undefined> {
	if ((await webhookPassword(context)) === '') {
		return "'Webhook Password' in the credential is empty. Fill in the password that the webhook has in Profit: without it, no event of AFAS can be trusted";
	}
	try {
		wantedEvents.read(triggerParameters(context), 0);
		return undefined;
	} catch (thrown) {
		return thrown instanceof ProfitError ? thrown.message : "'Trigger On' cannot be read";
	}
}

/** The password of the webhook; empty when there is none, which no signature fits. */
async function webhookPassword(
	context: Pick<IWebhookFunctions | IHookFunctions, 'getCredentials'>,
): Promise<string> {
	const outcome = await outcomeOf(
		async () => await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL),
	);
	return pasted('answer' in outcome ? outcome.answer.webhookPassword : '');
}
