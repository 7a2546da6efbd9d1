import type { N8nServer } from '../../host/n8nServer.mts';
import type { CredentialJson, NodeJson, WorkflowJson } from '../../host/workflow.mts';
import { useCredential } from '../../stage.mts';

/** What n8n knows of a type of node. */
interface NodeType {
	name: string;
	credentials?: Array<{
		name: string;
		required?: boolean;
		displayOptions?: { show?: Record<string, unknown[]> };
	}>;
}

/** The type of credential that a node asks for, as far as its parameters tell. */
function neededBy({ type, parameters }: NodeJson, types: NodeType[]): string | undefined {
	// An HTTP Request names it.
	const named = parameters.nodeCredentialType ?? parameters.genericAuthType;
	if (typeof named === 'string') return named;
	const { credentials = [] } = types.find(({ name }) => name === type) ?? {};
	return credentials.find(({ required, displayOptions: { show = {} } = {} }) => {
		const isShown = Object.entries(show).every(([name, values]) =>
			values.includes(parameters[name]),
		);
		return required && isShown;
	})?.name;
}

/** Gives the nodes that still need a credential an empty one, so that a picture shows no warnings. */
export function standIns({ rest, execution }: N8nServer) {
	const made = new Map<string, CredentialJson>();
	let types: NodeType[] | undefined;
	return async (workflow: WorkflowJson): Promise<WorkflowJson> => {
		types ??= await rest.get<NodeType[]>('/types/nodes.json');
		const nodes: NodeJson[] = [];
		for (const node of workflow.nodes) {
			const type = node.credentials === undefined ? neededBy(node, types) : undefined;
			if (type !== undefined && !made.has(type)) {
				made.set(type, await execution.addCredential({ name: 'Account', type, data: {} }));
			}
			nodes.push(
				type === undefined ? node : { ...node, credentials: useCredential(made.get(type)!) },
			);
		}
		return { ...workflow, nodes };
	};
}
