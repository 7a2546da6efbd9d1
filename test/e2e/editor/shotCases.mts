import { afasNode, fromList, getMany } from '../checks/afasNode.mts';
import type { CredentialJson, NodeJson } from '../host/workflow.mts';
import type { EditorPage } from './editorPage.mts';

/** One thing to take screenshots of, with the panel of its node open. */
export interface ShotCase {
	/** Also the beginning of the file names. */
	name: string;
	node(credential: CredentialJson): NodeJson;
	/** Takes the screenshots and gives their paths. */
	shoot(editor: EditorPage, folder: string, name: string): Promise<string[]>;
}

async function shootPanel(editor: EditorPage, folder: string, name: string): Promise<string[]> {
	const window = await editor.shootWindow(folder, name);
	return [...window, ...(await editor.shootScrolled(editor.panel, folder, `${name}-panel`))];
}

const condition = (field: string, operator: string, value = '') => ({ field, operator, value });

const twoGroups = [
	[condition('DebtorName', 'contains', 'B.V.'), condition('CreateDate', 'greater', '2024-01-01')],
	[condition('Email', 'empty')],
];

/** UpdateConnector, with a form whose columns the editor asks for. */
const write =
	(operation: string, connector: string, parameters: Record<string, unknown> = {}) =>
	(credential: CredentialJson) =>
		afasNode(
			{ resource: 'updateConnector', operation, connector: fromList(connector), ...parameters },
			credential,
		);

/** Adds fields of a form by the words that its menu shows. */
async function addFields(editor: EditorPage, ...labels: string[]): Promise<void> {
	for (const label of labels) await editor.addField(label);
}

export const SHOT_CASES: ShotCase[] = [
	{
		name: 'connector-list',
		node: (credential) => getMany('', credential, { connector: fromList('') }),
		async shoot(editor, folder, name) {
			await editor.openList('connector');
			const opened = await editor.shootWindow(folder, name);
			await editor.takeFromList('Sim_Debtors');
			return [...opened, ...(await editor.shootWindow(folder, `${name}-chosen`))];
		},
	},
	{
		name: 'get-many-filters-sort',
		node: (credential) =>
			getMany('', credential, {
				connector: fromList('Sim_Debtors', 'Debiteuren'),
				returnAll: false,
				limit: 50,
				filterMode: 'builder',
				filterGroups: { group: twoGroups.map((all) => ({ conditions: { condition: all } })) },
				sort: {
					by: [
						{ field: 'CreateDate', direction: 'desc' },
						{ field: 'DebtorId', direction: 'asc' },
					],
				},
			}),
		shoot: shootPanel,
	},
	{
		name: 'get-many-output',
		node: (credential) => getMany('Sim_Debtors', credential),
		async shoot(editor, folder, name) {
			await editor.executeNode();
			return await editor.shootWindow(folder, name);
		},
	},
	{
		name: 'get-many-options',
		node: (credential) =>
			getMany('', credential, {
				connector: fromList('Sim_Debtors', 'Debiteuren'),
				returnAll: true,
				keyFields: ['DebtorId'],
				options: {
					concurrency: 5,
					retries: 3,
					output: 'file',
					fileFormat: 'csv',
					rowsPerFile: 100_000,
				},
			}),
		shoot: shootPanel,
	},
	{
		name: 'get-many-add-option',
		node: (credential) =>
			getMany('', credential, { connector: fromList('Sim_Debtors', 'Debiteuren') }),
		async shoot(editor, folder, name) {
			await editor.openAddOption();
			return await editor.shootWindow(folder, name);
		},
	},
	{
		name: 'get-many-hints',
		node: (credential) =>
			getMany('Sim_Wide', credential, { options: { output: 'file', fileFormat: 'csv' } }),
		async shoot(editor, folder, name) {
			await editor.executeNode();
			return await editor.shootWindow(folder, name);
		},
	},
	{
		name: 'credential',
		node: (credential) => getMany('Sim_Debtors', credential),
		async shoot(editor, folder, name) {
			await editor.openCredential();
			const window = await editor.shootWindow(folder, name);
			const form = editor.credentialForm;
			return [...window, ...(await editor.shootScrolled(form, folder, `${name}-form`))];
		},
	},
	{
		name: 'write-form',
		node: write('create', 'FbSales'),
		async shoot(editor, folder, name) {
			const opened = await shootPanel(editor, folder, name);
			await addFields(editor, 'Leveringsvoorwaarde (DeCo)', 'Backorder (BkOr)');
			await addFields(editor, 'FbSalesLines (rows)', 'Datum (OrDa)');
			return [...opened, ...(await shootPanel(editor, folder, `${name}-more`))];
		},
	},
	{
		name: 'write-200-fields',
		node: write('create', 'KnFreeRecord'),
		async shoot(editor, folder, name) {
			const opened = await editor.shootWindow(folder, name);
			await editor.openAddField();
			return [...opened, ...(await editor.shootWindow(folder, `${name}-menu`))];
		},
	},
	{
		name: 'write-upsert',
		node: write('upsert', 'KnSalesRelationOrg', { lookupConnector: fromList('Sim_Debtors') }),
		shoot: shootPanel,
	},
	{
		name: 'write-delete',
		node: write('delete', 'FbSales', {
			options: {
				path: { level: [{ object: 'FbSalesLines', field: 'GuLi', value: '{1}' }] },
				keyStyle: 'attribute',
			},
		}),
		shoot: shootPanel,
	},
	{
		name: 'write-record',
		node: write('create', 'FbSales', {
			dataMode: 'record',
			attachments: { file: [{ object: '' }] },
			options: { batchSize: 50, dryRun: true, subObject: '', retryLocks: 3 },
		}),
		shoot: shootPanel,
	},
];
