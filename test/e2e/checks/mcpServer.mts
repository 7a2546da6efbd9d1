import assert from 'node:assert/strict';
import { startMcpClient } from '../host/mcpClient.mts';
import { byId } from './afasNode.mts';
import { OLD_N8N } from '../host/versions.mts';
import type { NodeJson } from '../host/workflow.mts';
import { NODE_TYPE, readExample, useCredential } from '../stage.mts';
import { firstAnswer } from './activeWorkflow.mts';
import type { CheckFile } from './check.mts';

/** The workflow that is executed here. */
export const MCP_SERVER = 'mcp-server.json';

const SERVER = 'AFAS Profit';
const TOKEN = 'a long secret of the owner';

/** A tool that writes, which the example does not have. */
const writing: NodeJson = {
	id: 'writing',
	name: 'Create Dossier Item',
	type: `${NODE_TYPE}Tool`,
	typeVersion: 1,
	position: [0, 0],
	parameters: {
		descriptionType: 'manual',
		toolDescription: 'Creates a dossier item',
		resource: 'updateConnector',
		operation: 'create',
		connector: byId('KnSubject'),
		dataMode: 'record',
		record: "={{ { StId: 11, Ds: $fromAI('Subject', '', 'string') } }}",
	},
};

export const mcpServer: CheckFile = {
	title: 'AFAS Profit as an MCP server',
	async run({ server, simulator, credential, n8n, check }) {
		// The trigger of n8n 1 speaks an older form of MCP.
		if (n8n.version === OLD_N8N.n8n) return;
		const readOnly = await server.execution.addCredential({
			...credential,
			name: 'Read only',
			data: { ...credential.data, readOnly: true },
		});
		const bearer = await server.execution.addCredential({
			name: 'MCP clients',
			type: 'httpBearerAuth',
			data: { token: TOKEN },
		});
		const workflow = readExample(MCP_SERVER, '', readOnly);
		workflow.nodes.find(({ name }) => name === SERVER)!.credentials = useCredential(bearer);
		workflow.nodes.push({ ...writing, credentials: useCredential(readOnly) });
		workflow.connections[writing.name] = {
			ai_tool: [[{ node: SERVER, type: 'ai_tool', index: 0 }]],
		};
		const workflowId = await server.execution.activate(workflow);
		const url = `${server.url}/mcp/afas-profit`;

		await check('a client without the secret gets nothing', async () => {
			const answer = await firstAnswer(async () => await fetch(url, { method: 'POST' }));
			assert.ok([401, 403].includes(answer.status), `It answered ${answer.status}`);
		});

		await check('a client lists the tools, and gets rows from one', async () => {
			const client = await startMcpClient(url, TOKEN);
			const { tools } = await client.call<{
				tools: Array<{ name: string; description: string; inputSchema: { properties: object } }>;
			}>('tools/list', {});
			assert.deepEqual(tools.map(({ name }) => name).sort(), [
				'Create_Dossier_Item',
				'Find_Articles',
				'Find_Debtors',
				'Find_Orders',
			]);
			const debtors = tools.find(({ name }) => name === 'Find_Debtors')!;
			assert.match(debtors.description, /customers/);
			assert.deepEqual(Object.keys(debtors.inputSchema.properties), ['Name']);
			const { isError, text } = await client.useTool('Find_Orders', { DebtorId: '000010' });
			assert.equal(isError, false);
			assert.match(text, /OrderNumber/);
		});

		await check('a write with a Read Only credential is refused before it is sent', async () => {
			const before = simulator.requests.length;
			const client = await startMcpClient(url, TOKEN);
			const { text } = await client.useTool('Create_Dossier_Item', { Subject: 'Over MCP' });
			assert.match(text, /Read Only/);
			const changes = simulator.requests.slice(before).filter(({ method }) => method !== 'GET');
			assert.deepEqual(changes, []);
			assert.deepEqual(
				simulator.written('KnSubject').filter(({ fields }) => fields.Ds === 'Over MCP'),
				[],
			);
		});
		await server.rest.deactivateWorkflow(workflowId);
	},
};
