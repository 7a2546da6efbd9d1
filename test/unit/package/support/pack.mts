// Packs the package as `npm publish` would, and unpacks it as n8n gets it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout, demandBuild } from './checkout.mts';

export interface PackedPackage {
	/** Folder with the tarball's contents. */
	folder: string;
	/** Paths in the tarball, without the leading `package/`. */
	files: string[];
	/** Size of the tarball in bytes. */
	size: number;
	remove(): void;
}

/** Packs the built checkout into a temporary folder. Throws when it was not built. */
export function packPackage(): PackedPackage {
	demandBuild();
	const target = mkdtempSync(join(tmpdir(), 'n8n-nodes-afas-pack-'));
	const npm = process.env.npm_execpath;
	const call = [
		'pack',
		'--json',
		'--ignore-scripts',
		'--loglevel=error',
		'--pack-destination',
		target,
	];
	const output = npm?.endsWith('.js')
		? execFileSync(process.execPath, [npm, ...call], { cwd: checkout, encoding: 'utf8' })
		: execFileSync('npm', call, {
				cwd: checkout,
				encoding: 'utf8',
				shell: process.platform === 'win32',
			});
	const [packed] = JSON.parse(output) as [{ filename: string; files: Array<{ path: string }> }];
	execFileSync('tar', ['-xzf', packed.filename], { cwd: target });
	return {
		folder: join(target, 'package'),
		files: packed.files.map(({ path }) => path),
		size: statSync(join(target, packed.filename)).size,
		remove: () => rmSync(target, { recursive: true }),
	};
}
