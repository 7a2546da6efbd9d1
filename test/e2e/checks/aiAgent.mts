import assert from 'node:assert/strict';
import { startChatModel, type ChatReply, type ChatRequest } from '../host/chatModel.mts';
import {
	failureOf,
	outputOf,
	TRIGGER,
	type NodeJson,
	type WorkflowJson,
} from '../host/workflow.mts';
import { OLD_N8N } from '../host/versions.mts';
import { byId } from './afasNode.mts';
import { NODE_TYPE, useCredential } from '../stage.mts';
import type { CheckContext, CheckFile } from './check.mts';

const AGENT = 'AI Agent';
const MODEL = 'Chat Model';
const TOOL = 'Customers';
const CONNECTOR = 'Sim_Debtors';

/** What a tool gave, as the model sees it. */
interface ToolTable {
	fields: string[];
	rows: unknown[][];
	note?: string;
}

export const aiAgent: CheckFile = {
	title: 'A tool of an AI agent',
	async run(context) {
		const { check, simulator } = context;
		const codes = new Set(simulator.table(CONNECTOR).column('PayCon').map(String));

		await check('a model filters rows, and gets them as a compact table', async () => {
			const [code] = codes;
			const { requests, answer } = await ask(
				context,
				{
					filterMode: 'builder',
					filterGroups: {
						group: [
							{
								conditions: {
									condition: [
										{
											field: 'PayCon',
											operator: 'equal',
											value: "={{ $fromAI('Terms', 'Code of the payment terms', 'string') }}",
										},
									],
								},
							},
						],
					},
					limit: "={{ $fromAI('Limit', 'Rows at most', 'number') }}",
				},
				{ Terms: code, Limit: 3 },
			);
			const [{ function: tool }] = requests[0].tools ?? [];
			assert.equal(tool.description, 'Lists customers');
			assert.deepEqual(Object.keys((tool.parameters as { properties: object }).properties).sort(), [
				'Limit',
				'Terms',
			]);
			const rows = readTable(answer);
			assert.equal(rows.rows.length, 3);
			const at = rows.fields.indexOf('PayCon');
			assert.deepEqual(new Set(rows.rows.map((row) => row[at])), new Set([code]));
			assert.equal(rows.note, undefined);
		});

		await check('a model gets 100 rows of all, and is told that there are more', async () => {
			const before = simulator.requests.length;
			const { answer } = await ask(context, { returnAll: true }, {});
			const rows = readTable(answer);
			assert.equal(rows.rows.length, 100);
			assert.match(String(rows.note), /more rows than these 100/);
			const sent = Math.max(...simulator.requests.slice(before).map((is) => is.bytesSent));
			assert.ok(sent < 200_000, `The simulator sent ${sent} bytes for 100 rows`);
		});

		await check('a model gets the beginning of a long text of a row that it looks up', async () => {
			const table = simulator.table(CONNECTOR);
			const [row] = table.find({ DebtorId: '000024' });
			table.update(row, { SearchName: 'long '.repeat(1_000) });
			const { answer } = await ask(
				context,
				{
					operation: 'lookup',
					lookupMatch: { field: [{ field: 'DebtorId', value: "={{ $fromAI('Debtor') }}" }] },
					include: 'row',
				},
				{ Debtor: '000024' },
			);
			assert.match(answer, /"SearchName":"(?:long ){200}…"/);
		});

		await check('what goes wrong reaches the model in words', async () => {
			const wrong = { options: { outputFields: "={{ $fromAI('Fields') }}" } };
			const { answer, failure } = await ask(context, wrong, { Fields: 'DebtorId, Nothing' });
			// n8n 1 stops the execution where a tool fails.
			const isOld = context.n8n.version === OLD_N8N.n8n;
			assert.match(String(isOld ? failure : answer), /names the field 'Nothing'/);
		});

		// Else it would write it again.
		await check('a model is told that AFAS may have written what broke off', async () => {
			simulator.settings.faults = [{ kind: 'resetInAnswer', method: 'POST' }];
			const order = { DbId: '000010', CuId: 'EUR' };
			const { answer, failure } = await ask(
				context,
				{
					resource: 'updateConnector',
					operation: 'create',
					connector: byId('FbSales'),
					dataMode: 'record',
					record: `={{ { ...${JSON.stringify(order)}, RfCs: $fromAI('Reference') } }}`,
				},
				{ Reference: 'MODEL' },
			);
			simulator.settings.faults = [];
			const isOld = context.n8n.version === OLD_N8N.n8n;
			assert.match(String(isOld ? failure : answer), /AFAS may have carried out the change/);
		});
	},
};

/** Runs a workflow in which a model calls the node once, and gives what it got, or why the execution failed. */
async function ask(
	{ server, credential }: CheckContext,
	parameters: Record<string, unknown>,
	given: Record<string, unknown>,
): Promise<{ requests: ChatRequest[]; answer: string; failure?: string }> {
	const reply = ({ messages, tools }: ChatRequest): ChatReply =>
		messages.some(({ role }) => role === 'tool') || !tools
			? { text: 'Done' }
			: { tool: tools[0].function.name, arguments: given };
	const model = await startChatModel(reply);
	try {
		const openAi = await server.execution.addCredential({
			name: 'Test model',
			type: 'openAiApi',
			data: { apiKey: 'none', url: model.baseUrl },
		});
		const langchain = '@n8n/n8n-nodes-langchain';
		const workflow = agentWorkflow([
			node(AGENT, `${langchain}.agent`, 3, { promptType: 'define', text: 'Which customers?' }),
			node(
				MODEL,
				`${langchain}.lmChatOpenAi`,
				1.2,
				{
					model: { __rl: true, mode: 'id', value: 'test-model' },
					options: { baseURL: model.baseUrl },
				},
				useCredential(openAi),
			),
			node(
				TOOL,
				`${NODE_TYPE}Tool`,
				1,
				{
					descriptionType: 'manual',
					toolDescription: 'Lists customers',
					resource: 'getConnector',
					operation: 'getMany',
					connector: byId(CONNECTOR),
					...parameters,
				},
				useCredential(credential),
			),
		]);
		const execution = await server.execution.run(workflow);
		const failure = failureOf(execution);
		if (failure === undefined) assert.deepEqual(outputOf(execution, AGENT), [{ output: 'Done' }]);
		const answer = String(
			model.requests.at(-1)?.messages.find(({ role }) => role === 'tool')?.content,
		);
		return { requests: model.requests, answer, failure };
	} finally {
		model.close();
	}
}

function readTable(answer: string): ToolTable {
	const parsed = JSON.parse(answer) as unknown;
	const [first] = [parsed].flat() as Array<Record<string, unknown>>;
	return (first.response ? [first.response].flat()[0] : first) as ToolTable;
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	credentials?: NodeJson['credentials'],
): NodeJson {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters, credentials };
}

function agentWorkflow(nodes: NodeJson[]): WorkflowJson {
	const trigger = node(TRIGGER, 'n8n-nodes-base.manualTrigger', 1, {});
	const to = <Type extends string>(type: Type) => ({
		[type]: [[{ node: AGENT, type, index: 0 }]],
	});
	return {
		id: 'agent',
		name: 'Agent',
		nodes: [trigger, ...nodes],
		connections: {
			[TRIGGER]: to('main'),
			[MODEL]: to('ai_languageModel'),
			[TOOL]: to('ai_tool'),
		} as WorkflowJson['connections'],
		settings: { executionOrder: 'v1' },
		active: false,
	};
}
