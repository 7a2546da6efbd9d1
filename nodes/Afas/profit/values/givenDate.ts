import { inputError } from '../errors/profitError';
import { wallTimeOfInstant } from './dateTime';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Days as people and ISO 8601 write them. */
const CALENDAR = /^(?<year>\d{4})-?(?<month>\d{2})-?(?<day>\d{2})$/;
const WEEK = /^(?<year>\d{4})-?W(?<week>\d{2})-?(?<weekday>[1-7])$/;
const ORDINAL = /^(?<year>\d{4})-(?<dayOfYear>\d{3})$/;
const DUTCH = /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})$/;

/** A time of day, with its zone. */
const TIME =
	/^(?<hour>\d{2})(?::?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,](?<fraction>\d+))?)?)?\s*(?<zone>Z|[+-]\d{2}(?::?\d{2})?)?$/i;

type Parts = Partial<Record<string, string>>;

/**
 * Converts a date or date-time for AFAS's filters, keys and bodies: Amsterdam wall time, to the second, without `Z`. A
 * time without a zone is already wall time; one with `Z` or an offset is converted. But midnight in its own zone means
 * that day, such as n8n's `$today` or a date from a database, because AFAS's metadata does not tell dates from
 * date-times.
 * @param text a date or date-time as ISO 8601 writes it (`2026-03-01`, `20260301T120000Z`, `2026-W09-7`), or as the
 *   Dutch do (`1-3-2026`)
 * @returns `YYYY-MM-DD` for a day, else `YYYY-MM-DDThh:mm:ss`
 * @throws ProfitError `input` when it is not a date, or a day that does not exist, such as 2026-02-30
 */
export function toAmsterdamWallTime(text: string): string {
	const wallTime = wallTimeOf(text.trim());
	// An offset can lead to a year without four digits.
	if (!/^\d{4}-/.test(wallTime)) {
		throw inputError(
			`'${text}' is not a date`,
			'Use a date such as 2026-03-01 or a date with a time such as 2026-03-01T12:00:00.',
		);
	}
	return wallTime;
}

/** A complete ISO 8601 date-time with a zone; no code or name looks like that. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Converts a date-time with a zone to wall time, for fields of unknown type; other text stays the same. */
export function momentAsWallTime(text: string): string {
	return MOMENT.test(text) ? wallTimeOf(text) || text : text;
}

/** Gives the wall time of a written date; empty if it is no date. */
function wallTimeOf(text: string): string {
	const [, date, time] = /^([\dW-]+?)(?:(?:T|\s+)(\d.*))?$/i.exec(text) ?? ['', ''];
	const dayMs = dayOf(date.toUpperCase());
	if (Number.isNaN(dayMs)) return '';
	const day = isoText(dayMs).slice(0, 10);
	if (time === undefined) return day;
	const parts: Parts | undefined = TIME.exec(time)?.groups;
	const timeMs = parts ? timeOf(parts) : Number.NaN;
	if (parts === undefined || Number.isNaN(timeMs)) return '';
	if (parts.zone === undefined) return isoText(dayMs + timeMs).slice(0, 19);
	const isMidnight = timeMs === 0 && !/[1-9]/.test(parts.fraction ?? '');
	return isMidnight ? day : wallTimeOfInstant(dayMs + timeMs - zoneMs(parts.zone));
}

function isoText(ms: number): string {
	return new Date(ms).toISOString();
}

/** The start of a day in UTC, in milliseconds; NaN for a day that does not exist. */
function dayOf(text: string): number {
	const match = [CALENDAR, WEEK, ORDINAL, DUTCH].map((form) => form.exec(text)).find(Boolean);
	const { year, month, day, week, weekday, dayOfYear }: Parts = match?.groups ?? {};
	if (year === undefined) return Number.NaN;
	if (week !== undefined) return dayOfWeek(Number(year), Number(week), Number(weekday));
	const ms =
		dayOfYear === undefined
			? utc(Number(year), Number(month) - 1, Number(day))
			: utc(Number(year), 0, Number(dayOfYear));
	const made = new Date(ms);
	const exists =
		made.getUTCFullYear() === Number(year) &&
		(month === undefined || made.getUTCMonth() === Number(month) - 1);
	return exists ? ms : Number.NaN;
}

/** Week 1 has January 4 and starts on Monday. ISO 8601. */
function dayOfWeek(year: number, week: number, weekday: number): number {
	const fourth = utc(year, 0, 4);
	const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS;
	const ms = monday + ((week - 1) * 7 + weekday - 1) * DAY_MS;
	// A week belongs to the year of its Thursday.
	const thursday = ms + (4 - weekday) * DAY_MS;
	const exists = week > 0 && new Date(thursday).getUTCFullYear() === year;
	return exists ? ms : Number.NaN;
}

function utc(year: number, month: number, day: number): number {
	// Date.UTC reads the years 0 to 99 as 1900 to 1999.
	return new Date(0).setUTCFullYear(year, month, day);
}

/** Milliseconds since midnight; NaN for an hour that does not exist. */
function timeOf({ hour, minute = '0', second = '0' }: Parts): number {
	const exists = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
	return exists
		? (Number(hour) * 60 + Number(minute)) * MINUTE_MS + Number(second) * 1000
		: Number.NaN;
}

function zoneMs(zone: string): number {
	if (/^z$/i.test(zone)) return 0;
	const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
	return (zone.startsWith('-') ? -minutes : minutes) * MINUTE_MS;
}
