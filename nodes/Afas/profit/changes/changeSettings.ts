import type { PageQuery } from '../paging/pagePlan';
import type { Filter } from '../query/filter';
import type { WallTime } from './wallTimes';

/** What happened to a row. */
export type ChangeEvent = 'created' | 'updated' | 'createdOrUpdated';

/** Which rows are changes, and how to ask for them. */
export interface ChangeSettings {
	event: ChangeEvent;
	/** The field to look at: when a row was created with `created`, else when it was modified. */
	timeField: string;
	/** With `updated`: when the row was created, to tell new rows apart. */
	createdField?: string;
	/** Fields that together identify a row. */
	keyFields: string[];
	/** The user's filter. */
	filter: Filter;
	/** Where to begin without a state: with what changes from now on, or at a time. */
	start: 'now' | WallTime;
	/** How long a change may take until it can be seen, in seconds. */
	overlapSeconds: number;
	/** Changes to give at most. */
	maxChanges: number;
	/** Rows per call at most. */
	pageSize: number;
	/** Whether AFAS takes a query (REST: 2049 characters). */
	fits: (query: PageQuery) => boolean;
	/** The time of n8n's clock, in milliseconds since 1970. */
	now: number;
}
