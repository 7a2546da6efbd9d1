/** The parts of n8n's JSON that the tests make and read. */

export interface CredentialJson {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface NodeJson {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[setting: string]: unknown;
}

export type ConnectionType = 'main' | 'ai_tool' | 'ai_languageModel' | 'ai_memory';

interface Connection {
	node: string;
	type: ConnectionType;
	index: 0;
}

export interface WorkflowJson {
	id: string;
	name: string;
	nodes: NodeJson[];
	/** By the name of the node that gives, then by the type of connection. */
	connections: Record<string, Partial<Record<ConnectionType, Connection[][]>>>;
	settings: Record<string, unknown>;
	/** What a node gives instead of being run, by its name. */
	pinData?: Record<string, Array<Pick<ItemJson, 'json'>>>;
	active: false;
}

export const TRIGGER = 'When clicking ‘Execute workflow’';

/** A workflow whose manual trigger starts `nodes`, one after the other. */
export function chainWorkflow(id: string, name: string, nodes: NodeJson[]): WorkflowJson {
	const trigger: NodeJson = {
		id: 'trigger',
		name: TRIGGER,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const all = [trigger, ...nodes];
	const links = all
		.slice(1)
		.map((node, index) => [
			all[index].name,
			{ main: [[{ node: node.name, type: 'main' as const, index: 0 as const }]] },
		]);
	return {
		id,
		name,
		nodes: all,
		connections: Object.fromEntries(links) as WorkflowJson['connections'],
		settings: { executionOrder: 'v1' },
		active: false,
	};
}

/** One error as n8n keeps it with an execution. */
export interface ExecutionError {
	message: string;
	description?: string | null;
	[detail: string]: unknown;
}

/** What n8n's command line gives of an execution, as far as the tests read it. */
export interface ExecutionJson {
	data: {
		resultData: {
			error?: ExecutionError;
			runData: Record<string, NodeRun[]>;
		};
	};
}

/** An output item. */
export interface ItemJson {
	json: Record<string, unknown>;
	binary?: Record<string, { id?: string; data: string; fileName?: string; mimeType: string }>;
}

interface NodeRun {
	executionTime: number;
	error?: ExecutionError;
	data?: Partial<Record<ConnectionType, Array<ItemJson[] | null>>>;
}

/** The rows that a node gave on its first output, in its last run; none when it did not run. */
export function outputOf(execution: ExecutionJson, node: string): Array<Record<string, unknown>> {
	return itemsOf(execution, node).map((item) => item.json);
}

/** As `outputOf`, with the binary data. */
export function itemsOf(
	execution: ExecutionJson,
	node: string,
	type: ConnectionType = 'main',
): ItemJson[] {
	const last = execution.data.resultData.runData[node]?.at(-1);
	return last?.data?.[type]?.[0] ?? [];
}

/** Why an execution did not succeed: message and description; undefined when it did. */
export function failureOf(execution: ExecutionJson): string | undefined {
	const { error } = execution.data.resultData;
	return error && [error.message, error.description].filter(Boolean).join(' | ');
}
