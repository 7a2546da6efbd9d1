import type { CredentialJson, NodeJson } from '../host/workflow.mts';
import { NODE_TYPE, useCredential } from '../stage.mts';

/** A resource locator in its ID mode. */
export function byId(id: string): Record<string, unknown> {
	return { __rl: true, mode: 'id', value: id };
}

/** A resource locator in its list mode, as the editor saves it. */
export function fromList(id: string, name = id): Record<string, unknown> {
	return { __rl: true, mode: 'list', value: id, cachedResultName: name };
}

/** The AFAS node as a saved workflow holds it; it is named "AFAS Profit". */
export function afasNode(
	parameters: Record<string, unknown>,
	credential: CredentialJson,
	settings: Record<string, unknown> = {},
): NodeJson {
	return {
		id: 'afas',
		name: 'AFAS Profit',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [220, 0],
		parameters,
		credentials: useCredential(credential),
		...settings,
	};
}

/** GetConnector, Get Many over the connector with this id; `parameters` come on top. */
export function getMany(
	connector: string,
	credential: CredentialJson,
	parameters: Record<string, unknown> = {},
): NodeJson {
	const chosen = { resource: 'getConnector', operation: 'getMany', connector: byId(connector) };
	return afasNode({ ...chosen, ...parameters }, credential);
}
