import type { LoggedRequest } from '../simulator/requestLog.mts';
import { isRefused, signatureOf, type Outcome } from './execution.mts';

/** Executions at once, in numbers. */
export interface Figures {
	calls: number;
	/** Calls that AFAS turned away because there were too many at once. */
	refused: number;
	/** Calls that were sent again after that. */
	retries: number;
	/** Longest time between a refusal and the next try of the call, in seconds. */
	longestWait: number;
	/** Until the last execution ended. */
	seconds: number;
	/** Reads with all rows in order, and all reads. */
	readsFinished: number;
	reads: number;
	/** Records that were written once, and the user was told so. */
	writtenOnce: number;
	/** Records that the user was told of as not or perhaps not written. */
	reported: number;
	/** Records that were written more than once. */
	doubled: number;
	records: number;
}

/** Counts what came of executions and of their calls. */
export function figuresOf(
	requests: LoggedRequest[],
	outcomes: Outcome[],
	seconds: number,
): Figures {
	const waits = waitsIn(requests);
	const reads = outcomes.filter(({ isRead }) => isRead !== undefined);
	const records = outcomes.flatMap((outcome) => outcome.records);
	return {
		calls: requests.length,
		refused: requests.filter(isRefused).length,
		retries: waits.length,
		longestWait: waits.reduce((longest, wait) => Math.max(longest, wait), 0),
		seconds,
		readsFinished: reads.filter(({ isRead }) => isRead).length,
		reads: reads.length,
		writtenOnce: records.filter(({ times, reported }) => times === 1 && !reported).length,
		reported: records.filter(({ reported }) => reported).length,
		doubled: records.filter(({ times }) => times > 1).length,
		records: records.length,
	};
}

/** Seconds between each refusal of a call and its next try. */
function waitsIn(requests: LoggedRequest[]): number[] {
	const refusedAt = new Map<string, number>();
	const waits: number[] = [];
	for (const call of requests) {
		const signature = signatureOf(call);
		const before = refusedAt.get(signature);
		if (before !== undefined) waits.push((call.startedAt - before) / 1000);
		if (isRefused(call)) refusedAt.set(signature, call.startedAt);
		else refusedAt.delete(signature);
	}
	return waits;
}

/** The figures as lines for a reader. */
export function describeFigures(figures: Figures): string[] {
	const { calls, refused, retries, longestWait, seconds } = figures;
	const { readsFinished, reads, writtenOnce, reported, doubled, records } = figures;
	return [
		`  ${seconds.toFixed(1)} s, ${calls} calls, ${refused} refused, ${retries} tried again, longest wait ${longestWait.toFixed(1)} s`,
		`  reads: ${readsFinished} of ${reads} finished`,
		`  records: ${writtenOnce} of ${records} written once, ${reported} reported, ${doubled} doubled`,
	];
}
