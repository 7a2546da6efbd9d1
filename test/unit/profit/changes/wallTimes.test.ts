import {
	earliestInstant,
	lowestWallTimeFrom,
	wallTimeOfCell,
	wallTimePlus,
} from '../../../../nodes/Afas/profit/changes/wallTimes';

describe('the first instant that a shown time can belong to', () => {
	it.each([
		['is a second earlier, because it was rounded', '2026-06-10T12:00:00', '2026-06-10T09:59:59'],
		['is in the first of two equal hours', '2026-10-25T02:30:00', '2026-10-25T00:29:59'],
		['is at the end of the first of them', '2026-10-25T03:00:00', '2026-10-25T00:59:59'],
		['is after both for what comes later', '2026-10-25T03:00:01', '2026-10-25T02:00:00'],
		['is after the missing hour', '2026-03-29T03:00:01', '2026-03-29T01:00:00'],
	])('%s', (_, shown, first) => {
		expect(new Date(earliestInstant(shown)).toISOString()).toBe(`${first}.000Z`);
	});

	it('is never too late for a time in the missing hour, which rounding can show', () => {
		expect(earliestInstant('2026-03-29T02:00:00')).toBeLessThanOrEqual(
			Date.parse('2026-03-29T00:59:59.500Z'),
		);
		expect(earliestInstant('2026-03-29T02:30:00')).toBeLessThanOrEqual(
			Date.parse('2026-03-29T01:00:00Z'),
		);
	});
});

describe('the lowest time that the clock still shows', () => {
	it.each([
		['2026-06-10T10:15:20', '2026-06-10T12:15:20'],
		['2026-10-24T23:59:59', '2026-10-25T01:59:59'],
		['2026-10-25T00:30:00', '2026-10-25T02:00:00'],
		['2026-10-25T00:59:59', '2026-10-25T02:00:00'],
		['2026-10-25T01:30:00', '2026-10-25T02:30:00'],
		['2026-03-29T00:59:59', '2026-03-29T01:59:59'],
		['2026-03-29T01:00:00', '2026-03-29T03:00:00'],
	])('from %s UTC on is %s', (instant, lowest) => {
		expect(lowestWallTimeFrom(Date.parse(`${instant}Z`))).toBe(lowest);
	});
});

describe('a time in a cell', () => {
	it('is read with and without the wrong Z', () => {
		expect(wallTimeOfCell('2026-03-29T02:30:00Z', 'F')).toBe('2026-03-29T02:30:00');
		expect(wallTimeOfCell('2026-03-29T02:30:00', 'F')).toBe('2026-03-29T02:30:00');
	});

	it.each([
		null,
		'',
		5,
		'2026-03-29',
		'29-03-2026 02:30',
		'2026-13-29T02:30:00',
		'2026-11-31T02:30:00',
	])('is not made up from %p', (cell) => {
		expect(() => wallTimeOfCell(cell, 'Modified')).toThrow("The field 'Modified' holds no date");
	});

	it('moves over the day', () => {
		expect(wallTimePlus('2026-03-01T00:00:00', -1)).toBe('2026-02-28T23:59:59');
	});
});
