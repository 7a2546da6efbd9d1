import { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import {
	instantOfWallTime,
	wallTimeOfInstant,
	withAmsterdamOffset,
	withoutWrongZ,
} from '../../../../nodes/Afas/profit/values/dateTime';
import { toAmsterdamWallTime } from '../../../../nodes/Afas/profit/values/givenDate';

describe('rule 3: AFAS time is Amsterdam wall time', () => {
	test.each([
		['2015-01-26T16:57:43Z', '2015-01-26T16:57:43'],
		['2015-01-26T16:57:43', '2015-01-26T16:57:43'],
		['2015-01-26T16:57:43.120Z', '2015-01-26T16:57:43.120'],
		['AZ', 'AZ'],
		['2015-01-26', '2015-01-26'],
	])('out as wall time: %s becomes %s', (from, to) => {
		expect(withoutWrongZ(from)).toBe(to);
	});

	test.each([
		['winter', '2015-01-26T16:57:43Z', '2015-01-26T16:57:43+01:00'],
		['summer', '2015-07-26T16:57:43Z', '2015-07-26T16:57:43+02:00'],
		['last second of winter', '2026-03-29T01:59:59Z', '2026-03-29T01:59:59+01:00'],
		['first second of summer', '2026-03-29T03:00:00Z', '2026-03-29T03:00:00+02:00'],
		['the hour that does not exist', '2026-03-29T02:30:00Z', '2026-03-29T02:30:00+01:00'],
		['the hour that comes twice', '2026-10-25T02:30:00Z', '2026-10-25T02:30:00+02:00'],
		['after the hour that comes twice', '2026-10-25T03:00:00Z', '2026-10-25T03:00:00+01:00'],
		['text that is no date', 'hello', 'hello'],
	])('out with an offset, %s', (_case, from, to) => {
		expect(withAmsterdamOffset(from)).toBe(to);
	});

	test.each(['0001-01-01T00:00:00', '0099-12-31T23:59:59', '0001-01-01'])(
		'into filters: %s keeps its year, which .NET writes for no date',
		(text) => {
			expect(toAmsterdamWallTime(text)).toBe(text);
			expect(withAmsterdamOffset(text).startsWith(text)).toBe(true);
		},
	);

	it('out with an offset, the first and the last day that .NET knows', () => {
		// The town's own time then, by one source 17.5 minutes ahead, by another 19.5.
		expect(withAmsterdamOffset('0001-01-01T00:00:00Z')).toMatch(
			/^0001-01-01T00:00:00\+00:(18|20)$/,
		);
		expect(withAmsterdamOffset('9999-12-31T23:59:59Z')).toBe('9999-12-31T23:59:59+01:00');
	});

	test.each(['2015-13-26T16:57:43Z', '2015-01-26T25:57:43Z', '2015-00-00T00:00:00Z'])(
		'out with an offset, %s is no date and stays',
		(text) => {
			expect(withAmsterdamOffset(text)).toBe(text);
			expect(instantOfWallTime(text)).toBeNaN();
		},
	);

	test.each(['9999-12-31T23:59:59Z', '0000-01-01T01:00:00+14:00'])(
		'refuses %s, which lies in a year that cannot be written',
		(text) => {
			expect(() => toAmsterdamWallTime(text)).toThrow(ProfitError);
		},
	);

	it('maps wall time to the instant and back on every hour of both changes', () => {
		for (const start of ['2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z']) {
			for (let hour = 0; hour < 24; hour++) {
				const instant = Date.parse(start) + hour * 3_600_000;
				const wall = wallTimeOfInstant(instant);
				const back = instantOfWallTime(wall);
				// The second of two equal hours cannot be told from the first.
				const ambiguous = wall.startsWith('2026-10-25T02');
				expect(ambiguous ? wallTimeOfInstant(back) : back).toBe(ambiguous ? wall : instant);
			}
		}
	});
});
