import type { PageQuery } from '../paging/pagePlan';
import type { Filter } from '../query/filter';
import type { WallTime } from './wallTimes';

/** What happened to a row. */
export type ChangeEvent = 'created' | 'updated' | 'createdOrUpdated';

/** Which rows are changes, and how to read them. */
export interface ChangeSettings {
	event: ChangeEvent;
	/** The time field: when a row was created for `created`, otherwise when it was modified. */
	timeField: string;
	/** With `updated`: when the row was created, to tell new rows apart. */
	createdField?: string;
	/** Fields that together identify a row. */
	keyFields: string[];
	/** The user's filter. */
	filter: Filter;
	/** Where to start without a state: with changes from now on, or at a time. */
	start: 'now' | WallTime;
	/** How long a change may take to become visible, in seconds. */
	overlapSeconds: number;
	/** Maximum changes to give. */
	maxChanges: number;
	/** Maximum rows per call. */
	pageSize: number;
	/** Whether AFAS accepts a query (REST: 2049 characters). */
	fits: (query: PageQuery) => boolean;
	/** The time of n8n's clock, in milliseconds since 1970. */
	now: number;
}
