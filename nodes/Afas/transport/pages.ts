import { cancelled, factsOfThrown } from '../profit/errors/profitError';
import type { PagePlan } from '../profit/paging/pagePlan';
import { stoppedAt } from '../profit/paging/stoppedAt';
import type { Row } from '../profit/values/cell';
import { PageCalls, type Answer, type PageReading } from './pageCalls';
import type { RowSource } from './rows';

/**
 * Makes the calls of a plan, several at once, and gives the complete pages in order. When a call fails permanently, no
 * more are made, and the rows that are complete come before the error. After the last page no call runs any more.
 * @throws ProfitError; `details.readUntil` says how far the read came
 */
export async function* readPages(
	source: RowSource,
	plan: PagePlan,
	reading: PageReading,
): AsyncGenerator<Row[]> {
	const calls = new PageCalls(source, plan, reading);
	let failure: unknown;
	try {
		calls.start();
		while (!plan.done && calls.count > 0) {
			const { pages, thrown } = taken(plan, await calls.next());
			failure ??= thrown;
			if (failure !== undefined) calls.end();
			else if (!plan.done) {
				await reading.turn?.comes();
				calls.start();
			}
			yield* pages;
		}
		// What happened to calls beyond the last row does not matter.
		if (plan.done) return;
		const rest = plan.stop();
		if (rest.length > 0) yield rest;
		throw stoppedAt(plan, failure ?? cancelled());
	} finally {
		calls.end();
		while (calls.count > 0) await calls.next();
	}
}

/** Hands an answer to the plan. */
function taken(
	plan: PagePlan,
	{ call, rows, thrown }: Answer,
): { pages: Row[][]; thrown?: unknown } {
	try {
		if (call === undefined) return { pages: [], thrown };
		if (rows !== undefined) return { pages: plan.accept(call, rows) };
		const isTooMuch = factsOfThrown(thrown)?.fewerRows === true;
		return { pages: [], thrown: isTooMuch && plan.tooMuchData(call) ? undefined : thrown };
	} catch (refused) {
		return { pages: [], thrown: refused };
	}
}
