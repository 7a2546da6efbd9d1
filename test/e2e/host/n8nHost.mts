import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, type Environment, type RunResult } from './childProcess.mts';
import { freePort } from './freePort.mts';
import type { InstalledN8n } from './install.mts';
import { startServer, type N8nServer } from './n8nServer.mts';
import { startWebhookProcess, type N8nWebhookProcess } from './n8nWebhookProcess.mts';
import { startWorker, type N8nWorker } from './n8nWorker.mts';
import { npm, npmEnvironment } from './npm.mts';
import { temporaryFolder } from './temporaryFolder.mts';
import type { CredentialJson, ExecutionJson, WorkflowJson } from './workflow.mts';

/** Names of the caller's variables that n8n and its Node may see; the rest would make runs differ. */
const PASSED_ON = ['HOME', 'LANG', 'PATH', 'SHELL', 'TMPDIR', 'USER'];

const SETTINGS = {
	DB_TYPE: 'sqlite',
	N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_HOST: 'localhost',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_PROTOCOL: 'http',
	N8N_REINSTALL_MISSING_PACKAGES: 'false',
	N8N_SECURE_COOKIE: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
};

/** A real n8n with a user folder of its own, which is removed when this process ends. */
export class N8nHost {
	readonly userFolder = temporaryFolder('n8n');
	/** The one folder whose files a workflow may read and write. */
	readonly filesFolder = temporaryFolder('n8n-files');
	private readonly environment: Environment;
	private commands = 0;

	/** `settings` are environment variables on top of the usual ones. */
	constructor(
		private readonly n8n: InstalledN8n,
		settings: Environment = {},
	) {
		this.environment = {
			...Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
			...SETTINGS,
			N8N_USER_FOLDER: this.userFolder,
			N8N_RESTRICT_FILE_ACCESS_TO: this.filesFolder,
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			...n8n.settings,
			...settings,
		};
	}

	/** Installs the packed package as n8n installs a community node, in place of another version. Call it before `start`. */
	async installPackage(tarball: string): Promise<void> {
		const folder = join(this.userFolder, '.n8n', 'nodes');
		mkdirSync(folder, { recursive: true });
		const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
		const options = ['--ignore-scripts', '--legacy-peer-deps', '--no-package-lock'];
		await npm(folder, ['install', ...options, tarball], npmEnvironment(this.n8n.node));
	}

	/** The version of the installed package. */
	packageVersion(): string {
		const folder = join(this.userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-afas');
		const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
		return (JSON.parse(manifest) as { version: string }).version;
	}

	/** Starts the server and waits until it is ready. */
	async start(): Promise<N8nServer> {
		const port = await freePort();
		const environment = {
			...this.environment,
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		};
		return await startServer(this.n8n, this.userFolder, environment, port);
	}

	/**
	 * Starts a worker of an n8n in queue mode and waits until it takes executions. The host's settings must name the
	 * database, the Redis and the encryption key of the main process.
	 * @param concurrency executions that it runs at once
	 */
	async startWorker(concurrency: number): Promise<N8nWorker> {
		const environment = {
			...this.environment,
			N8N_PORT: String(await freePort()),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		};
		const options = { concurrency, healthPort: await freePort() };
		return await startWorker(this.n8n, this.userFolder, environment, options);
	}

	/** Starts a process of an n8n in queue mode that takes webhooks only. The host's settings must be as for a worker. */
	async startWebhookProcess(): Promise<N8nWebhookProcess> {
		const port = await freePort();
		const environment = { ...this.environment, N8N_PORT: String(port) };
		return await startWebhookProcess(this.n8n, this.userFolder, environment, port);
	}

	/** Puts credentials, given in plain, into n8n's database, encrypted. */
	async importCredentials(credentials: CredentialJson[]): Promise<void> {
		await this.import('credentials', credentials);
	}

	/** Puts workflows into n8n's database. */
	async importWorkflows(workflows: WorkflowJson[]): Promise<void> {
		await this.import('workflow', workflows);
	}

	/**
	 * Executes an imported workflow by n8n's command line. Gives the whole execution, also that of
	 * one that a node stopped. Throws an Error when n8n gives no execution.
	 * @param settings environment variables on top of the usual ones
	 */
	async execute(workflowId: string, settings: Environment = {}): Promise<ExecutionJson> {
		const stdoutFile = join(this.userFolder, `execution-${++this.commands}.json`);
		const result = await this.command(
			['execute', `--id=${workflowId}`, '--rawOutput'],
			stdoutFile,
			settings,
		);
		const output = readFileSync(stdoutFile, 'utf8');
		const start = output.search(/^\{$/m);
		const end = output.lastIndexOf('\n}');
		if (start < 0 || end < start) {
			const text = `${output}\n${result.stderr}`.trim().slice(-4000);
			throw new Error(`n8n executed workflow ${workflowId} and gave no execution:\n${text}`);
		}
		return JSON.parse(output.slice(start, end + 2)) as ExecutionJson;
	}

	private async import(kind: 'credentials' | 'workflow', content: unknown[]): Promise<void> {
		const file = join(this.userFolder, `import-${++this.commands}.json`);
		writeFileSync(file, JSON.stringify(content));
		const { status, stdout, stderr } = await this.command([`import:${kind}`, `--input=${file}`]);
		if (status !== 0) throw new Error(`n8n did not import the ${kind}:\n${stdout}\n${stderr}`);
	}

	private async command(
		commandArguments: string[],
		stdoutFile?: string,
		settings: Environment = {},
	): Promise<RunResult> {
		return await run(this.n8n.node, [this.n8n.script, ...commandArguments], {
			cwd: this.userFolder,
			env: {
				...this.environment,
				...settings,
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			},
			...(stdoutFile !== undefined && { stdoutFile }),
		});
	}
}
