import { getMany } from '../checks/afasNode.mts';
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

const condition = (field: string, operator: string, value: string) => ({ field, operator, value });

export const SHOT_CASES: ShotCase[] = [
	{
		name: 'get-many',
		node: (credential) => getMany('Sim_Debtors', credential),
		shoot: shootPanel,
	},
	{
		name: 'get-many-filters-sort',
		node: (credential) =>
			getMany('Sim_Debtors', credential, {
				returnAll: false,
				limit: 50,
				filterMode: 'builder',
				filterGroups: {
					group: [
						{
							conditions: {
								condition: [
									condition('City', 'equal', 'Amersfoort'),
									condition('DebtorName', 'contains', 'B.V.'),
								],
							},
						},
						{ conditions: { condition: [condition('DebtorId', 'startsWith', '1')] } },
					],
				},
				sort: { by: [{ field: 'DebtorName', direction: 'asc' }] },
			}),
		shoot: shootPanel,
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
];
