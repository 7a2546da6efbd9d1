// `npm run e2e:editor [-- FOLDER] [--docs] [--only=words of a part,of another]`: a first-time user's way through the editor, with
// a screenshot of each step in FOLDER (by default a new temporary one); --docs renews docs/images.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startProgress } from '../host/progress.mts';
import { requestsWithoutIntegrationId } from '../integrationId.mts';
import { prepareStage } from '../stage.mts';
import { openBrowser } from './browser.mts';
import { PARTS } from './parts/index.mts';
import { runParts } from './parts/part.mts';

async function main(): Promise<number> {
	const words = process.argv.slice(2);
	const only = words.find((word) => word.startsWith('--only='))?.slice('--only='.length) ?? '';
	const given = words.find((word) => !word.startsWith('--'));
	const chosen = only.toLowerCase().split(',');
	const parts = PARTS.filter(({ title }) =>
		chosen.some((part) => title.toLowerCase().includes(part)),
	);
	if (parts.length === 0) throw new Error(`No part contains "${only}"`);

	const progress = startProgress();
	const folder = resolve(given ?? mkdtempSync(join(tmpdir(), 'n8n-nodes-afas-editor-')));
	const pictures = words.includes('--docs') ? resolve('docs', 'images') : folder;
	for (const path of [folder, pictures]) mkdirSync(path, { recursive: true });
	const stage = await prepareStage(progress);
	const server = await progress.during('n8n starts', async () => await stage.host.start());
	await server.rest.signInOwner();
	// The user makes the credential.
	await server.rest.delete(`/rest/credentials/${stage.credential.id}`);
	const browser = await openBrowser(stage.n8n, progress);
	const base = { ...stage, server, browser, folder, pictures };
	const { passed, failed } = await runParts(parts, base, progress);
	const without = requestsWithoutIntegrationId(stage.simulator).length;
	progress.note(
		`${without === 0 ? 'ok     ' : 'FAILED '} ${stage.simulator.requests.length} requests, ${without} without the IntegrationId`,
	);
	await browser.close();
	await server.stop();
	await stage.simulator.close();
	console.log(`The screenshots are in ${folder}`);
	const counts = without === 0 ? [passed + 1, failed] : [passed, failed + 1];
	console.log(`${counts[0]} passed, ${counts[1]} failed`);
	return counts[1] === 0 && passed > 0 ? 0 : 1;
}

main().then(
	(status) => process.exit(status),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
