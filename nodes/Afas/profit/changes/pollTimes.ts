import { wallTimeOfInstant } from '../values/dateTime';
import type { ChangeSettings } from './changeSettings';
import {
	earlier,
	earliestInstant,
	isMidnight,
	lowestWallTimeFrom,
	startOfDay,
	type WallTime,
} from './wallTimes';

/** Tolerated difference between the clocks of n8n and AFAS, in seconds. */
const CLOCK_DIFFERENCE_SECONDS = 60;

const DAY_MS = 86_400_000;

/** The clock of one poll: which times are past, and from where to reread. */
export class PollTimes {
	readonly now: WallTime;

	/** A day before now. */
	readonly yesterday: WallTime;

	/** Rows stamped later than this are left until then, so that a date far ahead does not hide earlier ones. */
	readonly horizon: WallTime;

	/** Whether the field is known to hold times: then midnight is a time like any other, not a whole day. */
	hasTimes = false;

	/** No new row gets a stamp before this time, by n8n's clock. */
	private readonly over: WallTime;

	constructor(private readonly settings: Pick<ChangeSettings, 'event' | 'now' | 'overlapSeconds'>) {
		const { now, overlapSeconds } = settings;
		this.now = wallTimeOfInstant(now);
		this.yesterday = wallTimeOfInstant(now - DAY_MS);
		this.horizon = wallTimeOfInstant(now + DAY_MS);
		const waitSeconds = overlapSeconds + CLOCK_DIFFERENCE_SECONDS + 1;
		this.over = lowestWallTimeFrom(now - waitSeconds * 1000);
	}

	/** From where to reread after seeing rows up to the given time, because new rows may still appear from there. */
	rereadFrom(shown: WallTime): WallTime {
		// A time ahead of the clock says nothing about rows still to come.
		const latest = earlier(shown, this.now);
		const overlapMs = (this.settings.overlapSeconds + 1) * 1000;
		const from = lowestWallTimeFrom(earliestInstant(latest) - overlapMs);
		return this.isDay(shown) ? startOfDay(from) : from;
	}

	/** Whether a row with this time may have been stamped at any moment of the day. */
	isDay(time: WallTime): boolean {
		return !this.hasTimes && isMidnight(time);
	}

	/**
	 * Whether no row can get this stamp any more. A row with this stamp that still looks different was not changed:
	 * AFAS recalculates some fields in each call, such as an age.
	 */
	isFinal(time: WallTime): boolean {
		return this.settings.event === 'created' || time < this.overFor(time);
	}

	/** The end of the past for a row with the given time. A day without a time lasts until midnight. */
	overFor(time: WallTime): WallTime {
		return this.isDay(time) ? startOfDay(this.over) : this.over;
	}
}
