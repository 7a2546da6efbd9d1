import { sleep } from 'n8n-workflow';

/** n8n's sleep does not end when an execution is cancelled, so nobody sleeps longer than this at once. */
const NAP_MS = 200;

/**
 * Waits, and stops waiting as soon as nobody needs it any more.
 * @param isOver whether the wait is needless, for example because the execution was cancelled
 * @returns false when it was over before the time was
 */
export async function wait(milliseconds: number, isOver: () => boolean): Promise<boolean> {
	for (let left = milliseconds; left > 0; left -= NAP_MS) {
		if (isOver()) return false;
		await sleep(Math.min(left, NAP_MS));
	}
	return !isOver();
}

/** Runs a task and gives its answer or what it threw, for a decision outside a catch. */
export async function outcomeOf<T>(
	task: () => Promise<T>,
): Promise<{ answer: T } | { thrown: unknown }> {
	try {
		return { answer: await task() };
	} catch (thrown) {
		return { thrown };
	}
}
