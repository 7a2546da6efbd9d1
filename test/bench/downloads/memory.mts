import { readFileSync, writeFileSync } from 'node:fs';

const MEGABYTE = 1024 * 1024;

/** Starts to look for the highest memory use of this process; gives a function that tells it. */
export function watchMemory(): () => number {
	globalThis.gc?.();
	const idle = process.memoryUsage.rss();
	let highest = idle;
	const canReset = resetPeak();
	const timer = setInterval(() => {
		highest = Math.max(highest, process.memoryUsage.rss());
	}, 20);
	return () => {
		clearInterval(timer);
		const peak = canReset ? peakOfSystem() : Math.max(highest, process.memoryUsage.rss());
		return (peak - idle) / MEGABYTE;
	};
}

/** Linux keeps the peak itself, also while the event loop is busy. */
function resetPeak(): boolean {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
		return true;
	} catch {
		return false;
	}
}

function peakOfSystem(): number {
	const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
	return Number(line?.[1] ?? 0) * 1024;
}
