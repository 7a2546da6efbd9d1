// Where the package is, and what its package.json says.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Manifest {
	name: string;
	version: string;
	files: string[];
	devDependencies: Record<string, string>;
	n8n: { n8nNodesApiVersion: number; credentials: string[]; nodes: string[] };
}

export const checkout = resolve(__dirname, '../../../..');

/** Reads a package.json. */
export function readManifest(folder = checkout): Manifest {
	return JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Throws with what to do when the package was not built, or only partly. */
export function demandBuild(): void {
	const { n8n } = readManifest();
	const missing = [...n8n.nodes, ...n8n.credentials].filter(
		(file) => !existsSync(resolve(checkout, file)),
	);
	if (missing.length > 0) {
		throw new Error(`Not built: ${missing.join(', ')}. Run "npm run build" first.`);
	}
}
