import { startSimulator } from '../../simulator/simulator.mts';
import { N8nHost } from '../host/n8nHost.mts';
import type { CredentialJson } from '../host/workflow.mts';
import { CREDENTIAL_TYPE, simulatorCredentialData, type Simulator, type Stage } from '../stage.mts';

/** An n8n that may be restarted, and a Profit environment that nobody else calls. */
export interface OwnStage {
	host: N8nHost;
	simulator: Simulator;
	/** For the environment; not in n8n yet. */
	credential: Omit<CredentialJson, 'id'>;
}

/** Prepares what checks need that run beside others. */
export async function prepareOwnStage({
	n8n,
	tarball,
}: Pick<Stage, 'n8n' | 'tarball'>): Promise<OwnStage> {
	const host = new N8nHost(n8n);
	await host.installPackage(tarball);
	const simulator = await startSimulator({ bigRows: 100, orderRows: 100 });
	const data = simulatorCredentialData(simulator);
	return { host, simulator, credential: { name: 'AFAS', type: CREDENTIAL_TYPE, data } };
}
