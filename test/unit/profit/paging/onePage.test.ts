import { onePage } from '../../../../nodes/Afas/profit/paging/onePage';
import type { PageCall } from '../../../../nodes/Afas/profit/paging/pagePlan';
import { sortedWindows } from '../../../../nodes/Afas/profit/paging/sortedWindows';
import { stoppedAt } from '../../../../nodes/Afas/profit/paging/stoppedAt';
import { inputError, ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import type { Row } from '../../../../nodes/Afas/profit/values/cell';

const table: Row[] = Array.from({ length: 90 }, (_, index) => ({ Id: index }));
const answer = ({ skip, take }: PageCall) => table.slice(skip, skip + take);
const sort = [{ field: 'Id', descending: false }];
const pages = (pageSize: number) => sortedWindows({ filter: [], sort, pageSize, limit: 50 });
const refusal = inputError('One page is not enough');
const plan = (take: number, limit: number) =>
	onePage({ filter: [], sort: [], skip: 0, take }, limit, refusal);

it.each([
	[50, 50, 50],
	[100, Number.POSITIVE_INFINITY, 90],
])('is one call: %i rows of at most %d', (take, limit, given) => {
	const read = plan(take, limit);
	const query = { id: 0, filter: [], sort: [], skip: 0, take };
	expect(read.next(5)).toEqual([query]);
	expect(read.next(5)).toEqual([]);
	expect(read.done).toBe(false);
	expect(read.accept(query, table)).toEqual([table.slice(0, given)]);
	expect(read).toMatchObject({ done: true, provenRows: given });
});

it('refuses rows that may be followed by others', () => {
	const read = plan(50, 51);
	const [call] = read.next(1);
	expect(() => read.accept(call, answer(call))).toThrow(refusal);
	expect(read.provenRows).toBe(0);
	expect(read.stop()).toEqual([]);
});

it('refuses smaller pages', () => {
	const read = plan(50, 50);
	expect(() => read.tooMuchData(read.next(1)[0])).toThrow(refusal);
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
