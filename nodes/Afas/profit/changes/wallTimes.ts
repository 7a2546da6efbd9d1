import { ProfitError } from '../errors/profitError';
import { instantOfWallTime, wallTimeOfInstant, withoutWrongZ } from '../values/dateTime';
import type { Cell } from '../values/cell';

/** `YYYY-MM-DDThh:mm:ss` on the clock of Amsterdam; these texts compare in the order of time. */
export type WallTime = string;

const HOUR_MS = 3_600_000;

const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

/**
 * Reads the date-time in a cell, which AFAS rounds to the second (docs/afas.md 5.2).
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

/** Whether the calendar has this day, because Date.parse reads 31 November as 1 December. */
function exists(wallTime: WallTime): boolean {
	const ms = Date.parse(`${wallTime}Z`);
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(wallTime);
}

/** Adds seconds to a wall time, negative ones for earlier; ignores clock changes. */
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

/** Whether it is midnight, which AFAS shows for a date without a time. */
export function isMidnight(wallTime: WallTime): boolean {
	return wallTime.endsWith('T00:00:00');
}

/** Midnight at the start of the day. */
export function startOfDay(wallTime: WallTime): WallTime {
	return `${wallTime.slice(0, 10)}T00:00:00`;
}

/**
 * Gives the earliest instant (ms since 1970) at which a row that shows this time can have been stamped. The shown time
 * is rounded, so it may be in the second before; in the repeated hour the first one counts.
 */
export function earliestInstant(shown: WallTime): number {
	return Math.min(firstInstant(shown), firstInstant(wallTimePlus(shown, -1)));
}

/** A time in the skipped hour counts as an hour earlier, so that it is never too late. */
function firstInstant(wallTime: WallTime): number {
	const instant = instantOfWallTime(wallTime);
	return wallTimeOfInstant(instant) > wallTime ? instant - HOUR_MS : instant;
}

/**
 * Gives the lowest wall time that Amsterdam's clock shows at an instant (ms since 1970) or later: 02:00 in the hour
 * before the clock goes back; otherwise what the clock shows.
 */
export function lowestWallTimeFrom(instant: number): WallTime {
	// The clock changes on a full hour.
	const nextHour = (Math.floor(instant / HOUR_MS) + 1) * HOUR_MS;
	return earlier(wallTimeOfInstant(instant), wallTimeOfInstant(nextHour));
}
