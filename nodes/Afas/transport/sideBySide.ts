import type { CallOptions } from './calls';
import type { ProfitClient } from './client';
import type { Customers } from './customers';
import { ItemTurns, type Turn } from './itemTurns';
import { outcomeOf } from './wait';

/** The outcome of an item: the answer or the error; without a client if its credential cannot be used. */
export type ItemOutcome<T> = { itemIndex: number; client?: ProfitClient } & (
	| { answer: T }
	| { thrown: unknown }
);

/** An item in progress. */
export interface ItemAtWork {
	itemIndex: number;
	/** Stops sending once an earlier item has failed, if that ends the run. */
	client: ProfitClient;
	turn: Turn;
}

/** How to process items side by side. */
export interface SideBySide<T> {
	/** Number of items. */
	count: number;
	/** Whether to start nothing after the first failed item in their order. */
	endsAtFailure: boolean;
	/** Maximum items of the customer at the same time during this one, 1 or more. */
	atOnce(itemIndex: number): number;
	work(item: ItemAtWork): Promise<T>;
}

/**
 * Processes all items. Each customer has its own limit, so a customer whose Profit does not answer delays nobody else.
 * @returns the outcome of each item in order; up to the first failure if it ends there
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
	// Outcomes after the first failure do not count.
	return last < count ? outcomes.slice(0, last + 1) : outcomes;
}

/** A client that sends nothing more once the item is stopped. */
function untilStopped(client: ProfitClient, isStopped: () => boolean): ProfitClient {
	const within = (options: CallOptions) => (options.isShared ? options : { ...options, isStopped });
	return {
		...client,
		read: async (call, options) => await client.read(call, within(options)),
		readText: async (call, options) => await client.readText(call, within(options)),
		again: async (read, options) => await client.again(read, within(options)),
	};
}
