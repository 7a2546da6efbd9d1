// Which file imports which, and what .dependency-cruiser.cjs has against it.
import { spawnSync } from 'node:child_process';
import { join, posix } from 'node:path';
import { checkout } from './checkout.mts';

const CRUISER = join(checkout, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
/** The two folders that make up the package. */
const OWN = /^(?:nodes|credentials)\//;

interface Cruised {
	modules: Array<{ source: string; dependencies: Array<{ resolved: string }> }>;
	summary: { violations: Array<{ from: string; to: string; rule: { name: string } }> };
}

export interface Import {
	from: string;
	to: string;
}

/** The imports between files of nodes/ and credentials/ in a folder, and the rules that they break. */
export function cruise(folder: string): { imports: Import[]; broken: string[] } {
	const { stdout, stderr } = spawnSync(
		process.execPath,
		[
			CRUISER,
			'--config',
			join(checkout, '.dependency-cruiser.cjs'),
			'-T',
			'json',
			'nodes',
			'credentials',
		],
		{ cwd: folder, encoding: 'utf8', maxBuffer: 100_000_000 },
	);
	if (stdout === '') throw new Error(stderr);
	const { modules, summary } = JSON.parse(stdout) as Cruised;
	return {
		imports: modules
			.flatMap(({ source, dependencies }) =>
				dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
			)
			.filter(({ from, to }) => OWN.test(from) && OWN.test(to)),
		broken: summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`),
	};
}

/**
 * Imports that close a circle of folders, a folder and the one that holds it included: dependency-cruiser counts a
 * folder's subfolders as part of it, so it cannot see those.
 */
export function folderCircles(imports: Import[]): Import[] {
	const uses = new Map<string, Set<string>>();
	const between = imports.filter(({ from, to }) => posix.dirname(from) !== posix.dirname(to));
	for (const { from, to } of between) {
		const folder = posix.dirname(from);
		uses.set(folder, (uses.get(folder) ?? new Set()).add(posix.dirname(to)));
	}
	return between.filter(({ from, to }) =>
		reachable(posix.dirname(to), uses).has(posix.dirname(from)),
	);
}

function reachable(start: string, uses: Map<string, Set<string>>): Set<string> {
	const seen = new Set<string>();
	const ahead = [start];
	for (let folder = ahead.pop(); folder !== undefined; folder = ahead.pop()) {
		if (seen.has(folder)) continue;
		seen.add(folder);
		ahead.push(...(uses.get(folder) ?? []));
	}
	return seen;
}
