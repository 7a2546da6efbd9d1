import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../simulator/simulator.mts';
import { installN8n, type InstalledN8n } from './host/install.mts';
import { N8nHost } from './host/n8nHost.mts';
import { packPackage } from './host/packPackage.mts';
import type { Progress } from './host/progress.mts';
import { CURRENT_N8N, type N8nVersion } from './host/versions.mts';
import type { CredentialJson, NodeJson, WorkflowJson } from './host/workflow.mts';

/** A running Profit simulator. */
export type Simulator = Awaited<ReturnType<typeof startSimulator>>;

/** A real n8n with the package and a credential in it, and a Profit environment to talk to. */
export interface Stage {
	n8n: InstalledN8n;
	host: N8nHost;
	/** The packed package, for another host. */
	tarball: string;
	simulator: Simulator;
	/** The imported credential for the simulator. */
	credential: CredentialJson;
}

/** Rows of the simulator's Sim_Transactions. */
export const BIG_ROWS = 50_000;

export const NODE_TYPE = 'n8n-nodes-afas.afas';
export const CREDENTIAL_TYPE = 'afasApi';

/** Installs n8n where needed, the packed package in it, starts the simulator, imports a credential. */
export async function prepareStage(
	progress: Progress,
	version: N8nVersion = CURRENT_N8N,
): Promise<Stage> {
	const n8n = await installN8n(progress, version);
	const tarball = await progress.during('the package is built and packed', async () => {
		return await packPackage(process.cwd());
	});
	const host = new N8nHost(n8n);
	await progress.during(`the package is installed into n8n ${n8n.version}`, async () => {
		await host.installPackage(tarball);
	});
	const simulator = await startSimulator({ bigRows: BIG_ROWS });
	progress.note(`the simulator of a Profit environment answers at ${simulator.restUrl}`);
	const credential: CredentialJson = {
		id: 'afas-simulator',
		name: 'AFAS simulator',
		type: CREDENTIAL_TYPE,
		data: simulatorCredentialData(simulator),
	};
	await progress.during('a credential is imported', async () => {
		await host.importCredentials([credential]);
	});
	return { n8n, host, tarball, simulator, credential };
}

/** The fields of a credential that is right for the simulator. */
export function simulatorCredentialData(simulator: Simulator): Record<string, unknown> {
	return {
		tenant: simulator.tenant,
		environment: 'custom',
		restUrl: simulator.restUrl,
		soapUrl: simulator.soapUrl,
		integrationId: simulator.integrationId,
		authentication: 'token',
		token: simulator.token,
		language: 'nl-nl',
	};
}

/** Refers a node to a credential, as n8n's workflow JSON does. */
export function useCredential({ id, name, type }: CredentialJson): NodeJson['credentials'] {
	return { [type]: { id, name } };
}

/** Reads a workflow from examples/ and gives its AFAS nodes the credential. */
export function readExample(file: string, id: string, credential: CredentialJson): WorkflowJson {
	const text = readFileSync(join(process.cwd(), 'examples', file), 'utf8');
	const workflow = JSON.parse(text) as WorkflowJson;
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-afas.')
			? { ...node, credentials: useCredential(credential) }
			: node,
	);
	return { ...workflow, id, nodes, active: false };
}
