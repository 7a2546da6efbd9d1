import { runChecks, type CheckFile } from './checks/check.mts';
import { startProgress } from './host/progress.mts';
import type { N8nVersion } from './host/versions.mts';
import { prepareStage } from './stage.mts';

/**
 * Checks the packed package in a real n8n against the simulator, prints the result, and ends this process: with
 * status 0 when all passed. Arguments of the command line are words of the titles to check.
 */
export function runE2e(version: N8nVersion, files: CheckFile[]): void {
	check(version, files).then(
		(status) => process.exit(status),
		(error: Error) => {
			console.error(error.message);
			process.exit(1);
		},
	);
}

async function check(version: N8nVersion, all: CheckFile[]): Promise<number> {
	const progress = startProgress();
	const wanted = process.argv.slice(2).join(' ').toLowerCase();
	const files = all.filter(({ title }) => title.toLowerCase().includes(wanted));
	if (files.length === 0) throw new Error(`No title of checks contains "${wanted}"`);
	const stage = await prepareStage(progress, version);
	const server = await progress.during('n8n starts', async () => await stage.host.start());
	await server.rest.signInOwner();
	const { passed, failed } = await runChecks(files, { ...stage, server }, progress);
	await server.stop();
	await stage.simulator.close();
	console.log(`${passed} passed, ${failed} failed`);
	return failed === 0 && passed > 0 ? 0 : 1;
}
