import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readExample } from '../../stage.mts';
import { canvasWrongs, measureCanvas, shootCanvas } from '../canvas.mts';
import type { WalkPart } from './part.mts';
import { assertSmall } from './pictureSize.mts';
import { standIns } from './standIns.mts';

/** The pages of the documentation, as one text. */
function allPages(): string {
	const docs = join(process.cwd(), 'docs');
	return [docs, join(docs, 'recipes')]
		.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
		.filter((path) => path.endsWith('.md'))
		.map((path) => readFileSync(path, 'utf8'))
		.join('\n');
}

export const canvases: WalkPart = {
	title: 'Canvas of every example',
	async run({ editor, server, step, credential, pictures }) {
		const used = await credential();
		const pages = allPages();
		const withCredentials = standIns(server);
		for (const file of readdirSync(join(process.cwd(), 'examples')).sort()) {
			const name = file.replace('.json', '');
			const look = async () => {
				const example = await withCredentials(readExample(file, '', used));
				const { id: _chosenByN8n, ...workflow } = example;
				const { id } = await server.rest.post<{ id: string }>('/rest/workflows', workflow);
				await editor.openWorkflow(id);
				await editor.settle();
				const wrongs = canvasWrongs(await measureCanvas(editor.page));
				if (wrongs.length > 0) throw new Error(wrongs.join('\n'));
				if (!pages.includes(`/canvas-${name}.png`)) return;
				const path = join(pictures, `canvas-${name}.png`);
				await shootCanvas(editor.page, path);
				assertSmall(path);
			};
			// A canvas that is wrong is counted; the others are looked at all the same.
			await step(`canvas of ${name}`, look).catch(() => undefined);
		}
	},
};
