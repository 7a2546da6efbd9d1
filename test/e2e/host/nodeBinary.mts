import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The Node version that n8n 2.x runs on and that npm brings. */
export const NODE_VERSION = '24.21.0';

const MINIMUM_MAJOR = 24;

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
 * npm, elsewhere the running one. Throws an Error when that is too old.
 */
export function nodeSource(folder: string): NodeSource {
	if (process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)) {
		const npmPackage = `node-linux-${process.arch}`;
		const headers = join(folder, 'node_modules', npmPackage);
		return { npmPackage, headers, binary: join(headers, 'bin', 'node'), version: NODE_VERSION };
	}
	const version = process.versions.node;
	if (Number(version.split('.')[0]) < MINIMUM_MAJOR) {
		throw new Error(
			`n8n needs Node ${MINIMUM_MAJOR} or later, this is ${version}: install Node ${MINIMUM_MAJOR}, or run this on Linux, where it is brought from npm`,
		);
	}
	const headers = dirname(dirname(process.execPath));
	return {
		binary: process.execPath,
		...(existsSync(join(headers, 'include', 'node')) && { headers }),
		version,
	};
}
