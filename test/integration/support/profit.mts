// What the integration tests share: the simulator, n8n with the package, and a credential that fits.
import type { IDataObject } from 'n8n-workflow';
import {
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../simulator/simulator.mts';
import { credentialFor } from './credential.mts';
import { loadN8n, type N8n } from './n8n.mts';

export interface Stage {
	n8n: N8n;
	simulator: Simulator;
	/** The credential form as a user fills it in for the simulator. */
	credential: IDataObject;
}

/** A simulator and n8n's engine; close it after use. */
export async function openStage(options?: SimulatorOptions): Promise<Stage> {
	// One after the other: a simulator that nobody gets would keep the process alive.
	const n8n = await loadN8n();
	const simulator = await startSimulator(options);
	return { n8n, simulator, credential: credentialFor(simulator) };
}

/** A GetConnector as the node's locator holds it. */
export function byId(value: string): IDataObject {
	return { __rl: true, mode: 'id', value };
}
