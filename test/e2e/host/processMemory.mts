import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Reads the memory of a process, in MB; undefined where the system does not tell. */
export function processMemory(pid: number) {
	const status = `/proc/${pid}/status`;
	if (!existsSync(status)) return undefined;
	const megabytes = (name: string) =>
		Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(status, 'utf8'))?.[1]) / 1024;
	return {
		/** Forgets the peak so far. @returns what is used now */
		restart(): number {
			writeFileSync(`/proc/${pid}/clear_refs`, '5');
			return megabytes('VmRSS');
		},
		/** The most that was used since. */
		peak: () => megabytes('VmHWM'),
	};
}
