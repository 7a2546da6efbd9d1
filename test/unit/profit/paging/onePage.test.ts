import { onePage } from '../../../../nodes/Afas/profit/paging/onePage';
import type { PageCall } from '../../../../nodes/Afas/profit/paging/pagePlan';
import { sortedWindows } from '../../../../nodes/Afas/profit/paging/sortedWindows';
import { stoppedAt } from '../../../../nodes/Afas/profit/paging/stoppedAt';
import { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';
import { seededRandom } from '../../../support/random.ts';
import { readPlan } from './readPlan.ts';

const table: Row[] = Array.from({ length: 90 }, (_, index) => ({ Id: index }));
const answer = ({ skip, take }: PageCall) => table.slice(skip, skip + take);
const sort = [{ field: 'Id', descending: false }];
const pages = (pageSize: number) => sortedWindows({ filter: [], sort, pageSize, limit: 50 });
const plan = () => onePage({ filter: [], sort: [], skip: 0, take: 50 }, pages);

it('is one call, and gives no more rows than asked for', () => {
	const read = plan();
	expect(read.next(5)).toEqual([{ id: 0, filter: [], sort: [], skip: 0, take: 50 }]);
	expect(read.next(5)).toEqual([]);
	expect(read.done).toBe(false);
	expect(read.accept({ id: 0, filter: [], sort: [], skip: 0, take: 50 }, table)).toEqual([
		table.slice(0, 50),
	]);
	expect(read).toMatchObject({ done: true, provenRows: 50 });
});

it('becomes several pages on an order when one is too much for AFAS', () => {
	const calls: PageCall[] = [];
	const read = plan();
	const rows = readPlan(read, seededRandom(1), (call) => {
		calls.push(call);
		return call.take > 20 ? 'tooMuchData' : answer(call);
	});
	expect(rows.flat()).toEqual(table.slice(0, 50));
	expect(calls[0].sort).toEqual([]);
	for (const call of calls.slice(1)) expect(call.sort).toEqual(sort);
});

it('a read of one row that is too much is over', () => {
	const one = onePage({ filter: [], sort: [], skip: 0, take: 1 }, pages);
	expect(one.tooMuchData(one.next(1)[0])).toBe(false);
});

describe('a read that stopped', () => {
	const refused = new ProfitError('functional', 'No', { description: 'Ask.', httpCode: 500 });

	it('says from where to go on', () => {
		const read = pages(20);
		const [call] = read.next(1);
		read.accept(call, answer(call));
		read.stop();
		const stopped = stoppedAt(read, refused) as ProfitError;
		expect(stopped).toMatchObject({
			kind: 'functional',
			message: 'No',
			details: { httpCode: 500, readUntil: { rows: 20, lastRow: { Id: 19 } } },
		});
		expect(stopped.details.description).toBe(
			"Ask. The first 20 rows are complete and in order, up to Id = 19. To go on from there, filter on the rows that come after, or add 20 to the option 'Skip'.",
		);
	});

	it('before the first row has nothing to go on from', () => {
		const read = pages(20);
		read.stop();
		expect(stoppedAt(read, refused)).toBe(refused);
	});
});
