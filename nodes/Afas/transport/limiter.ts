import { Places } from './places';

/** Runs a task as soon as fewer than the limit are running. */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * Keeps the number of tasks that run at once within a limit; they start in the order in which they were handed in.
 * A task that throws frees its place like any other.
 * @param limit tasks at once, 1 or more
 */
export function limiter(limit: number): Limiter {
	const places = new Places();
	return async (task) => await places.run(limit, task);
}
