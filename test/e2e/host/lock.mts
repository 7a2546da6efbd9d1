import { randomUUID } from 'node:crypto';
import {
	linkSync,
	mkdirSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const SIGN_OF_LIFE_MS = 5_000;
const ABANDONED_AFTER_MS = 60_000;
const ATTEMPT_EVERY_MS = 500;
const ATTEMPTS_PER_CALL = 30;

/**
 * Runs `work` while this process alone holds the lock file `path`; others on this machine wait.
 * The holder touches the file while it works; one that has not been touched for a minute belonged
 * to a process that died, and is taken over. `onWait` is called at the start of a wait and then every 15 seconds.
 */
export async function withLock<T>(
	path: string,
	work: () => Promise<T>,
	onWait: () => void,
): Promise<T> {
	mkdirSync(dirname(path), { recursive: true });
	for (let attempt = 0; !tryLock(path); attempt++) {
		if (attempt % ATTEMPTS_PER_CALL === 0) onWait();
		removeAbandoned(path);
		await wait(ATTEMPT_EVERY_MS);
	}
	const timer = setInterval(() => utimesSync(path, new Date(), new Date()), SIGN_OF_LIFE_MS);
	const release = () => rmSync(path, { force: true });
	process.once('exit', release);
	try {
		return await work();
	} finally {
		clearInterval(timer);
		process.off('exit', release);
		release();
	}
}

function tryLock(path: string): boolean {
	try {
		writeFileSync(path, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		return false;
	}
}

function isAbandoned(path: string): boolean {
	return Date.now() - statSync(path).mtimeMs > ABANDONED_AFTER_MS;
}

function removeAbandoned(path: string): void {
	const aside = `${path}.${randomUUID()}`;
	try {
		if (!isAbandoned(path)) return;
		renameSync(path, aside);
		// Another process may have taken the lock over between the look and the move: give it back.
		if (!isAbandoned(aside)) linkSync(aside, path);
	} catch {
		// The holder released it, or another process was first.
	} finally {
		rmSync(aside, { force: true });
	}
}
