import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readExample } from '../../stage.mts';
import type { WalkPart } from './part.mts';

/** Examples that have a page of their own, and the picture on it. */
const PICTURES = new Map([
	['import-with-report.json', 'recipe-import-with-report'],
	['changed-entries-to-postgres.json', 'recipe-changed-days'],
	['webshop-order-with-customer.json', 'recipe-webshop'],
]);

const CANVAS = '.vue-flow';
const FIT_TO_VIEW = '1';

export const recipes: WalkPart = {
	title: 'Recipes on the canvas',
	async run({ editor, server, step, picture, credential }) {
		const saved = await credential();
		for (const file of readdirSync(join(process.cwd(), 'examples'))) {
			const workflow = readExample(file, '', saved);
			const shownNodes = workflow.nodes.filter(({ type }) => !type.endsWith('stickyNote'));
			await step(`see ${file}`, async () => {
				const { id: _chosenByN8n, ...content } = workflow;
				const { id } = await server.rest.post<{ id: string }>('/rest/workflows', content);
				await editor.openWorkflow(id);
				await editor.page.keyboard.press(FIT_TO_VIEW);
				await editor.settle();
				for (const { name } of shownNodes) {
					await editor.nodes.filter({ hasText: name }).first().waitFor();
				}
			});
			const name = PICTURES.get(file);
			if (name) await picture(name, editor.page.locator(CANVAS), { height: 620 });
		}
	},
};
