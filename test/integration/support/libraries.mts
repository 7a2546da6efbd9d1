// Loads n8n-core and n8n-workflow once, with a throwaway user folder instead of the developer's own.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// `require` on purpose: `import` would bring a second copy of n8n-workflow (its ESM build) besides
// the one that n8n-core and the nodes use, and `instanceof NodeApiError` would no longer hold.
const load = createRequire(import.meta.url);

const userFolder = mkdtempSync(join(tmpdir(), 'n8n-nodes-afas-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
process.env.N8N_LOG_LEVEL = 'silent';

load('reflect-metadata');
export const core = load('n8n-core') as typeof import('n8n-core');
export const workflow = load('n8n-workflow') as typeof import('n8n-workflow');

// The copy of the container that n8n-core itself uses; npm may install several.
const { Container } = createRequire(load.resolve('n8n-core'))(
	'@n8n/di',
) as typeof import('@n8n/di');
// n8n-core reads and writes its user folder once, when these settings are made. Binary data stays in
// memory, since the binary data service is never initialised here.
Container.get(core.InstanceSettings);
rmSync(userFolder, { recursive: true, force: true });
export const container = Container;

/** The folder of this checkout, also when the calling script was bundled into another folder of it. */
export const checkout = findCheckout(dirname(fileURLToPath(import.meta.url)));

function findCheckout(folder: string): string {
	const manifest = join(folder, 'package.json');
	if (existsSync(manifest)) {
		const { n8n } = JSON.parse(readFileSync(manifest, 'utf8')) as { n8n?: unknown };
		if (n8n !== undefined) return folder;
	}
	const parent = dirname(folder);
	if (parent === folder) throw new Error('No package.json with an n8n block above this file');
	return findCheckout(parent);
}
