// Runs a TypeScript script (.mts) on any Node from 20 up: `node test/run.mjs test/demo/demo.mts [arguments]`.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [script, ...scriptArguments] = process.argv.slice(2);
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
// Inside the checkout, so that the script finds the project's node_modules.
const folder = mkdtempSync(join(root, '.run-'));
try {
	const outfile = join(folder, 'script.mjs');
	await build({
		entryPoints: [resolve(root, script)],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		packages: 'external',
		logLevel: 'warning',
	});
	// The script gets Ctrl+C as well and ends by itself; then the folder is removed.
	process.on('SIGINT', () => undefined);
	const { status } = spawnSync(process.execPath, [outfile, ...scriptArguments], {
		cwd: root,
		stdio: 'inherit',
	});
	process.exitCode = status ?? 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
