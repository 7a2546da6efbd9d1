import type { RestClient } from '../host/restClient.mts';

/** A parameter of a node as n8n describes it to its editor. */
export interface Parameter {
	name: string;
	typeOptions?: { loadOptionsMethod?: string; searchListMethod?: string };
	options?: Parameter[];
	values?: Parameter[];
	modes?: Parameter[];
}

/** Reads the description of a node type, for example `n8n-nodes-afas.afas`, from a running n8n. */
export async function readParameters(rest: RestClient, nodeType: string): Promise<Parameter[]> {
	const types =
		await rest.get<Array<{ name: string; properties: Parameter[] }>>('/types/nodes.json');
	const type = types.find(({ name }) => name === nodeType);
	if (type === undefined) throw new Error(`n8n has not loaded the node ${nodeType}`);
	return type.properties;
}

/** Finds a parameter by its path, for example `filterGroups.group.conditions.condition.field`. */
export function findParameter(parameters: Parameter[], path: string): Parameter {
	let level = parameters;
	let found: Parameter | undefined;
	for (const name of path.split('.')) {
		found = level.find((parameter) => parameter.name === name);
		if (found === undefined) throw new Error(`The node has no parameter ${path}`);
		level = [...(found.options ?? []), ...(found.values ?? []), ...(found.modes ?? [])];
	}
	return found!;
}
