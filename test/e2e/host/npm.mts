import { delimiter, dirname } from 'node:path';
import { runOrThrow, type Environment, type RunResult } from './childProcess.mts';

// `npm run` hands the project's own settings down through the environment; they hold only there.
const SETTINGS_OF_PROJECT =
	/^npm_(package_|lifecycle_|config_(ignore_scripts|local_prefix|prefix|global_prefix)$)/i;

/** This process's environment, with `node` (path of a Node binary, if given) first in PATH. */
export function npmEnvironment(node?: string, extra: Environment = {}): Environment {
	const kept = Object.entries(process.env).filter(([name]) => !SETTINGS_OF_PROJECT.test(name));
	const environment: Environment = { ...Object.fromEntries(kept), ...extra };
	if (node !== undefined) {
		environment.PATH = [dirname(node), process.env.PATH].join(delimiter);
	}
	return environment;
}

/** Runs npm in `folder`. Throws an Error with npm's output when it fails. */
export async function npm(
	folder: string,
	npmArguments: string[],
	env: Environment = npmEnvironment(),
): Promise<RunResult> {
	return await runOrThrow('npm', [...npmArguments, '--no-audit', '--no-fund'], {
		cwd: folder,
		env,
	});
}
