import assert from 'node:assert/strict';
import type { Simulator } from '../stage.mts';
import { CREDENTIAL_TYPE, NODE_TYPE } from '../stage.mts';
import type { CheckFile } from './check.mts';
import { findParameter, readParameters } from './nodeDescription.mts';
import { byId } from './afasNode.mts';

interface Choice {
	name: string;
	value: string;
}

const CONDITION_FIELD = 'filterGroups.group.conditions.condition.field';

/** What AFAS's own metainfo says, asked without the node. */
async function metainfo<T>(simulator: Simulator, path: string): Promise<T> {
	const response = await fetch(`${simulator.restUrl}/metainfo${path}`, {
		headers: {
			authorization: `AfasToken ${Buffer.from(simulator.token).toString('base64')}`,
			integrationid: simulator.integrationId,
		},
	});
	return (await response.json()) as T;
}

export const editorLists: CheckFile = {
	title: 'Lists in the editor',
	async run({ server, simulator, credential, check }) {
		const { rest } = server;
		const parameters = await readParameters(rest, NODE_TYPE);
		const credentials = { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } };
		const nodeTypeAndVersion = { name: NODE_TYPE, version: 1 };
		const { getConnectors } = await metainfo<{
			getConnectors: Array<{ id: string; description: string }>;
		}>(simulator, '');

		await check("the connector list shows the environment's GetConnectors", async () => {
			const { typeOptions } = findParameter(parameters, 'connector.list');
			const { results } = await rest.dynamicParameters<{ results: Choice[] }>(
				'resource-locator-results',
				{
					path: 'parameters.connector',
					methodName: typeOptions?.searchListMethod ?? '',
					nodeTypeAndVersion,
					credentials,
					currentNodeParameters: { resource: 'getConnector', operation: 'getMany' },
				},
			);
			const ids = getConnectors.map(({ id }) => id);
			assert.ok(ids.length > 0);
			assert.deepEqual(results.map(({ value }) => value).sort(), ids.sort());
			const { id, description } = getConnectors[0];
			const shown = results.find(({ value }) => value === id)?.name ?? '';
			assert.ok(shown.includes(description), `"${shown}" does not show "${description}"`);
		});

		await check("the filter's field list shows the connector's fields", async () => {
			const { id } = getConnectors[0];
			const { fields } = await metainfo<{ fields: Array<{ id: string; label: string }> }>(
				simulator,
				`/get/${id}`,
			);
			const { typeOptions } = findParameter(parameters, CONDITION_FIELD);
			const choices = await rest.dynamicParameters<Choice[]>('options', {
				path: 'parameters.filterGroups.group[0].conditions.condition[0].field',
				methodName: typeOptions?.loadOptionsMethod ?? '',
				nodeTypeAndVersion,
				credentials,
				currentNodeParameters: {
					resource: 'getConnector',
					operation: 'getMany',
					connector: byId(id),
					filterMode: 'builder',
				},
			});
			assert.deepEqual(
				choices.map(({ value }) => value).sort(),
				fields.map((field) => field.id).sort(),
			);
		});
	},
};
