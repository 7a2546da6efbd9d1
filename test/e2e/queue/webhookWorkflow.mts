import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { chainWorkflow, type NodeJson, type WorkflowJson } from '../host/workflow.mts';
import type { QueueStage } from './queueStage.mts';

const LISTENS_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 200;

/**
 * A workflow that a POST to `/webhook/<path>` starts.
 * @param parameters of the Webhook node, on top of the usual ones
 */
export function webhookWorkflow(
	path: string,
	nodes: NodeJson[],
	parameters: Record<string, unknown> = {},
): Omit<WorkflowJson, 'id' | 'active'> {
	const webhook: NodeJson = {
		id: 'webhook',
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: randomUUID(),
		parameters: {
			httpMethod: 'POST',
			path,
			responseMode: 'onReceived',
			options: {},
			...parameters,
		},
	};
	return startedBy(webhook, path, nodes);
}

/**
 * Saves a workflow with a webhook, makes it active, and waits until n8n takes calls: that is a moment later. Gives the workflow's id;
 * throws an Error when it takes none within 30 seconds.
 */
export async function activateWebhook(
	{ main, postgres }: QueueStage,
	workflow: Omit<WorkflowJson, 'id' | 'active'>,
): Promise<string> {
	const id = await main.execution.activate(workflow);
	const registered = `SELECT "webhookPath" FROM webhook_entity WHERE "workflowId" = '${id}'`;
	for (const deadline = Date.now() + LISTENS_WITHIN_MS; ; await wait(LOOK_EVERY_MS)) {
		if ((await postgres.query(registered)).length > 0) return id;
		if (Date.now() > deadline) throw new Error(`n8n takes no calls for ${workflow.name}`);
	}
}

/** A workflow in which a trigger starts nodes, one after the other. */
function startedBy(
	trigger: NodeJson,
	name: string,
	nodes: NodeJson[],
): Omit<WorkflowJson, 'id' | 'active'> {
	const { id: _id, active: _active, ...workflow } = chainWorkflow('', name, nodes);
	const [manual, ...others] = workflow.nodes;
	const { [manual.name]: first, ...connections } = workflow.connections;
	return {
		...workflow,
		nodes: [trigger, ...others],
		connections: { [trigger.name]: first, ...connections },
	};
}
