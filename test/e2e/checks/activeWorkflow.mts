import { setTimeout as wait } from 'node:timers/promises';
import type { N8nServer } from '../host/n8nServer.mts';
import type { ExecutionJson } from '../host/workflow.mts';

/** n8n registers the addresses of a workflow a moment after it said that the workflow is active. */
export async function firstAnswer(call: () => Promise<Response>): Promise<Response> {
	for (let tries = 0; ; tries++) {
		const response = await call();
		if (response.status !== 404 || tries === 100) return response;
		await wait(100);
	}
}

/**
 * The executions of an active workflow that have ended, oldest first, as soon as there are so many.
 * @throws Error when they do not come within two minutes, which a poll may take
 */
export async function untilExecutions(
	server: N8nServer,
	workflowId: string,
	count: number,
): Promise<ExecutionJson[]> {
	for (let tries = 0; tries < 600; tries++) {
		const executions = await server.execution.executionsOf(workflowId);
		if (executions.length >= count) return executions;
		await wait(200);
	}
	throw new Error(`The workflow did not run ${count} times`);
}
