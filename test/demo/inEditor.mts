// The whole n8n with the packed package, to be tried by hand.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installFolder } from '../e2e/host/install.mts';
import type { Progress } from '../e2e/host/progress.mts';
import { OWNER } from '../e2e/host/restClient.mts';
import { CURRENT_N8N } from '../e2e/host/versions.mts';
import { prepareStage, readExample } from '../e2e/stage.mts';
import { fillWithKnownNames } from './demoData.mts';

/**
 * Opens the example in n8n's editor, and keeps n8n and a simulated Profit running until the user presses Enter.
 * @param example file in examples/
 */
export async function keepOpen(progress: Progress, example: string): Promise<void> {
	if (!existsSync(join(installFolder(CURRENT_N8N), 'ready'))) {
		progress.note(
			`n8n ${CURRENT_N8N.n8n} comes once, into ${installFolder(CURRENT_N8N)}: 3 GB, about 6 minutes to download and 3 to compile`,
		);
	}
	const { host, simulator, credential } = await prepareStage(progress);
	fillWithKnownNames(simulator);
	const workflow = readExample(example, 'afas-example', credential);
	await progress.during(`the workflow examples/${example} is imported`, async () => {
		await host.importWorkflows([workflow]);
	});
	const server = await progress.during('n8n starts', async () => await host.start());
	await server.rest.signInOwner();
	console.log(`
The editor        ${server.url}/workflow/afas-example
Sign in           ${OWNER.email}
Password          ${OWNER.password}

The workflow has a credential already. To make one yourself (Credentials, Create credential, AFAS Profit API):
  Environment     Custom URLs
  REST URL        ${simulator.restUrl}
  SOAP URL        ${simulator.soapUrl}
  IntegrationId   ${simulator.integrationId}
  Authentication  Token (Classic)
  Token           ${simulator.token}
  Language        English

n8n and the simulated Profit run until you press Enter or Ctrl+C.`);
	await once(process.stdin, 'data');
	await server.stop();
	await simulator.close();
}
