import type { RememberedRows } from './rowMemory';
import type { WallTime } from './wallTimes';

/** Rows of a time that passed are dealt with in the order of their keys, over as many polls as it takes. */
export interface Backlog {
	/** The end of that time; this moment is not in it. */
	to: WallTime;
	/** The key of the last row that was dealt with, as filter text; none before the first. */
	after?: string[];
}

/** How far the changes were dealt with. Plain JSON. */
export interface PollState {
	/** Every row that was stamped before this time was dealt with. */
	from: WallTime;
	/** Rows stamped since then that were dealt with too. */
	seen: RememberedRows;
	/** Part of the time since then that holds many rows. */
	backlog?: Backlog;
	/** A row showed a time that is not midnight, so the field holds times and not only days. */
	hasTimes?: true;
}
