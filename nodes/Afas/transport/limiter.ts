import { Places } from './places';

/** Runs a task as soon as fewer than the limit are running. */
export type Limiter = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * Limits the number of tasks that run at the same time; they start in order. A task that throws makes room like any
 * other.
 * @param limit maximum tasks at the same time, 1 or more
 */
export function limiter(limit: number): Limiter {
	const places = new Places();
	return async (task) => await places.run(limit, task);
}
