import type { CallOptions } from './calls';
import type { ProfitClient } from './client';
import type { Customers } from './customers';
import { ItemTurns, type Turn } from './itemTurns';
import { outcomeOf } from './wait';

/** What came of an item: the answer, or what was thrown; without a client when its credential cannot be used. */
export type ItemOutcome<T> = { itemIndex: number; client?: ProfitClient } & (
	| { answer: T }
	| { thrown: unknown }
);

/** An item that is worked on. */
export interface ItemAtWork {
	itemIndex: number;
	/** Sends nothing more once an item before this one has failed and nothing is begun after it. */
	client: ProfitClient;
	turn: Turn;
}

/** How items are worked on side by side. */
export interface SideBySide<T> {
	/** Items, from 0. */
	count: number;
	/** Whether nothing is begun after the first item in their order that fails. */
	endsAtFailure: boolean;
	/** Items of its customer at once while this one is worked on, 1 or more. */
	atOnce(itemIndex: number): number;
	work(item: ItemAtWork): Promise<T>;
}

/**
 * Does the work of all items: those of one customer as many at once as they say, different customers side by side, so that a customer
 * who does not answer holds up nobody else.
 * @returns what came of each item, in their order; up to the first that failed where it ends there
 */
export async function sideBySide<T>(
	customers: Customers,
	{ count, endsAtFailure, atOnce, work }: SideBySide<T>,
): Promise<Array<ItemOutcome<T>>> {
	const outcomes: Array<ItemOutcome<T>> = [];
	let last = Number.POSITIVE_INFINITY;
	const settle = (outcome: ItemOutcome<T>) => {
		outcomes[outcome.itemIndex] = outcome;
		if ('thrown' in outcome && endsAtFailure) last = Math.min(last, outcome.itemIndex);
	};
	const turns = new Map<ProfitClient, ItemTurns>();
	const begun: Array<Promise<void>> = [];
	for (let itemIndex = 0; itemIndex < count && itemIndex <= last; itemIndex++) {
		const opened = await outcomeOf(async () => await customers.of(itemIndex));
		if ('thrown' in opened) {
			settle({ itemIndex, thrown: opened.thrown });
			continue;
		}
		const client = opened.answer;
		const own = turns.get(client) ?? new ItemTurns();
		turns.set(client, own);
		const isStopped = () => itemIndex > last;
		begun.push(
			own.run(itemIndex, atOnce(itemIndex), async () => {
				if (isStopped()) return;
				const item: ItemAtWork = {
					itemIndex,
					client: untilStopped(client, isStopped),
					turn: own.turnOf(itemIndex),
				};
				settle({ itemIndex, client, ...(await outcomeOf(async () => await work(item))) });
			}),
		);
	}
	await Promise.all(begun);
	// What came of items after the first failure does not count.
	return last < count ? outcomes.slice(0, last + 1) : outcomes;
}

/** The client with calls that are not made any more once the item is stopped. */
function untilStopped(client: ProfitClient, isStopped: () => boolean): ProfitClient {
	const within = (options: CallOptions) => (options.isShared ? options : { ...options, isStopped });
	return {
		...client,
		read: async (call, options) => await client.read(call, within(options)),
		readText: async (call, options) => await client.readText(call, within(options)),
		again: async (read, options) => await client.again(read, within(options)),
	};
}
