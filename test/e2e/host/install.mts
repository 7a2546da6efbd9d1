import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './childProcess.mts';
import { withLock } from './lock.mts';
import { nodeSource, type NodeSource } from './nodeBinary.mts';
import { npm, npmEnvironment } from './npm.mts';
import type { Progress } from './progress.mts';

/** The n8n that is tested against. */
export const N8N_VERSION = '2.41.1';

/** Set to choose another folder than the user's cache folder. */
export const CACHE_VARIABLE = 'N8N_NODES_AFAS_CACHE';

/** Modules with compiled parts that n8n cannot do without. */
const COMPILED_MODULES = ['sqlite3', 'isolated-vm'];

/** An installed n8n. */
export interface InstalledN8n {
	folder: string;
	version: string;
	/** Path of the Node binary that runs it. */
	node: string;
	/** Path of n8n's start script. */
	script: string;
}

/** The folder in which n8n is kept between runs, outside the checkout. */
export function installFolder(): string {
	const userCache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	const cache = process.env[CACHE_VARIABLE] || join(userCache, 'n8n-nodes-afas');
	return join(cache, `host-${N8N_VERSION}`);
}

/**
 * Gives an installed n8n, and installs it first where it is missing or incomplete (several
 * minutes, 3 GB). Several processes may call this at once. Throws an Error with npm's output
 * when the install does not succeed.
 */
export async function installN8n(progress: Progress): Promise<InstalledN8n> {
	const folder = installFolder();
	const source = nodeSource(folder);
	const installed: InstalledN8n = {
		folder,
		version: N8N_VERSION,
		node: source.binary,
		script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
	if (isReady(folder, source)) return installed;
	const onWait = () => progress.note('another process is installing n8n: waiting for it');
	await withLock(
		`${folder}.lock`,
		async () => {
			if (isReady(folder, source)) return;
			if (!(await isComplete(folder, source))) await install(folder, source, progress);
			markReady(folder, source);
		},
		onWait,
	);
	return installed;
}

/** What makes one install differ from another; the marker holds it. */
function identity(source: NodeSource): string {
	return `n8n ${N8N_VERSION}, Node ${source.version}, ${process.platform} ${process.arch}\n`;
}

function isReady(folder: string, source: NodeSource): boolean {
	const marker = join(folder, 'ready');
	return existsSync(marker) && readFileSync(marker, 'utf8') === identity(source);
}

function markReady(folder: string, source: NodeSource): void {
	const marker = join(folder, 'ready');
	writeFileSync(`${marker}.new`, identity(source));
	renameSync(`${marker}.new`, marker);
}

function isThisVersion(folder: string): boolean {
	const file = join(folder, 'node_modules', 'n8n', 'package.json');
	if (!existsSync(file)) return false;
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version === N8N_VERSION;
}

/** Whether npm came to its end in this folder and the compiled modules load in the right Node. */
async function isComplete(folder: string, source: NodeSource): Promise<boolean> {
	const lastFileOfNpm = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(lastFileOfNpm) || !existsSync(source.binary)) return false;
	if (!isThisVersion(folder)) return false;
	const requires = COMPILED_MODULES.map((name) => `require('${name}')`).join(';');
	const program = `${requires};process.stdout.write(process.versions.node)`;
	const result = await run(source.binary, ['-e', program], { cwd: folder, env: process.env });
	return result.status === 0 && result.stdout === source.version;
}

async function install(folder: string, source: NodeSource, progress: Progress): Promise<void> {
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
			n8n: N8N_VERSION,
			...(source.npmPackage !== undefined && { [source.npmPackage]: source.version }),
		},
		overrides: { linkedom: '0.18.12' },
	};
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
	progress.note(`n8n ${N8N_VERSION} is installed once, into ${folder} (3 GB, 3 to 10 minutes)`);
	// Without scripts: one package among n8n's own would otherwise build from sources on the net.
	await progress.during('step 1 of 2: npm fetches n8n and its packages', async () => {
		await npm(folder, ['install', '--ignore-scripts', '--loglevel=error']);
	});
	const environment = npmEnvironment(source.binary, {
		...(source.headers !== undefined && { npm_config_nodedir: source.headers }),
	});
	await progress.during(`step 2 of 2: compiling ${COMPILED_MODULES.join(', ')}`, async () => {
		await npm(folder, ['rebuild', '--ignore-scripts=false', ...COMPILED_MODULES], environment);
	});
	if (!(await isComplete(folder, source))) {
		throw new Error(`n8n was installed into ${folder}, but its compiled modules do not load there`);
	}
	progress.note('n8n is installed');
}
