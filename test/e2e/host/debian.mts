import { existsSync } from 'node:fs';
import { runOrThrow } from './childProcess.mts';
import type { Progress } from './progress.mts';

const APT = '/usr/bin/apt-get';

/**
 * Installs packages of Debian where this process may: as root, on a machine that has apt-get. Elsewhere it does nothing.
 * Throws an Error when apt-get fails.
 */
export async function installFromDebian(packages: string[], progress: Progress): Promise<void> {
	if (process.getuid?.() !== 0 || !existsSync(APT)) return;
	await progress.during(`installing ${packages.join(' and ')} from Debian`, async () => {
		const options = { cwd: '/', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
		await runOrThrow(APT, ['update'], options);
		await runOrThrow(APT, ['install', '-y', ...packages], options);
	});
}
