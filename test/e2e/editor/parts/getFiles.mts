import { openNewNode } from './newNode.mts';
import type { WalkPart } from './part.mts';

const NODE = 'Get all attachments of dossier item';
const SUBJECT = 50_007;

export const getFiles: WalkPart = {
	title: 'The files of a dossier item',
	async run({ editor, simulator, step, credential }) {
		await credential();
		const { documents } = simulator.environment;
		for (const name of ['offer.pdf', 'drawing.pdf']) {
			documents.attach(SUBJECT, { name, data: Buffer.from('%PDF-1.4') });
		}

		await step('see what the files of a dossier item ask for', async () => {
			await openNewNode(editor, NODE);
			await editor.seeIn(editor.parameters, 'Profit_Subject_Attachments');
		});

		await step('see both files', async () => {
			await editor.fill('subjectId', String(SUBJECT));
			await editor.executeNode();
			await editor.seeItems(2);
			for (const name of ['offer.pdf', 'drawing.pdf']) await editor.seeIn(editor.output, name);
		});
	},
};
