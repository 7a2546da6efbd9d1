import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runOrThrow } from './childProcess.mts';
import { npm } from './npm.mts';
import { temporaryFolder } from './temporaryFolder.mts';

/** Builds the package in the checkout `root` and packs it; gives the path of the tarball. */
export async function packPackage(root: string): Promise<string> {
	const folder = temporaryFolder('tarball');
	await npm(root, ['run', 'build']);
	await npm(root, ['pack', '--ignore-scripts', `--pack-destination=${folder}`]);
	const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
	if (tarball === undefined) throw new Error(`npm pack left no tarball in ${folder}`);
	return join(folder, tarball);
}

/** Packs a packed package again under another version, as an update of it; gives the path of the tarball. */
export async function packAs(version: string, tarball: string): Promise<string> {
	const folder = temporaryFolder('update');
	await runOrThrow('tar', ['-xzf', tarball], { cwd: folder, env: process.env });
	const unpacked = join(folder, 'package');
	const manifest = join(unpacked, 'package.json');
	const content = JSON.parse(readFileSync(manifest, 'utf8')) as object;
	writeFileSync(manifest, JSON.stringify({ ...content, version }));
	await npm(unpacked, ['pack', '--ignore-scripts', `--pack-destination=${folder}`]);
	return join(folder, `n8n-nodes-afas-${version}.tgz`);
}
