import { join } from 'node:path';
import { endProcess, type Environment } from './childProcess.mts';
import type { InstalledN8n } from './install.mts';
import { startService } from './service.mts';

const STOPS_WITHIN_MS = 60_000;

/** A running process of an n8n in queue mode that takes webhooks and does nothing else. */
export interface N8nWebhookProcess {
	/** Its address, without a slash at the end. */
	url: string;
	/** Asks it to stop (SIGTERM) and waits for its end. */
	stop(): Promise<void>;
}

/** Starts it on `port` and waits until it takes calls; throws an Error with its log if it does not start. */
export async function startWebhookProcess(
	n8n: InstalledN8n,
	userFolder: string,
	env: Environment,
	port: number,
): Promise<N8nWebhookProcess> {
	const url = `http://localhost:${port}`;
	const child = await startService({
		name: 'A process of n8n for webhooks',
		command: n8n.node,
		commandArguments: [n8n.script, 'webhook'],
		cwd: userFolder,
		env,
		log: join(userFolder, 'webhook.log'),
		isReady: async () => await isReady(url),
	});
	return { url, stop: async () => await endProcess(child, 'SIGTERM', STOPS_WITHIN_MS) };
}

async function isReady(url: string): Promise<boolean> {
	try {
		const signal = AbortSignal.timeout(5_000);
		return (await fetch(`${url}/healthz/readiness`, { signal })).ok;
	} catch {
		return false;
	}
}
