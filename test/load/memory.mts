import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Memory of this process after all garbage is gone, in MB. */
export interface Memory {
	heap: number;
	/** Buffers, outside the heap. */
	external: number;
	/** What the system gave the process; it comes back late, if at all. */
	rss: number;
}

const MEGABYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Collects garbage, and measures what is left. */
export async function measureMemory(): Promise<Memory> {
	// What only finalizers hold is gone after the second time.
	for (let time = 0; time < 2; time++) {
		collectGarbage();
		await new Promise((done) => setTimeout(done, 50));
	}
	const { heapUsed, external, rss } = process.memoryUsage();
	return { heap: heapUsed / MEGABYTE, external: external / MEGABYTE, rss: rss / MEGABYTE };
}

/** How much a value grows from one measurement to the next, as the line that fits best. */
export function slopeOf(values: number[]): number {
	const middle = (values.length - 1) / 2;
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	let [above, below] = [0, 0];
	values.forEach((value, at) => {
		above += (at - middle) * (value - mean);
		below += (at - middle) ** 2;
	});
	return below === 0 ? 0 : above / below;
}
