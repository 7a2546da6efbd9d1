import { REMOTE_EXAMPLES } from '../../checks/afasRemote.mts';
import { readExample } from '../../stage.mts';
import type { WalkPart } from './part.mts';

export const importFile: WalkPart = {
	title: 'Import files with AFAS Remote',
	async run({ editor, server, step, credential }) {
		const used = await credential();
		const { id: _chosenByN8n, ...workflow } = readExample(REMOTE_EXAMPLES[0], '', used);
		const { id } = await server.rest.post<{ id: string }>('/rest/workflows', workflow);
		await editor.openWorkflow(id);

		await step(
			'see what an import asks for',
			async () => {
				await editor.openNode('Import File');
				for (const text of ['Environment Code', 'Import Definition', 'Wait for Result']) {
					await editor.seeIn(editor.parameters, text);
				}
			},
			{ whole: editor.parameters },
		);
	},
};
