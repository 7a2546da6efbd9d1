import type { ProfitClient } from '../../../transport/client';
import { outcomeOf } from '../../../transport/wait';
import type { WriteRun } from './writeRun';

/** The input items of a run by customer. */
interface CustomerItems {
	/** Indexes of items, in order. */
	byClient: Map<ProfitClient, number[]>;
	/** By item; only filled if items may be of several customers. */
	tenants: Array<string | undefined>;
	/** Items whose credential cannot be used, and why. */
	failed: Array<[index: number, thrown: unknown]>;
}

/** Groups the items by customer. Without Continue On Fail it stops at the first item whose credential cannot be used. */
export async function itemsByCustomer(
	{ context, customers }: WriteRun,
	count: number,
): Promise<CustomerItems> {
	const items: CustomerItems = { byClient: new Map(), tenants: [], failed: [] };
	for (let index = 0; index < count; index++) {
		const opened = await outcomeOf(async () => await customers.of(index));
		if ('thrown' in opened) {
			items.failed.push([index, opened.thrown]);
			if (!context.continueOnFail()) break;
			continue;
		}
		const client = opened.answer;
		items.tenants[index] = client.tenant;
		const indexes = items.byClient.get(client) ?? [];
		items.byClient.set(client, indexes);
		indexes.push(index);
	}
	return items;
}
