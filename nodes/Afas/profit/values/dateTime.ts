/** AFAS uses Amsterdam wall time. REST adds a wrong `Z`, which AFAS says to ignore; SOAP adds none. docs/afas.md 5.1. */
const ZONE = 'Europe/Amsterdam';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const AFAS_DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?Z?$/;

const zoneClock = new Intl.DateTimeFormat('en-GB', {
	timeZone: ZONE,
	hourCycle: 'h23',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
});

/** Before this date Amsterdam always had its own solar time. */
const FIRST_CHANGE_MS = Date.UTC(1800, 0, 1);

/**
 * How many minutes Amsterdam's clock is ahead of UTC at an instant.
 * @param utcMs milliseconds since 1970-01-01T00:00:00Z
 */
function amsterdamOffsetMinutes(utcMs: number): number {
	const part: Record<string, number> = {};
	// Intl and Date.UTC confuse the first years with later ones.
	const instant = Math.max(utcMs, FIRST_CHANGE_MS);
	for (const { type, value } of zoneClock.formatToParts(instant)) part[type] = Number(value);
	const wallMs = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
	return Math.round((wallMs - Math.floor(instant / 1000) * 1000) / MINUTE_MS);
}

// Only days with a single offset are remembered, which are most days.
const offsetOfDay = new Map<number, number>();
const REMEMBERED_DAYS = 20_000;

/**
 * How many minutes Amsterdam is ahead of UTC when its clock shows this time. In the repeated hour the first one counts;
 * in the skipped hour the offset from before the change counts.
 * @param wallMs the wall time written as if it were UTC, in milliseconds since 1970
 */
function offsetOfWallTime(wallMs: number): number {
	const day = Math.floor(wallMs / DAY_MS);
	const known = offsetOfDay.get(day);
	if (known !== undefined) return known;

	const before = amsterdamOffsetMinutes((day - 1) * DAY_MS);
	const after = amsterdamOffsetMinutes((day + 2) * DAY_MS);
	if (before === after) {
		if (offsetOfDay.size >= REMEMBERED_DAYS) offsetOfDay.clear();
		offsetOfDay.set(day, before);
		return before;
	}
	for (const offset of [before, after]) {
		if (amsterdamOffsetMinutes(wallMs - offset * MINUTE_MS) === offset) return offset;
	}
	return before;
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}

/** Writes a wall time that is given as if it were UTC (ms since 1970), such as `2015-01-26T16:57:43`. */
function wallText(wallMs: number): string {
	return new Date(wallMs).toISOString().slice(0, 19);
}

/**
 * Gives the instant at which Amsterdam's clock shows this time.
 * @param wallTime `YYYY-MM-DDThh:mm:ss`, as AFAS shows it, with or without the wrong `Z`
 * @returns milliseconds since 1970-01-01T00:00:00Z, or NaN if the text is no date-time of AFAS
 */
export function instantOfWallTime(wallTime: string): number {
	const match = AFAS_DATE_TIME.exec(wallTime);
	if (!match) return Number.NaN;
	const wallMs = Date.parse(`${wallTime.slice(0, 19)}Z`);
	return Number.isNaN(wallMs) ? wallMs : wallMs - offsetOfWallTime(wallMs) * MINUTE_MS;
}

/**
 * Gives the time of Amsterdam's clock at an instant, to the second.
 * @param utcMs milliseconds since 1970-01-01T00:00:00Z
 * @returns `YYYY-MM-DDThh:mm:ss`
 */
export function wallTimeOfInstant(utcMs: number): string {
	return wallText(utcMs + amsterdamOffsetMinutes(utcMs) * MINUTE_MS);
}

/** Removes the wrong `Z`: `2015-01-26T16:57:43Z` becomes `2015-01-26T16:57:43`. Other text stays the same. */
export function withoutWrongZ(value: string): string {
	return value.endsWith('Z') && AFAS_DATE_TIME.test(value) ? value.slice(0, -1) : value;
}

/** Adds the right offset: `2015-01-26T16:57:43Z` becomes `2015-01-26T16:57:43+01:00`. Other text stays the same. */
export function withAmsterdamOffset(value: string): string {
	const wallTime = withoutWrongZ(value);
	const wallMs = AFAS_DATE_TIME.test(wallTime)
		? Date.parse(`${wallTime.slice(0, 19)}Z`)
		: Number.NaN;
	if (Number.isNaN(wallMs)) return value;
	const offset = offsetOfWallTime(wallMs);
	const sign = offset < 0 ? '-' : '+';
	const minutes = Math.abs(offset);
	return `${wallTime}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
