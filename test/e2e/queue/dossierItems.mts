import { afasNode, byId, getMany } from '../checks/afasNode.mts';
import type { CredentialJson } from '../host/workflow.mts';
import { countBy, type StoredExecution } from './executions.mts';
import type { QueueStage } from './queueStage.mts';
import { activateWebhook, webhookWorkflow } from './webhookWorkflow.mts';

const SENT_AT_ONCE = 10;

export interface DossierItemsOptions {
	/** Instead of the stage's. */
	credential?: CredentialJson;
	/** Settings of the workflow. */
	settings?: Record<string, unknown>;
}

/** What the executions of a workflow came to. */
export interface Outcome {
	executions: StoredExecution[];
	succeeded: string[];
	/** The ids of those that ended otherwise. */
	others: string[];
	/** References that two or more records have. */
	doubled: string[];
	/** The ids of the executions that wrote a record. */
	writers: Set<string>;
	/** The ids of the executions that each worker started, once per start. */
	startedBy: [first: string[], second: string[]];
}

/**
 * A workflow that writes a dossier item for each call of its webhook and reads it back, and the calls. The record tells by
 * which call and which execution it was made.
 */
export class DossierItems {
	readonly references: string[];

	private constructor(
		private readonly stage: QueueStage,
		private readonly path: string,
		readonly workflowId: string,
		count: number,
	) {
		this.references = Array.from({ length: count }, (_, at) => `${path} ${at + 1}`);
	}

	/**
	 * Saves the workflow and makes it active.
	 * @param path of its webhook
	 * @param count calls of it
	 */
	static async prepare(
		stage: QueueStage,
		path: string,
		count: number,
		{ credential = stage.credential, settings = {} }: DossierItemsOptions = {},
	): Promise<DossierItems> {
		const create = afasNode(
			{
				resource: 'updateConnector',
				operation: 'create',
				connector: byId('KnSubject'),
				dataMode: 'record',
				record: '={{ { StId: 11, Ds: $json.body.reference, SbTx: $execution.id } }}',
			},
			credential,
			{ id: 'create', name: 'Create' },
		);
		const condition = {
			field: 'Subject',
			operator: 'equal',
			value: "={{ $('Webhook').item.json.body.reference }}",
		};
		const read = {
			...getMany('Sim_Subjects', credential, {
				limit: 2,
				filterMode: 'builder',
				filterGroups: { group: [{ conditions: { condition: [condition] } }] },
			}),
			id: 'read',
			name: 'Read',
		};
		const workflow = webhookWorkflow(path, [create, read]);
		const workflowId = await activateWebhook(stage, {
			...workflow,
			settings: { ...workflow.settings, ...settings },
		});
		return new DossierItems(stage, path, workflowId, count);
	}

	/** Makes all calls of the webhook, a few at once; throws an Error for a call that n8n does not accept. */
	async send(): Promise<void> {
		const waiting = this.references.values();
		const sendWaiting = async () => {
			for (const reference of waiting) {
				const response = await fetch(`${this.stage.main.url}/webhook/${this.path}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ reference }),
				});
				const text = await response.text();
				if (!response.ok) throw new Error(`n8n answered a webhook call with ${text}`);
			}
		};
		await Promise.all(Array.from({ length: SENT_AT_ONCE }, sendWaiting));
	}

	/** Waits until so many executions are over. */
	async untilEnded(count: number, withinMs: number): Promise<StoredExecution[]> {
		return await this.stage.executions.untilEnded(this.workflowId, count, withinMs);
	}

	/** What has come of it until now. */
	async outcome(): Promise<Outcome> {
		const executions = await this.stage.executions.of(this.workflowId);
		const ids = new Set(executions.map(({ id }) => id));
		const [first, second] = this.stage.workers.map((worker) =>
			worker.started().filter((id) => ids.has(id)),
		);
		const hasSucceeded = ({ status }: StoredExecution) => status === 'success';
		const ours = new Set(this.references);
		const written = this.stage.simulator
			.written('KnSubject')
			.map(({ fields }) => ({ reference: String(fields.Ds), writer: String(fields.SbTx) }))
			.filter(({ reference }) => ours.has(reference));
		const counts = countBy(written.map(({ reference }) => reference));
		return {
			executions,
			succeeded: executions.filter(hasSucceeded).map(({ id }) => id),
			others: executions.filter((execution) => !hasSucceeded(execution)).map(({ id }) => id),
			doubled: Object.keys(counts).filter((reference) => counts[reference] > 1),
			writers: new Set(written.map(({ writer }) => writer)),
			startedBy: [first, second],
		};
	}
}
