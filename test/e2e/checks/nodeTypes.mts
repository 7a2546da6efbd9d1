import assert from 'node:assert/strict';
import { CREDENTIAL_TYPE } from '../stage.mts';
import type { CheckFile } from './check.mts';

const NODES = ['afas', 'afasTool', 'afasTrigger', 'afasWebhookTrigger'];

export const nodeTypes: CheckFile = {
	title: 'The nodes and the credential in the list of n8n',
	async run({ server: { rest }, check }) {
		await check('n8n has loaded every node, and the node as a tool', async () => {
			const types = await rest.get<Array<{ name: string }>>('/types/nodes.json');
			const own = types
				.map(({ name }) => name)
				.filter((name) => name.startsWith('n8n-nodes-afas.'));
			assert.deepEqual(own.sort(), NODES.map((name) => `n8n-nodes-afas.${name}`).sort());
		});
		await check('n8n has loaded the credential', async () => {
			const types = await rest.get<Array<{ name: string }>>('/types/credentials.json');
			assert.ok(types.some(({ name }) => name === CREDENTIAL_TYPE));
		});
	},
};
