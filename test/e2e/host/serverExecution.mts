import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { InstalledN8n } from './install.mts';
import type { RestClient } from './restClient.mts';
import {
	TRIGGER,
	type CredentialJson,
	type ExecutionJson,
	type NodeJson,
	type WorkflowJson,
} from './workflow.mts';
import { chainWorkflow } from './workflow.mts';

const POLL_MS = 100;
const ENDED = ['success', 'error', 'crashed', 'canceled'];

interface StoredExecution {
	status: string;
	/** `flatted` JSON. */
	data: string;
}

/** Executes nodes in a running n8n, as the editor's Execute Workflow button does. */
export class ServerExecution {
	private readonly parseFlatted: (text: string) => ExecutionJson['data'];

	constructor(
		n8n: InstalledN8n,
		private readonly rest: RestClient,
	) {
		const requireFromN8n = createRequire(join(n8n.folder, 'package.json'));
		this.parseFlatted = requireFromN8n('flatted').parse;
	}

	/** Saves a credential in n8n and gives it back with the id that n8n chose. */
	async addCredential(credential: Omit<CredentialJson, 'id'>): Promise<CredentialJson> {
		const { id } = await this.rest.post<{ id: string }>('/rest/credentials', credential);
		return { ...credential, id };
	}

	/**
	 * Saves a workflow in which a manual trigger starts `nodes`, one after the other, runs it and
	 * gives the execution, also that of one that a node stopped.
	 */
	async execute(name: string, nodes: NodeJson[]): Promise<ExecutionJson> {
		return await this.run(chainWorkflow('', name, nodes));
	}

	/** As `execute`, for a workflow of any shape, started with one of its triggers. */
	async run(workflow: WorkflowJson, trigger = TRIGGER): Promise<ExecutionJson> {
		return await this.untilEnded(await this.start(workflow, trigger));
	}

	/** Saves a workflow, starts it with one of its triggers, and gives the id of the execution. */
	async start({ id: _chosenByN8n, ...workflow }: WorkflowJson, trigger: string): Promise<string> {
		const saved = await this.rest.post<{ id: string }>('/rest/workflows', workflow);
		const { executionId } = await this.rest.post<{ executionId: string }>(
			`/rest/workflows/${saved.id}/run`,
			{ workflowData: { ...workflow, ...saved }, triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}

	/** An execution, as soon as it has ended. */
	async untilEnded(id: string): Promise<ExecutionJson> {
		for (;;) {
			const execution = await this.ended(id);
			if (execution) return execution;
			await wait(POLL_MS);
		}
	}

	/** Comes back when an execution waits for somebody; throws an Error when it ended instead. */
	async untilWaiting(id: string): Promise<void> {
		for (;;) {
			const { status } = await this.rest.get<StoredExecution>(`/rest/executions/${id}`);
			if (status === 'waiting') return;
			if (ENDED.includes(status)) throw new Error(`The execution ended: ${status}`);
			await wait(POLL_MS);
		}
	}

	/** What an execution that has ended gave; n8n 1 says that it ended before it has saved that. */
	private endedData({ status, data }: StoredExecution): ExecutionJson['data'] | undefined {
		return ENDED.includes(status) ? this.parseFlatted(data) : undefined;
	}

	/** Saves a workflow and activates it; gives its id. */
	async activate(workflow: Omit<WorkflowJson, 'id' | 'active'>): Promise<string> {
		const { id, versionId } = await this.rest.post<{ id: string; versionId: string }>(
			'/rest/workflows',
			{ ...workflow, active: false },
		);
		await this.rest.activateWorkflow(id, versionId);
		return id;
	}

	/** Stops the triggers of an active workflow and starts them again: a polling trigger then polls at once. */
	async activateAgain(workflowId: string): Promise<void> {
		await this.rest.deactivateWorkflow(workflowId);
		const { versionId } = await this.rest.get<{ versionId: string }>(
			`/rest/workflows/${workflowId}`,
		);
		await this.rest.activateWorkflow(workflowId, versionId);
	}

	/** The executions of a workflow that have ended, oldest first. */
	async executionsOf(workflowId: string): Promise<ExecutionJson[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.rest.get<{ results: Array<{ id: string; status: string }> }>(
			`/rest/executions?filter=${filter}`,
		);
		const ids = results.filter(({ status }) => ENDED.includes(status)).map(({ id }) => id);
		const executions: ExecutionJson[] = [];
		for (const id of ids.sort((left, right) => Number(left) - Number(right))) {
			const execution = await this.ended(id);
			if (execution) executions.push(execution);
		}
		return executions;
	}

	/** An execution that has ended; undefined for another one. */
	async ended(id: string): Promise<ExecutionJson | undefined> {
		const data = this.endedData(await this.rest.get<StoredExecution>(`/rest/executions/${id}`));
		return data && { data };
	}
}
