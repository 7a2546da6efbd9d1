import { N8nHost } from '../host/n8nHost.mts';
import { workerLog, type N8nWorker } from '../host/n8nWorker.mts';

const STARTED = /Worker started execution (\d+) /g;

/**
 * The place of one worker, with a user folder of its own, like a container: the worker in it may be stopped or killed, and
 * started again.
 */
export class WorkerSeat {
	private worker: N8nWorker | undefined;

	constructor(
		readonly name: string,
		private readonly host: N8nHost,
		private readonly concurrency: number,
	) {}

	async start(): Promise<void> {
		this.worker = await this.host.startWorker(this.concurrency);
	}

	/** Asks the worker to stop (SIGTERM) and waits for its end; nothing when none is running. */
	async stop(): Promise<void> {
		await this.worker?.stop();
		this.worker = undefined;
	}

	/** Kills the worker (SIGKILL). */
	async kill(): Promise<void> {
		await this.worker?.kill();
		this.worker = undefined;
	}

	/** The ids of the executions that workers of this seat started, once per start, by their log. */
	started(): string[] {
		return [...workerLog(this.host.userFolder).matchAll(STARTED)].map(([, id]) => id);
	}
}
