/** Runs a task as soon as fewer than the limit are running. */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * Keeps the number of tasks that run at once within a limit; they start in the order in which they were handed in.
 * A task that throws frees its place like any other.
 * @param limit tasks at once, 1 or more
 */
export function limiter(limit: number): Limiter {
	const waiting: Array<() => void> = [];
	let running = 0;
	return async (task) => {
		// A place that becomes free is handed to the first in line, so `running` stays as it is then.
		if (running >= limit) await new Promise<void>((start) => waiting.push(start));
		else running += 1;
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running -= 1;
		}
	};
}
