import { ProfitError } from '../errors/profitError';
import { instantOfWallTime, wallTimeOfInstant, withoutWrongZ } from '../values/dateTime';
import type { Cell } from '../values/cell';

/** `YYYY-MM-DDThh:mm:ss` on the clock of Amsterdam; such texts compare as the times do. */
export type WallTime = string;

const HOUR_MS = 3_600_000;

const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

/**
 * The date-time in a cell, as AFAS shows it: rounded to the second (docs/afas.md 5.2).
 * @param field its name, for the message
 * @throws ProfitError `badAnswer` when the cell holds no date-time
 */
export function wallTimeOfCell(cell: Cell, field: string): WallTime {
	const text = typeof cell === 'string' ? withoutWrongZ(cell) : '';
	const wallTime = text.slice(0, 19);
	if (!WALL_TIME.test(text) || !exists(wallTime)) {
		throw new ProfitError('badAnswer', `The field '${field}' holds no date with a time`, {
			description:
				'Choose a field that holds when a row was created or modified, without a special format.',
		});
	}
	return wallTime;
}

/** Whether a calendar has this day; Date.parse alone takes 31 November for 1 December. */
function exists(wallTime: WallTime): boolean {
	const ms = Date.parse(`${wallTime}Z`);
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(wallTime);
}

/** A wall time some seconds later, or earlier when negative; the clock change does not count. */
export function wallTimePlus(wallTime: WallTime, seconds: number): WallTime {
	return new Date(Date.parse(`${wallTime}Z`) + seconds * 1000).toISOString().slice(0, 19);
}

/** The earlier of two wall times. */
export function earlier(left: WallTime, right: WallTime): WallTime {
	return left < right ? left : right;
}

/** The later of two wall times. */
export function later(left: WallTime, right: WallTime): WallTime {
	return left < right ? right : left;
}

/** Whether it is the midnight that a date without a time is shown as. */
export function isMidnight(wallTime: WallTime): boolean {
	return wallTime.endsWith('T00:00:00');
}

/** Midnight at the start of the day. */
export function startOfDay(wallTime: WallTime): WallTime {
	return `${wallTime.slice(0, 10)}T00:00:00`;
}

/**
 * The first instant (ms since 1970) at which a row can have been stamped that shows this time. A time that is shown
 * was rounded, so it can belong to the second before it; in the hour that comes twice the first one counts.
 */
export function earliestInstant(shown: WallTime): number {
	return Math.min(firstInstant(shown), firstInstant(wallTimePlus(shown, -1)));
}

/** A time in the hour that does not exist counts as an hour earlier, so that it is never too late. */
function firstInstant(wallTime: WallTime): number {
	const instant = instantOfWallTime(wallTime);
	return wallTimeOfInstant(instant) > wallTime ? instant - HOUR_MS : instant;
}

/**
 * The lowest wall time that Amsterdam's clock shows at an instant (ms since 1970) or after it. In the hour before
 * the clock goes back that is 02:00; at any other time what the clock shows.
 */
export function lowestWallTimeFrom(instant: number): WallTime {
	// The clock changes on a full hour.
	const nextHour = (Math.floor(instant / HOUR_MS) + 1) * HOUR_MS;
	return earlier(wallTimeOfInstant(instant), wallTimeOfInstant(nextHour));
}
