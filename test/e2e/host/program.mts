import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian's packages put PostgreSQL: a folder for each version, not in PATH. */
const POSTGRESQL = '/usr/lib/postgresql';

/** The path of a program, or undefined where it is missing; see `findProgram`. */
export function installedProgram(name: string): string | undefined {
	const fromPath = (process.env.PATH ?? '').split(delimiter);
	const found = [...postgresqlFolders(), ...fromPath].find((folder) =>
		existsSync(join(folder, name)),
	);
	return found && join(found, name);
}

/**
 * Gives the path of a program: from PATH, or from the highest installed version of PostgreSQL. Throws an Error that says how to
 * install it where it is missing.
 */
export function findProgram(name: string): string {
	const found = installedProgram(name);
	if (found !== undefined) return found;
	throw new Error(
		`${name} is not installed. On Debian and Ubuntu: apt-get update && apt-get install -y redis-server postgresql`,
	);
}

function postgresqlFolders(): string[] {
	if (!existsSync(POSTGRESQL)) return [];
	const versions = readdirSync(POSTGRESQL).sort((left, right) => Number(right) - Number(left));
	return versions.map((version) => join(POSTGRESQL, version, 'bin'));
}
