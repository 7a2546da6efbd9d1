import type { PageQuery } from '../paging/pagePlan';
import type { Row } from '../values/cell';

/** One phase of a poll: its calls, and what it does with the answers. */
export interface PollPhase {
	/** The next call. */
	query(): PageQuery;
	/**
	 * Takes the rows that AFAS gave for the call.
	 * @returns the phase that goes on, often this one; undefined when the poll is complete
	 * @throws ProfitError `badAnswer` when the time field holds no times or rows move faster than they can be read,
	 * `input` when the parameters do not suit the rows
	 */
	accept(rows: Row[]): PollPhase | undefined;
	/** AFAS ran out of memory for the call. @returns whether `query` asks for fewer rows now */
	tooMuchData(): boolean;
	/** Time is up. @returns the phase that goes on, since only whole phases can be kept */
	stop(): PollPhase | undefined;
}
