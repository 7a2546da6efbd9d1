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

/** How far the clocks of n8n and AFAS may be apart, in seconds, where n8n's clock counts at all. */
const CLOCK_DIFFERENCE_SECONDS = 60;

const DAY_MS = 86_400_000;

/** The clock of one poll: which times are past, and from where to read again. */
export class PollTimes {
	readonly now: WallTime;

	/** A day before now. */
	readonly yesterday: WallTime;

	/** Rows that are stamped later than this wait until then: a date far ahead must not hide what comes before. */
	readonly horizon: WallTime;

	/** Whether the field is known to hold times: then midnight is a time as any other, and not a whole day. */
	hasTimes = false;

	/** Nothing is stamped any more with a time before this, as far as n8n's clock tells. */
	private readonly over: WallTime;

	constructor(private readonly settings: Pick<ChangeSettings, 'event' | 'now' | 'overlapSeconds'>) {
		const { now, overlapSeconds } = settings;
		this.now = wallTimeOfInstant(now);
		this.yesterday = wallTimeOfInstant(now - DAY_MS);
		this.horizon = wallTimeOfInstant(now + DAY_MS);
		const waitSeconds = overlapSeconds + CLOCK_DIFFERENCE_SECONDS + 1;
		this.over = lowestWallTimeFrom(now - waitSeconds * 1000);
	}

	/** From where to read again when rows up to the given time were seen; later ones may still show up from there. */
	rereadFrom(shown: WallTime): WallTime {
		// A time ahead of the clock says nothing about what is still to come.
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
	 * Whether no row can be stamped with this time any more. Then what else changes in a row with this time is no
	 * change of the row, but a field that AFAS calculates anew for each call, such as an age.
	 */
	isFinal(time: WallTime): boolean {
		return this.settings.event === 'created' || time < this.overFor(time);
	}

	/** The end of the times that are past, for a row with the given one. A day without a time goes on until midnight. */
	overFor(time: WallTime): WallTime {
		return this.isDay(time) ? startOfDay(this.over) : this.over;
	}
}
