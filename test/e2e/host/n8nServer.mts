import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { signalGroup, startProcess, type Environment } from './childProcess.mts';
import type { InstalledN8n } from './install.mts';
import { RestClient } from './restClient.mts';
import { ServerExecution } from './serverExecution.mts';

const READY_WITHIN_MS = 120_000;
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
	const log = join(userFolder, 'server.log');
	const logFile = openSync(log, 'a');
	const child = startProcess(n8n.node, [n8n.script, 'start'], {
		cwd: userFolder,
		env,
		stdio: ['ignore', logFile, logFile],
	});
	closeSync(logFile);
	const url = `http://localhost:${port}`;
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!(await isReady(url))) {
		if (child.exitCode !== null || Date.now() > deadline) {
			signalGroup(child, 'SIGKILL');
			throw new Error(`n8n did not start:\n${readFileSync(log, 'utf8').slice(-4000)}`);
		}
		await wait(250);
	}
	const rest = new RestClient(url, n8n.version);
	const execution = new ServerExecution(n8n, rest);
	return { url, pid: child.pid ?? 0, rest, execution, stop: async () => await stop(child) };
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

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.kill('SIGTERM');
	const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), STOPS_WITHIN_MS);
	await ended;
	clearTimeout(timer);
	signalGroup(child, 'SIGKILL');
}
