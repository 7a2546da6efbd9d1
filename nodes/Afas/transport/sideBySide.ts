import type { ProfitClient } from './client';
import type { Customers } from './customers';
import { outcomeOf } from './wait';

/** What came of an item: the answer, or what was thrown; without a client when its credential cannot be used. */
export type ItemOutcome<T> = { itemIndex: number; client?: ProfitClient } & (
	| { answer: T }
	| { thrown: unknown }
);

/**
 * Does the work of all items: those of one customer one after another, different customers side by side, so that a customer who does
 * not answer holds up nobody else.
 * @param endsAtFailure whether it ends with the first item in their order that fails
 * @returns what came of each item, in their order
 */
export async function sideBySide<T>(
	customers: Customers,
	count: number,
	endsAtFailure: boolean,
	work: (itemIndex: number, client: ProfitClient) => Promise<T>,
): Promise<Array<ItemOutcome<T>>> {
	const outcomes: Array<ItemOutcome<T>> = [];
	const byClient = new Map<ProfitClient, number[]>();
	for (let itemIndex = 0; itemIndex < count; itemIndex++) {
		const opened = await outcomeOf(async () => await customers.of(itemIndex));
		if ('answer' in opened) {
			const indexes = byClient.get(opened.answer) ?? [];
			byClient.set(opened.answer, indexes);
			indexes.push(itemIndex);
		} else {
			outcomes[itemIndex] = { itemIndex, thrown: opened.thrown };
			if (endsAtFailure) break;
		}
	}
	await Promise.all(
		[...byClient].map(async ([client, itemIndexes]) => {
			for (const itemIndex of itemIndexes) {
				const outcome = await outcomeOf(async () => await work(itemIndex, client));
				outcomes[itemIndex] = { itemIndex, client, ...outcome };
				if ('thrown' in outcome && endsAtFailure) return;
			}
		}),
	);
	// What another customer's items came to after the first failure does not count.
	const failed = endsAtFailure ? outcomes.findIndex((is) => is && 'thrown' in is) : -1;
	return failed < 0 ? outcomes : outcomes.slice(0, failed + 1);
}
