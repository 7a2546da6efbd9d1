import { pageSizeFor } from '../../../../nodes/Afas/profit/paging/pageSize';

describe('pageSizeFor', () => {
	it.each([
		[20, 7500],
		[12, 12500],
		[7, 21428],
		[1, 150000],
		[150000, 1],
		[200000, 1],
		[0, 150000],
	])('asks for 150,000 cells: %i fields, %i rows', (fieldCount, rows) => {
		expect(pageSizeFor(fieldCount)).toBe(rows);
	});

	it.each([
		[20, 1000, 1000],
		[20, 10000, 7500],
		[20, 0, 1],
		[20, 12.5, 12],
	])('stays within what the user sets: %i fields, at most %d', (fieldCount, userMax, rows) => {
		expect(pageSizeFor(fieldCount, userMax)).toBe(rows);
	});
});
