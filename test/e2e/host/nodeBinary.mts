import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { N8nVersion } from './versions.mts';

/** Where the Node for n8n comes from. */
export interface NodeSource {
	/** npm package with the binary, when Node is brought from npm. */
	npmPackage?: string;
	/** Path of the binary, once installed. */
	binary: string;
	/** Folder with include/node, for compiling; absent when node-gyp has to fetch the headers. */
	headers?: string;
	/** The version, without a "v". */
	version: string;
}

/**
 * Chooses the Node that runs n8n from the npm install in `folder`: on Linux the pinned one from
 * npm, elsewhere the running one. Throws an Error when n8n does not run on that.
 */
export function nodeSource(folder: string, { n8n, node, nodeMajors }: N8nVersion): NodeSource {
	if (process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)) {
		const npmPackage = `node-linux-${process.arch}`;
		const headers = join(folder, 'node_modules', npmPackage);
		return { npmPackage, headers, binary: join(headers, 'bin', 'node'), version: node };
	}
	const version = process.versions.node;
	const major = Number(version.split('.')[0]);
	const [lowest, highest] = nodeMajors;
	if (major < lowest || major > highest) {
		const wanted = highest === Number.POSITIVE_INFINITY ? 'or later' : `to ${highest}`;
		throw new Error(
			`n8n ${n8n} needs Node ${lowest} ${wanted}, this is ${version}: install Node ${lowest}, or run this on Linux, where it is brought from npm`,
		);
	}
	const headers = dirname(dirname(process.execPath));
	return {
		binary: process.execPath,
		...(existsSync(join(headers, 'include', 'node')) && { headers }),
		version,
	};
}
