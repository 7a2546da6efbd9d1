import { randomBytes, randomUUID } from 'node:crypto';
import { startSimulator } from '../../simulator/simulator.mts';
import type { Check } from '../checks/check.mts';
import { WEBHOOK_PASSWORD } from '../checks/triggerNodes.mts';
import { installFromDebian } from '../host/debian.mts';
import { installN8n } from '../host/install.mts';
import { N8nHost } from '../host/n8nHost.mts';
import type { N8nServer } from '../host/n8nServer.mts';
import type { N8nWebhookProcess } from '../host/n8nWebhookProcess.mts';
import { packPackage } from '../host/packPackage.mts';
import { startPostgres, type Postgres } from '../host/postgres.mts';
import { findProgram, installedProgram } from '../host/program.mts';
import type { Progress } from '../host/progress.mts';
import { startRedis } from '../host/redis.mts';
import type { CredentialJson } from '../host/workflow.mts';
import { CREDENTIAL_TYPE, simulatorCredentialData, type Simulator } from '../stage.mts';
import { Executions } from './executions.mts';
import type { TriggerWatch } from './triggerWatch.mts';
import { WorkerSeat } from './workerSeat.mts';

/** Executions that each worker runs at once: the least that n8n advises. */
export const CONCURRENCY = 5;

/** An n8n in queue mode: a main process and two workers, which share a PostgreSQL, a Redis and an encryption key only. */
export interface QueueStage {
	progress: Progress;
	simulator: Simulator;
	postgres: Postgres;
	main: N8nServer;
	workers: [first: WorkerSeat, second: WorkerSeat];
	/** Starts a process for webhooks; whoever calls it stops it. */
	startWebhookProcess(): Promise<N8nWebhookProcess>;
	executions: Executions;
	/** Logs in with OAuth. */
	credential: CredentialJson;
	/** Stops everything that was started. */
	close(): Promise<void>;
}

/** What every part of the run gets. */
export interface QueueContext extends QueueStage {
	/** Workflows that wait for something to happen in Profit, active during the whole run. */
	watch: TriggerWatch;
	check: Check;
}

/** Starts everything; what was started is stopped again when something does not start. */
export async function prepareQueueStage(progress: Progress): Promise<QueueStage> {
	const programs = ['redis-server', 'postgres', 'initdb', 'psql'];
	if (!programs.every(installedProgram)) {
		await installFromDebian(['redis-server', 'postgresql'], progress);
	}
	// What is missing is said before the long work begins.
	programs.forEach(findProgram);
	const closing: Array<() => Promise<void>> = [];
	const close = async () => {
		for (let step = closing.pop(); step; step = closing.pop()) await step();
	};
	try {
		return { ...(await start(progress, closing)), close };
	} catch (error) {
		await close();
		throw error;
	}
}

async function start(
	progress: Progress,
	closing: Array<() => Promise<void>>,
): Promise<Omit<QueueStage, 'close'>> {
	const n8n = await installN8n(progress);
	const tarball = await progress.during('the package is built and packed', async () => {
		return await packPackage(process.cwd());
	});
	const { redis, postgres } = await progress.during('Redis and PostgreSQL start', async () => {
		const postgres = await startPostgres();
		closing.push(postgres.stop);
		const redis = await startRedis();
		closing.push(redis.stop);
		return { redis, postgres };
	});
	const settings = {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	};
	const hosts = [1, 2, 3, 4].map(() => new N8nHost(n8n, settings));
	await progress.during(
		`the package is installed for four processes of n8n ${n8n.version}`,
		async () => {
			for (const host of hosts) await host.installPackage(tarball);
		},
	);

	const client = { clientId: 'queue', secret: `simulated ${randomUUID()}` };
	const simulator = await startSimulator({ oauth: { clients: [client] } });
	closing.push(simulator.close);
	progress.note(`the simulator of a Profit environment answers at ${simulator.restUrl}`);

	const [mainHost, webhookHost, ...workerHosts] = hosts;
	const main = await progress.during(
		'the main process of n8n starts',
		mainHost.start.bind(mainHost),
	);
	closing.push(main.stop);
	await main.rest.signInOwner();
	const [first, second] = workerHosts.map(
		(host, at) => new WorkerSeat(`worker ${at + 1}`, host, CONCURRENCY),
	);
	await progress.during('two workers start', async () => {
		for (const worker of [first, second]) {
			closing.push(async () => await worker.stop());
			await worker.start();
		}
	});
	const credential = await main.execution.addCredential({
		name: 'AFAS with OAuth',
		type: CREDENTIAL_TYPE,
		data: {
			...simulatorCredentialData(simulator),
			authentication: 'clientSecret',
			token: '',
			clientId: client.clientId,
			clientSecret: client.secret,
			webhookPassword: WEBHOOK_PASSWORD,
		},
	});
	const executions = new Executions(postgres);
	return {
		progress,
		simulator,
		postgres,
		main,
		workers: [first, second],
		startWebhookProcess: webhookHost.startWebhookProcess.bind(webhookHost),
		executions,
		credential,
	};
}
