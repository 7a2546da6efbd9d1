import { sleep } from 'n8n-workflow';

/** n8n's sleep does not end when an execution is canceled, so sleep at most this long at a time. */
const NAP_MS = 200;

/**
 * Waits until the time is over or the wait is pointless.
 * @param isOver whether the wait is pointless, for example because the execution was canceled
 * @returns false if it stopped early
 */
export async function wait(milliseconds: number, isOver: () => boolean): Promise<boolean> {
	for (let left = milliseconds; left > 0; left -= NAP_MS) {
		if (isOver()) return false;
		await sleep(Math.min(left, NAP_MS));
	}
	return !isOver();
}

/** Runs a task and gives its answer or its error, for code that decides outside a catch. */
export async function outcomeOf<T>(
	task: () => Promise<T>,
): Promise<{ answer: T } | { thrown: unknown }> {
	try {
		return { answer: await task() };
	} catch (thrown) {
		return { thrown };
	}
}
