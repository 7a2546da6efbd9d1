import type { PageCall, PagePlan } from '../../../../nodes/Afas/profit/paging/pagePlan';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';
import { type Random } from '../../../support/random.ts';

/**
 * Reads all pages of a plan: calls are answered and come back in random order, as over a network.
 * @param answer gives the rows of a call at the moment that the table is read, or 'tooMuchData'
 * @param between runs before each of these moments, for changes of the table
 * @param pages receives the pages as they are given, also when the plan stops halfway
 */
export function readPlan(
	plan: PagePlan,
	random: Random,
	answer: (call: PageCall) => Row[] | 'tooMuchData',
	{ between = () => {}, pages = [] }: { between?: () => void; pages?: Row[][] } = {},
): Row[][] {
	const waiting: PageCall[] = [];
	const answered: Array<{ call: PageCall; rows: Row[] | 'tooMuchData' }> = [];
	while (!plan.done) {
		waiting.push(...plan.next(plan.callsAtOnce - waiting.length));
		if (waiting.length + answered.length === 0) throw new Error('The plan has nothing to do');
		if (answered.length === 0 || (waiting.length > 0 && random.next() < 0.5)) {
			between();
			const [call] = waiting.splice(random.below(waiting.length), 1);
			answered.push({ call, rows: answer(call) });
		} else {
			const [{ call, rows }] = answered.splice(random.below(answered.length), 1);
			if (rows === 'tooMuchData') {
				if (!plan.tooMuchData(call)) throw new Error('The page cannot be smaller');
			} else {
				pages.push(...plan.accept(call, rows));
			}
		}
	}
	return pages;
}
