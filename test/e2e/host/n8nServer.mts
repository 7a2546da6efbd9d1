import { join } from 'node:path';
import { endProcess, type Environment } from './childProcess.mts';
import type { InstalledN8n } from './install.mts';
import { RestClient } from './restClient.mts';
import { ServerExecution } from './serverExecution.mts';
import { startService } from './service.mts';

const STOPS_WITHIN_MS = 15_000;

/** A running n8n server. */
export interface N8nServer {
	/** Address of the editor, without a slash at its end. */
	url: string;
	/** Of the server's process. */
	pid: number;
	/** The editor's REST API; sign in before use. */
	rest: RestClient;
	/** Adds credentials and executes workflows; sign in before use. */
	execution: ServerExecution;
	/** Stops the server and waits for its end. */
	stop(): Promise<void>;
}

/** Starts the server on `port` and waits until it is ready; throws an Error with its log if not. */
export async function startServer(
	n8n: InstalledN8n,
	userFolder: string,
	env: Environment,
	port: number,
): Promise<N8nServer> {
	const url = `http://localhost:${port}`;
	const child = await startService({
		name: 'n8n',
		command: n8n.node,
		commandArguments: [n8n.script, 'start'],
		cwd: userFolder,
		env,
		log: join(userFolder, 'server.log'),
		isReady: async () => await isReady(url),
	});
	const rest = new RestClient(url, n8n.version);
	const execution = new ServerExecution(n8n, rest);
	const stop = async () => await endProcess(child, 'SIGTERM', STOPS_WITHIN_MS);
	return { url, pid: child.pid ?? 0, rest, execution, stop };
}

/** Earlier answers (200 "starting up", 404) mislead: ready is when the settings are there. */
async function isReady(url: string): Promise<boolean> {
	try {
		const response = await fetch(`${url}/rest/settings`, { signal: AbortSignal.timeout(5_000) });
		return response.ok && (await response.text()).startsWith('{"data"');
	} catch {
		return false;
	}
}
