import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afasNode, fromList } from '../../checks/afasNode.mts';
import { chainWorkflow, type CredentialJson, type NodeJson } from '../../host/workflow.mts';
import { NODE_TYPE, useCredential } from '../../stage.mts';
import type { WalkPart } from './part.mts';

/** A node as it may be opened, to look at. */
interface Panel {
	name: string;
	parameters: Record<string, unknown>;
	/** What the panel shows, besides what no panel shows. */
	expected: string[];
	type?: string;
	/** Of the browser's window. */
	size?: { width: number; height: number };
}

const debtors = { connector: fromList('Sim_Debtors', 'Sim_Debtors (Debtors)') };
const order = { connector: fromList('FbSales', 'FbSales (Sales order)') };
const organisation = fromList('KnSalesRelationOrg', 'KnSalesRelationOrg (Sales contact)');
const rows = { resource: 'getConnector', operation: 'getMany', ...debtors };
const write = (operation: string) => ({ resource: 'updateConnector', operation, ...order });
const condition = (field: string, operator: string, value = '') => ({ field, operator, value });

const PANELS: Panel[] = [
	{
		name: 'Read with all options',
		parameters: {
			...rows,
			returnAll: true,
			keyFields: ['DebtorId'],
			options: {
				concurrency: 5,
				csvStyle: 'dutch',
				dateTimes: 'offset',
				formulas: false,
				language: 'nl-nl',
				output: 'csv',
				outputFields: ['DebtorId'],
				pageSize: 1000,
				protocol: 'rest',
				retries: 3,
				rowsPerFile: 100_000,
				skip: 0,
				timeout: 910,
			},
		},
		expected: [
			'Debtor number (DebtorId)',
			'Calls at Once',
			'CSV Style',
			'Excel in the Netherlands and Belgium',
			'Rows per File',
			'Timeout (Seconds)',
		],
	},
	{
		name: 'Look up a row',
		parameters: {
			...rows,
			operation: 'lookup',
			lookupMatch: { field: [{ field: 'DebtorId', value: '000010' }] },
			whenSeveral: 'first',
			sort: { by: [{ field: 'ModifiedDate', direction: 'desc' }] },
			options: { concurrency: 5, outputFields: ['DebtorName'], protocol: 'soap' },
		},
		expected: ['Lookup Match', 'When Not Found', 'When Several Are Found', 'Include', 'Row Field'],
	},
	{
		name: 'Read with filter JSON',
		parameters: { ...rows, filterMode: 'json' },
		expected: ['Filter JSON'],
	},
	{
		name: 'Fields of a GetConnector',
		parameters: { ...rows, operation: 'getFields' },
		expected: ['Get Fields'],
	},
	{
		name: 'Update an order',
		parameters: write('update'),
		expected: ['Number (OrNu, key)', 'Data Mode'],
	},
	{
		name: 'Create or update',
		parameters: {
			...write('upsert'),
			connector: organisation,
			lookupConnector: debtors.connector,
			lookupMatch: { field: [{ field: 'BcCo', value: '1000047' }] },
			lookupKeys: { key: [{ keyField: 'DbId', field: 'DebtorId' }] },
		},
		expected: ['AFAS can find persons and organisations itself', 'a row means update'],
	},
	{
		name: 'Create and read back',
		parameters: {
			...write('create'),
			readBack: true,
			lookupConnector: debtors.connector,
			lookupMatch: { field: [{ field: 'DebtorName', value: 'Bakery' }] },
		},
		expected: ['Read Back', 'Lookup GetConnector', 'Shows the new record', 'Lookup Match'],
	},
	{
		name: 'Delete a line',
		parameters: {
			...write('delete'),
			options: {
				keyStyle: 'attribute',
				path: { level: [{ object: 'FbSalesLines', field: 'GuLi', value: '' }] },
			},
		},
		expected: ['Number (OrNu, key)', 'Row to Delete', 'Key Style'],
	},
	{
		name: 'Fields of an UpdateConnector',
		parameters: write('getFields'),
		expected: ['UpdateConnector'],
	},
	{
		name: 'Simple record with a file',
		parameters: {
			...write('create'),
			dataMode: 'record',
			attachments: { file: [{ object: '' }] },
			options: {
				batchSize: 50,
				concurrency: 1,
				dryRun: true,
				retryLocks: 3,
				subObject: '',
				validate: true,
			},
		},
		expected: ['Input Data Field Name', 'File Content Field', 'Batch Size', 'Calls at Once'],
	},
	{
		name: 'AFAS body over SOAP',
		parameters: { ...write('create'), dataMode: 'body', options: { protocol: 'soap' } },
		expected: ['Body', 'Protocol'],
	},
	...['getAttachment', 'getAttachments', 'getFile', 'getImage'].map((operation) => ({
		name: `File ${operation.slice(3)}`,
		parameters: { resource: 'file', operation },
		expected: ['Output Data Field Name'],
	})),
	{
		name: 'Report',
		parameters: {
			resource: 'report',
			operation: 'get',
			reportId: 'CF761B2F7099455B8C5227639C447689',
			filterMode: 'builder',
			filterGroups: { group: [{ conditions: { condition: [condition('U001', 'equal', '1')] } }] },
		},
		expected: ['Report ID', 'U001'],
	},
	{
		name: 'BI model',
		parameters: { resource: 'biModel', operation: 'getMany', model: 'Financial_Mutations' },
		expected: ['BI Model', 'Columns', 'Filter'],
	},
	{
		name: 'Connectors',
		parameters: { resource: 'environment', operation: 'getConnectors' },
		expected: ['Get Connectors'],
	},
	{
		name: 'Version',
		parameters: { resource: 'environment', operation: 'getVersion' },
		expected: ['Get Version'],
	},
	{
		name: 'Blueprint',
		parameters: { resource: 'environment', operation: 'getBlueprint' },
		expected: ['Connector Names or IDs'],
	},
	{
		name: 'Metainfo',
		parameters: { resource: 'environment', operation: 'getMetainfo' },
		expected: ['Connector Type'],
	},
	{
		name: 'Import a file',
		parameters: {
			resource: 'remote',
			operation: 'importFile',
			options: { administration: '1', financial: true, maxWait: 30 },
		},
		expected: ['Environment Code', 'Import Definition', 'Wait for Result', 'Max Wait (Minutes)'],
	},
	{
		name: 'Import a GetConnector',
		parameters: { resource: 'remote', operation: 'importGetConnector' },
		expected: ['File Name', 'Wait for Result'],
	},
	{
		name: 'Result of an import',
		parameters: { resource: 'remote', operation: 'getResult' },
		expected: ['Command ID'],
	},
	{
		name: 'Tool of an agent',
		type: `${NODE_TYPE}Tool`,
		parameters: {
			...rows,
			descriptionType: 'manual',
			toolDescription: 'Lists customers',
			filterGroups: {
				group: [{ conditions: { condition: [condition('DebtorName', 'contains', 'B.V.')] } }],
			},
		},
		expected: ['Max Rows for the Model', 'Output for the Model'],
	},
	{
		name: 'Changes with a start',
		type: 'n8n-nodes-afas.afasTrigger',
		parameters: {
			...debtors,
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			event: 'updated',
			startFrom: 'date',
			options: { language: 'nl-nl', maxPerPoll: 1000, overlap: 2, timeout: 910 },
		},
		expected: ['Created Field Name or ID', 'Start Date', 'Overlap (Seconds)'],
	},
	{
		name: 'Changes by comparison',
		type: 'n8n-nodes-afas.afasTrigger',
		parameters: {
			...debtors,
			pollTimes: { item: [{ mode: 'everyHour' }] },
			detection: 'comparison',
			keyFields: ['DebtorId'],
			ignoreFields: ['CreditLimit'],
			options: { maxDeletedPercent: 20, maxRows: 50_000 },
		},
		expected: ['Ignored Field Names or IDs', 'Max Deleted (%)', 'Max Rows', 'Row Deleted'],
	},
	{
		name: 'Webhook with a record',
		type: 'n8n-nodes-afas.afasWebhookTrigger',
		parameters: {
			events: ['subject.created', 'workflow.task.entered'],
			options: { recordConnector: fromList('Sim_Subjects'), recordField: 'SubjectId' },
		},
		expected: ['Record GetConnector', 'Record Field Name or ID'],
	},
	{
		name: 'Narrow window',
		parameters: {
			...rows,
			filterMode: 'builder',
			filterGroups: {
				group: [{ conditions: { condition: [condition('DebtorName', 'contains', 'B.V.')] } }],
			},
		},
		expected: ['Match All of These (AND)'],
		size: { width: 900, height: 760 },
	},
];

/** The panel's node by itself, or after a manual trigger. */
function nodesOf({ name, parameters, type = NODE_TYPE }: Panel, credential: CredentialJson) {
	const node: NodeJson = {
		...afasNode(parameters, credential),
		id: randomUUID(),
		name,
		type,
		credentials: useCredential(credential),
		...(type.endsWith('WebhookTrigger') && { webhookId: randomUUID() }),
	};
	const { nodes, connections, settings } = chainWorkflow('', name, [node]);
	return type === NODE_TYPE
		? { name, nodes, connections, settings }
		: { name, nodes: [node], connections: {}, settings };
}

export const panels: WalkPart = {
	title: 'Every panel',
	async run({ editor, server, step, credential }) {
		const used = await credential();
		const { page } = editor;
		const size = page.viewportSize()!;

		for (const authentication of ['OAuth: Client Secret', 'OAuth: Private Key']) {
			await step(
				`Credential ${authentication}`,
				async () => {
					await editor.openCredentials();
					const cards = page.locator('[data-test-id=resources-list-item]');
					await cards.filter({ hasText: used.name }).click();
					await editor.parameter('authentication').waitFor();
					await editor.choose('authentication', authentication);
					const text = await editor.credentialForm.innerText();
					assert.match(text, /Client ID/);
					assert.doesNotMatch(text, /^Token/m);
				},
				{ whole: editor.credentialForm },
			);
		}

		for (const panel of PANELS) {
			await step(
				panel.name,
				async () => {
					await page.setViewportSize(panel.size ?? size);
					const workflow = nodesOf(panel, used);
					const { id } = await server.rest.post<{ id: string }>('/rest/workflows', workflow);
					await editor.openWorkflow(id);
					await editor.openNode(panel.name);
					for (const text of panel.expected) await editor.seeIn(editor.parameters, text);
				},
				{ whole: editor.parameters },
			);
		}
	},
};
