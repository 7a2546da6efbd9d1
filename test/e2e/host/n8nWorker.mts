import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcess, type Environment } from './childProcess.mts';
import type { InstalledN8n } from './install.mts';
import { startService } from './service.mts';

/** n8n gives a worker 30 seconds to finish what it holds. */
const STOPS_WITHIN_MS = 60_000;

const LOG = 'worker.log';

/** A running worker of an n8n in queue mode. */
export interface N8nWorker {
	/** Asks it to stop (SIGTERM) and waits for its end. */
	stop(): Promise<void>;
	/** Kills it with all that it started (SIGKILL), as when its machine loses power. */
	kill(): Promise<void>;
}

/**
 * Starts a worker that runs `concurrency` executions at once, and waits until it takes some. Throws an Error with its
 * log if it does not start.
 * @param healthPort a free port, where the worker tells that it is ready
 */
export async function startWorker(
	n8n: InstalledN8n,
	userFolder: string,
	environment: Environment,
	{ concurrency, healthPort }: { concurrency: number; healthPort: number },
): Promise<N8nWorker> {
	const child = await startService({
		name: 'An n8n worker',
		command: n8n.node,
		commandArguments: [n8n.script, 'worker', `--concurrency=${concurrency}`],
		cwd: userFolder,
		env: {
			...environment,
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(healthPort),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		},
		log: join(userFolder, LOG),
		isReady: async () => await isReady(healthPort),
	});
	return {
		stop: async () => await endProcess(child, 'SIGTERM', STOPS_WITHIN_MS),
		kill: async () => await endProcess(child, 'SIGKILL', STOPS_WITHIN_MS),
	};
}

/** What the workers of this user folder wrote to their log, also those that have ended. */
export function workerLog(userFolder: string): string {
	const file = join(userFolder, LOG);
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

async function isReady(healthPort: number): Promise<boolean> {
	try {
		const url = `http://127.0.0.1:${healthPort}/healthz/readiness`;
		return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
	} catch {
		return false;
	}
}
