import type { RememberedRows } from './rowMemory';
import type { WallTime } from './wallTimes';

/** Rows of a past time that are handled in the order of their keys, over as many polls as it takes. */
export interface Backlog {
	/** The end of that time, exclusive. */
	to: WallTime;
	/** The key of the last handled row, as filter text; absent before the first. */
	after?: string[];
}

/** How far the changes were handled. Plain JSON. */
export interface PollState {
	/** Every row stamped before this time has been handled. */
	from: WallTime;
	/** Rows stamped since then that have been handled too. */
	seen: RememberedRows;
	/** The part of the time since then that holds many rows. */
	backlog?: Backlog;
	/** Set once a row showed a time other than midnight, so that the field holds times and not only days. */
	hasTimes?: true;
}
