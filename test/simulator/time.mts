/**
 * Times in the simulator are what Profit's database holds: Amsterdam wall time with milliseconds, kept as the
 * number of milliseconds that `Date.UTC` gives for that wall time.
 */

/** Wall time in milliseconds; see above. */
export type WallTime = number;

const AMSTERDAM = new Intl.DateTimeFormat('en-US', {
	timeZone: 'Europe/Amsterdam',
	hourCycle: 'h23',
	year: 'numeric',
	month: 'numeric',
	day: 'numeric',
	hour: 'numeric',
	minute: 'numeric',
	second: 'numeric',
});

/** What the clock in Amsterdam shows at an instant (milliseconds since 1970, as `Date.now()` gives). */
export function amsterdamTime(instant: number): WallTime {
	const part: Record<string, number> = {};
	for (const { type, value } of AMSTERDAM.formatToParts(instant)) part[type] = Number(value);
	const milliseconds = ((instant % 1000) + 1000) % 1000;
	return Date.UTC(
		part.year,
		part.month - 1,
		part.day,
		part.hour,
		part.minute,
		part.second,
		milliseconds,
	);
}

const DAY_SECONDS = 86_400;
const dayTexts = new Map<number, string>();

/** `2015-01-26T16:57:43`: rounded to the second, not truncated (docs/afas.md 5.2). */
export function shownTime(time: WallTime): string {
	const seconds = Math.round(time / 1000);
	const day = Math.floor(seconds / DAY_SECONDS);
	let text = dayTexts.get(day);
	if (text === undefined) {
		text = new Date(day * DAY_SECONDS * 1000).toISOString().slice(0, 11);
		dayTexts.set(day, text);
	}
	const rest = seconds - day * DAY_SECONDS;
	return `${text}${pair(Math.floor(rest / 3600))}:${pair(Math.floor(rest / 60) % 60)}:${pair(rest % 60)}`;
}

function pair(value: number): string {
	return value < 10 ? `0${value}` : String(value);
}

const WALL_TIME = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?)?$/;

/**
 * Reads `YYYY-MM-DD`, `YYYY-MM-DDThh:mm` or `YYYY-MM-DDThh:mm:ss[.fff]`.
 * @returns undefined for anything else, a trailing `Z` included, and for days that do not exist
 */
export function parseWallTime(text: string): WallTime | undefined {
	const match = WALL_TIME.exec(text);
	if (!match) return undefined;
	const [year, month, day, hour = 0, minute = 0, second = 0] = match
		.slice(1, 7)
		.map((part) => (part === undefined ? undefined : Number(part))) as number[];
	const milliseconds = match[7] === undefined ? 0 : Math.floor(Number(`0.${match[7]}`) * 1000);
	const time = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
	const read = new Date(time);
	const exists =
		read.getUTCMonth() === month - 1 &&
		read.getUTCDate() === day &&
		read.getUTCHours() === hour &&
		read.getUTCMinutes() === minute &&
		read.getUTCSeconds() === second;
	return exists ? time : undefined;
}
