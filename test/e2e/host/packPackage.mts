import { readdirSync } from 'node:fs';
import { join } from 'node:path';
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
