// `npm run demo`: a real n8n reads rows with the packed package. With --open, the editor stays open.
import { once } from 'node:events';
import { startProgress } from './host/progress.mts';
import { OWNER } from './host/restClient.mts';
import { failureOf, outputOf } from './host/workflow.mts';
import { requestsWithoutIntegrationId } from './integrationId.mts';
import { prepareStage, readExample, type Stage } from './stage.mts';
import { formatTable } from './table.mts';

const EXAMPLE = 'read-getconnector-rows.json';
const SHOWN_ROWS = 8;
const SHOWN_COLUMNS = 6;

const progress = startProgress();

async function executeExample({ host, simulator, credential }: Stage): Promise<void> {
	const workflow = readExample(EXAMPLE, 'afas-example', credential);
	await progress.during(`the workflow examples/${EXAMPLE} is imported`, async () => {
		await host.importWorkflows([workflow]);
	});
	const node = workflow.nodes.at(-1)!.name;
	const start = Date.now();
	const execution = await progress.during("n8n's command line executes it", async () => {
		return await host.execute(workflow.id);
	});
	const seconds = (Date.now() - start) / 1000;
	const failure = failureOf(execution);
	if (failure !== undefined) throw new Error(`The workflow stopped: ${failure}`);
	const rows = outputOf(execution, node);
	if (rows.length === 0) throw new Error('The workflow gave no items');
	const milliseconds = execution.data.resultData.runData[node][0].executionTime;
	const without = requestsWithoutIntegrationId(simulator);
	console.log(`\n${formatTable(rows.slice(0, SHOWN_ROWS), SHOWN_COLUMNS)}\n`);
	progress.note(`node "${node}" gave ${rows.length} items in ${milliseconds} ms`);
	progress.note(`with the start of n8n the execution took ${seconds.toFixed(1)} seconds`);
	progress.note(
		`the simulator saw ${simulator.requests.length} requests, ${without.length} of them without the IntegrationId ${simulator.integrationId}`,
	);
	if (without.length > 0) throw new Error('A request went out without the IntegrationId');
}

async function keepOpen({ host }: Stage): Promise<void> {
	const server = await progress.during('n8n starts', async () => await host.start());
	await server.rest.signInOwner();
	console.log(`
The editor:  ${server.url}/workflow/afas-example
Sign in:     ${OWNER.email}
Password:    ${OWNER.password}
n8n and the simulator run until you press Enter or Ctrl+C.`);
	await once(process.stdin, 'data');
	await server.stop();
}

async function main(): Promise<void> {
	const stage = await prepareStage(progress);
	await executeExample(stage);
	if (process.argv.includes('--open')) await keepOpen(stage);
	else console.log('\nTo see it in the editor: npm run demo -- --open');
	await stage.simulator.close();
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(`\nThe demo did not succeed: ${error.message}`);
		process.exit(1);
	},
);
