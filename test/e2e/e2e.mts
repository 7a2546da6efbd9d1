// `npm run e2e [words of a title]`: checks the packed package in a real n8n against the simulator.
import { CHECK_FILES } from './checks/index.mts';
import { runChecks } from './checks/check.mts';
import { startProgress } from './host/progress.mts';
import { prepareStage } from './stage.mts';

async function main(): Promise<number> {
	const progress = startProgress();
	const wanted = process.argv.slice(2).join(' ').toLowerCase();
	const files = CHECK_FILES.filter(({ title }) => title.toLowerCase().includes(wanted));
	if (files.length === 0) throw new Error(`No title of checks contains "${wanted}"`);
	const stage = await prepareStage(progress);
	const server = await progress.during('n8n starts', async () => await stage.host.start());
	await server.rest.signInOwner();
	const { passed, failed } = await runChecks(files, { ...stage, server }, progress);
	await server.stop();
	await stage.simulator.close();
	console.log(`${passed} passed, ${failed} failed`);
	return failed === 0 && passed > 0 ? 0 : 1;
}

main().then(
	(status) => process.exit(status),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
