import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run, type Environment } from './childProcess.mts';
import { withLock } from './lock.mts';
import { nodeSource, type NodeSource } from './nodeBinary.mts';
import { npm, npmEnvironment } from './npm.mts';
import { CURRENT_N8N, type N8nVersion } from './versions.mts';
import type { Progress } from './progress.mts';

/** Set to choose another folder than the user's cache folder. */
export const CACHE_VARIABLE = 'N8N_NODES_AFAS_CACHE';

/** An installed n8n. */
export interface InstalledN8n {
	folder: string;
	version: string;
	/** Path of the Node binary that runs it. */
	node: string;
	/** Path of n8n's start script. */
	script: string;
	/** Environment variables that it needs. */
	settings: Environment;
}

/** The folder in which a version of n8n is kept between runs, outside the checkout. */
export function installFolder({ n8n }: N8nVersion): string {
	const userCache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	const cache = process.env[CACHE_VARIABLE] || join(userCache, 'n8n-nodes-afas');
	return join(cache, `host-${n8n}`);
}

/**
 * Gives an installed n8n, and installs it first where it is missing or incomplete (several
 * minutes, 2 or 3 GB). Several processes may call this at once. Throws an Error with npm's output
 * when the install does not succeed.
 */
export async function installN8n(
	progress: Progress,
	version: N8nVersion = CURRENT_N8N,
): Promise<InstalledN8n> {
	const folder = installFolder(version);
	const source = nodeSource(folder, version);
	const installed: InstalledN8n = {
		folder,
		version: version.n8n,
		node: source.binary,
		script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		settings: version.settings,
	};
	const marker = identity(version, source);
	if (isReady(folder, marker)) return installed;
	const onWait = () => progress.note('another process is installing n8n: waiting for it');
	await withLock(
		`${folder}.lock`,
		async () => {
			if (isReady(folder, marker)) return;
			if (!(await isComplete(folder, version, source))) {
				await install(folder, version, source, progress);
			}
			markReady(folder, marker);
		},
		onWait,
	);
	return installed;
}

/** What makes one install differ from another; the marker holds it. */
function identity({ n8n }: N8nVersion, source: NodeSource): string {
	return `n8n ${n8n}, Node ${source.version}, ${process.platform} ${process.arch}\n`;
}

function isReady(folder: string, marker: string): boolean {
	const file = join(folder, 'ready');
	return existsSync(file) && readFileSync(file, 'utf8') === marker;
}

function markReady(folder: string, marker: string): void {
	const file = join(folder, 'ready');
	writeFileSync(`${file}.new`, marker);
	renameSync(`${file}.new`, file);
}

function isThisVersion(folder: string, n8n: string): boolean {
	const file = join(folder, 'node_modules', 'n8n', 'package.json');
	if (!existsSync(file)) return false;
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version === n8n;
}

/** Whether npm came to its end in this folder and the compiled modules load in the right Node. */
async function isComplete(
	folder: string,
	{ n8n, compiledModules }: N8nVersion,
	source: NodeSource,
): Promise<boolean> {
	const lastFileOfNpm = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(lastFileOfNpm) || !existsSync(source.binary)) return false;
	if (!isThisVersion(folder, n8n)) return false;
	const requires = compiledModules.map((name) => `require('${name}')`).join(';');
	const program = `${requires};process.stdout.write(process.versions.node)`;
	const result = await run(source.binary, ['-e', program], { cwd: folder, env: process.env });
	return result.status === 0 && result.stdout === source.version;
}

async function install(
	folder: string,
	version: N8nVersion,
	source: NodeSource,
	progress: Progress,
): Promise<void> {
	const { n8n, overrides, compiledModules, gigabytes } = version;
	if (existsSync(folder)) {
		await progress.during('an incomplete n8n is removed', async () => {
			await rm(folder, { recursive: true, force: true });
		});
	}
	mkdirSync(folder, { recursive: true });
	const manifest = {
		name: 'n8n-host',
		private: true,
		dependencies: {
			n8n,
			...(source.npmPackage !== undefined && { [source.npmPackage]: source.version }),
		},
		overrides,
	};
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
	progress.note(`n8n ${n8n} is installed once, into ${folder} (${gigabytes} GB, 3 to 10 minutes)`);
	// Without scripts: one package among n8n's own would otherwise build from sources on the net.
	await progress.during('step 1 of 2: npm fetches n8n and its packages', async () => {
		await npm(folder, ['install', '--ignore-scripts', '--loglevel=error']);
	});
	const environment = npmEnvironment(source.binary, {
		...(source.headers !== undefined && { npm_config_nodedir: source.headers }),
	});
	await progress.during(`step 2 of 2: compiling ${compiledModules.join(', ')}`, async () => {
		await npm(folder, ['rebuild', '--ignore-scripts=false', ...compiledModules], environment);
	});
	if (!(await isComplete(folder, version, source))) {
		throw new Error(`n8n was installed into ${folder}, but its compiled modules do not load there`);
	}
	progress.note('n8n is installed');
}
