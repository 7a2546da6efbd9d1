// What the targets of the node share: n8n with the package, the simulator behind a server that spoils answers, and
// calls of every operation that are right.
import type { IDataObject } from 'n8n-workflow';
import { loadN8n, type N8n } from '../../integration/support/n8n.mts';
import { startRecordingServer, type RecordingServer } from '../../e2e/host/recordingServer.mts';
import { startSimulator, type Simulator } from '../../simulator/simulator.mts';
import {
	callParameters,
	COMPARISON_PARAMETERS,
	operationCalls,
	POLL_PARAMETERS,
} from '../../support/operations.mts';
import '../../integration/support/quickSleep.mts';
import { startSpoilingServer, type SpoilingServer } from './spoilingServer.mts';

export interface NodeStage {
	n8n: N8n;
	simulator: Simulator;
	server: SpoilingServer;
	/** Where nothing may ever arrive. */
	foreign: RecordingServer;
	/** The credential form as a user fills it in, for the spoiling server. */
	credential: IDataObject;
	/** Parameters by `resource/operation` with which each operation gives something. */
	calls: Record<string, IDataObject>;
	/** Parameters of polls that give rows. */
	polls: IDataObject[];
	/** Must be shown nowhere. */
	secrets: string[];
	close(): Promise<void>;
}

export const WEBHOOK_PASSWORD = 'Qw7-webhook-Zx5';

/** A simulator and n8n's engine that made-up input goes into; close it after use. */
export async function openNodeStage(): Promise<NodeStage> {
	// n8n first: servers that nobody gets would keep the process alive.
	const n8n = await loadN8n();
	const [simulator, foreign] = await Promise.all([
		startSimulator({ bigRows: 300, orderRows: 50 }),
		startRecordingServer({ status: 200, body: '{}' }),
	]);
	const server = await startSpoilingServer(simulator.port);
	const { token, integrationId } = simulator;
	return {
		n8n,
		simulator,
		server,
		foreign,
		credential: {
			environment: 'custom',
			restUrl: `${server.origin}/ProfitRestServices`,
			soapUrl: `${server.origin}/ProfitServices`,
			integrationId,
			authentication: 'token',
			token,
			language: 'en-us',
			webhookPassword: WEBHOOK_PASSWORD,
		},
		calls: callsFor(simulator),
		polls: [POLL_PARAMETERS, COMPARISON_PARAMETERS],
		secrets: [WEBHOOK_PASSWORD, dataOf(token), Buffer.from(token).toString('base64').slice(40, 80)],
		async close() {
			server.close();
			foreign.close();
			await simulator.close();
		},
	};
}

/** The part of a token that is the secret. */
function dataOf(token: string): string {
	return /<data>(.*)<\/data>/.exec(token)?.[1] ?? token;
}

/** The calls of the catalogue, with their changes sent and without waits between tries. */
function callsFor(simulator: Simulator): Record<string, IDataObject> {
	const calls = Object.entries(operationCalls(simulator)).map(([name, parameters]) => {
		const { options = {}, ...others } = parameters;
		const { dryRun: _dryRun, ...sent } = options as IDataObject;
		const isRead = name.startsWith('getConnector/getMany');
		return [name, { ...others, options: { ...sent, ...(isRead ? { retries: 0 } : {}) } }];
	});
	return Object.fromEntries(calls) as Record<string, IDataObject>;
}

/** The parameters of a call, its resource and operation among them. */
export function stageParameters({ calls }: NodeStage, name: string): IDataObject {
	return callParameters(calls, name);
}
