import type { Environment } from './childProcess.mts';

/** A version of n8n that the package is tested in, and how it installs and runs. */
export interface N8nVersion {
	n8n: string;
	/** The Node version that npm brings on Linux. */
	node: string;
	/** Lowest and highest major version of Node that may run it elsewhere. */
	nodeMajors: readonly [lowest: number, highest: number];
	/** Versions that npm is to take for packages of n8n: those that it asks for are not in every registry. */
	overrides: Record<string, string>;
	/** Modules with compiled parts that it cannot do without. */
	compiledModules: string[];
	/** Environment variables that it needs. */
	settings: Environment;
	/** What the install takes on disk. */
	gigabytes: number;
}

/** The n8n that is tested against. */
export const CURRENT_N8N: N8nVersion = {
	n8n: '2.41.1',
	node: '24.21.0',
	nodeMajors: [24, Number.POSITIVE_INFINITY],
	overrides: { linkedom: '0.18.12' },
	compiledModules: ['sqlite3', 'isolated-vm'],
	settings: {},
	gigabytes: 3,
};

/** The last n8n of major version 1 that installs. */
export const OLD_N8N: N8nVersion = {
	n8n: '1.123.81',
	node: '20.20.2',
	nodeMajors: [20, 24],
	overrides: { linkedom: '0.18.12', xlsx: '0.18.5' },
	compiledModules: ['sqlite3'],
	settings: { N8N_EXPRESSION_ENGINE: 'legacy' },
	gigabytes: 2,
};
