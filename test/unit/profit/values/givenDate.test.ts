import { DateTime, Settings } from 'luxon';
import { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import {
	momentAsWallTime,
	toAmsterdamWallTime,
} from '../../../../nodes/Afas/profit/values/givenDate';

describe('rule 3: AFAS time is Amsterdam wall time', () => {
	test.each([
		['a date stays on its day', '2026-03-01', '2026-03-01'],
		['wall time stays', '2026-07-01T12:00:00', '2026-07-01T12:00:00'],
		['midnight of no zone stays', '2026-07-01T00:00:00', '2026-07-01T00:00:00'],
		['a blank instead of the T', '2026-07-01 12:00:00', '2026-07-01T12:00:00'],
		['without seconds', '2026-07-01T12:00', '2026-07-01T12:00:00'],
		['UTC in summer', '2026-07-01T12:00:00Z', '2026-07-01T14:00:00'],
		['UTC in winter, over midnight', '2026-12-31T23:30:00.000Z', '2027-01-01T00:30:00'],
		['another zone', '2026-07-01T12:00:00-05:00', '2026-07-01T19:00:00'],
		['an offset without a colon', '2026-07-01T12:00:00+0200', '2026-07-01T12:00:00'],
		['an offset of hours', '2026-07-01T12:00:00+03', '2026-07-01T11:00:00'],
		['a blank before the zone', '2026-07-01 12:00:00 +0200', '2026-07-01T12:00:00'],
		['hours only', '2026-07-01T12', '2026-07-01T12:00:00'],
		// ISO 8601 in its short form, by week, and by day of the year.
		['short', '20260701', '2026-07-01'],
		['short, with a time in a zone', '20260701T120000Z', '2026-07-01T14:00:00'],
		['short, without seconds', '20260701T1200', '2026-07-01T12:00:00'],
		['a week and its day', '2026-W10-1', '2026-03-02'],
		['a week and its day, short', '2026W101', '2026-03-02'],
		['the first week, in the year before', '2026-W01-1', '2025-12-29'],
		['week 53 of a long year', '2026-W53-7', '2027-01-03'],
		['a week with a time', '2026-W10-1T08:30:00', '2026-03-02T08:30:00'],
		['a day of the year', '2026-060', '2026-03-01'],
		['the last day of a leap year', '2028-366', '2028-12-31'],
		// As people in the Netherlands and Belgium write it.
		['day first', '28-11-2026', '2026-11-28'],
		['day first, short', '1-3-2026', '2026-03-01'],
		['day first, with a time', '28-11-2026 14:30', '2026-11-28T14:30:00'],
	])('into filters: %s', (_case, from, to) => {
		expect(toAmsterdamWallTime(from)).toBe(to);
		expect(toAmsterdamWallTime(` ${from} `)).toBe(to);
	});

	test.each([
		['behind Amsterdam', '2026-03-01T00:00:00.000-05:00'],
		['ahead of Amsterdam', '2026-03-01T00:00:00+02:00'],
		['ahead by half an hour', '2026-03-01T00:00:00+05:30'],
		['UTC, as a database gives it', '2026-03-01T00:00:00.000Z'],
		['UTC, as SQL writes it', '2026-03-01 00:00:00+00'],
		['Amsterdam', '2026-03-01T00:00+01:00'],
		['the short form', '20260301T000000Z'],
	])('midnight in its own zone is that day: %s', (_case, text) => {
		expect(toAmsterdamWallTime(text)).toBe('2026-03-01');
	});

	test.each(['Europe/Amsterdam', 'America/New_York', 'Asia/Tokyo', 'UTC', 'Asia/Kolkata'])(
		"n8n's $today is today, with the workflow in %s",
		(zone) => {
			const before = Settings.now;
			try {
				// In the night, when the days of the zones differ.
				for (const instant of ['2026-03-29T22:30:00Z', '2026-10-25T00:30:00Z']) {
					Settings.now = () => Date.parse(instant);
					const today = DateTime.now().setZone(zone).startOf('day');
					expect(toAmsterdamWallTime(String(today.toISO()))).toBe(today.toISODate());
				}
			} finally {
				Settings.now = before;
			}
		},
	);

	test.each([
		['2026-03-01T00:00:00.001Z', '2026-03-01T01:00:00'],
		['2026-03-01T00:00:01Z', '2026-03-01T01:00:01'],
		['2026-03-01T23:00:00Z', '2026-03-02T00:00:00'],
	])('%s is no midnight of its own zone, but a moment', (text, wallTime) => {
		expect(toAmsterdamWallTime(text)).toBe(wallTime);
	});

	test.each([
		'',
		'yesterday',
		'2026-13-01',
		'2026-00-01',
		'2026-02-30',
		'2026-02-30T00:00:00Z',
		'2026-02-29',
		'20260230',
		'30-2-2026',
		'31-11-2026',
		'2026-W54-1',
		'2025-W53-1',
		'2026-W00-1',
		'2026-W10-8',
		'2026-000',
		'2026-366',
		'2026-01-01T25:00:00',
		'2026-01-01T24:00:00Z',
		'2026-01-01T12:60:00',
		'2026-01-01T12:00:00 Europe/Amsterdam',
		'2026-01-01T',
		'2026',
		'2026-03',
		'11/28/2026',
		'Invalid DateTime',
	])('refuses %j as a date', (text) => {
		expect(() => toAmsterdamWallTime(text)).toThrow(ProfitError);
		expect(() => toAmsterdamWallTime(text)).toThrow('is not a date');
	});

	test.each([
		['2026-07-01T12:00:00.000Z', '2026-07-01T14:00:00'],
		['2026-07-01T00:00:00+09:00', '2026-07-01'],
		['2026-07-01T12:00:00', '2026-07-01T12:00:00'],
		['20260701', '20260701'],
		['1-3-2026', '1-3-2026'],
		['2026-02-30T12:00:00Z', '2026-02-30T12:00:00Z'],
		['A 2026-07-01T12:00:00Z', 'A 2026-07-01T12:00:00Z'],
	])(
		'where nothing tells what is a date, only a moment in full is taken for one: %s',
		(from, to) => {
			expect(momentAsWallTime(from)).toBe(to);
		},
	);
});
