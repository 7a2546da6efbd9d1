import type { EditorPage } from '../editorPage.mts';

/** Finds the node by AFAS, opens one of its triggers or actions in a new workflow, and waits for its parameters. */
export async function openNewNode(editor: EditorPage, action: string): Promise<void> {
	await editor.openNewWorkflow();
	await editor.openNodePanel();
	await editor.searchNode('AFAS', 'AFAS Profit');
	await editor.openActions('AFAS Profit', action);
	await editor.addByAction(action);
}
