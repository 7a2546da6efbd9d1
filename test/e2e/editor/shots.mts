// `node test/run.mjs test/e2e/editor/shots.mts FOLDER [words of a case]`: screenshots of the editor.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { startProgress } from '../host/progress.mts';
import { chainWorkflow } from '../host/workflow.mts';
import { prepareStage } from '../stage.mts';
import { openBrowser, signedInContext } from './browser.mts';
import { EditorPage } from './editorPage.mts';
import { SHOT_CASES } from './shotCases.mts';

async function main(): Promise<void> {
	const [folderArgument, ...words] = process.argv.slice(2);
	if (folderArgument === undefined) throw new Error('Name a folder for the screenshots');
	const folder = resolve(folderArgument);
	mkdirSync(folder, { recursive: true });
	const wanted = words.join(' ').toLowerCase();
	const cases = SHOT_CASES.filter(({ name }) => name.includes(wanted));
	if (cases.length === 0) throw new Error(`No case contains "${wanted}"`);

	const progress = startProgress();
	const stage = await prepareStage(progress);
	const workflows = cases.map(({ name, node }) =>
		chainWorkflow(`shot-${name}`, name, [node(stage.credential)]),
	);
	await stage.host.importWorkflows(workflows);
	const server = await progress.during('n8n starts', async () => await stage.host.start());
	await server.rest.signInOwner();
	const browser = await progress.during('the browser starts', async () => {
		return await openBrowser(stage.n8n);
	});
	const context = await signedInContext(browser, server.rest);
	for (const { name, node, shoot } of cases) {
		const editor = new EditorPage(await context.newPage(), server.url);
		try {
			await editor.openWorkflow(`shot-${name}`);
			await editor.openNode(node(stage.credential).name);
			for (const path of await shoot(editor, folder, name)) progress.note(path);
		} catch (error) {
			const [path] = await editor.shootWindow(folder, `${name}-stopped`);
			throw new Error(`"${name}" stopped, see ${path}: ${(error as Error).message}`);
		}
		await editor.page.close();
	}
	await browser.close();
	await server.stop();
	await stage.simulator.close();
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
