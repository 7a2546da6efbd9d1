import type { Stage } from '../integration/support/profit.mts';
import type { LoggedRequest } from '../simulator/requestLog.mts';

/** What came of one execution of many at once. */
export interface Outcome {
	/** Whether a read gave all rows in order; undefined of a write. */
	isRead?: boolean;
	/** One entry for each record that was to be written; none of a read. */
	records: WrittenRecord[];
	/** What is not as it must be, in words. */
	problems: string[];
	/** The error that the user got, if any. */
	error?: string;
}

/** What came of a record that was to be written. */
export interface WrittenRecord {
	/** Whether the user was told that it was not, or perhaps not, written. */
	reported: boolean;
	/** How often AFAS carried it out. */
	times: number;
}

/** One workflow of the crowd. */
export interface Execution {
	name: string;
	run(stage: Stage): Promise<Outcome>;
}

/**
 * A value of the option Language that the simulator takes for English and that tells the calls of one execution from
 * those of all others.
 * @param name without spaces and commas
 */
export function languageOf(name: string): string {
	return `en-us,${name}`;
}

/** The same for a call and its repetitions, and for no other call. */
export function signatureOf({ method, path, query, body, headers }: LoggedRequest): string {
	return JSON.stringify([headers['accept-language'], method, path, query, body]);
}

/** Whether AFAS turned the call away because there were too many at once. */
export function isRefused({ fault }: LoggedRequest): boolean {
	return fault === 'tooManyAtOnce';
}
