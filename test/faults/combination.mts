import type { Fault } from '../simulator/faults.mts';
import { AWAY_SECONDS, type FaultCase } from './faultCases.mts';
import { judge, type Verdict } from './judge.mts';
import type { Errand, Stage, Work } from './work.mts';

/** Seconds; long enough for a busy machine to answer everything that is not to hang. */
const SHORT_TIMEOUT = 5;

/** One piece of work with one fault. */
export interface Combination {
	fault: FaultCase;
	work: Work;
	/** Whether AFAS carries the struck write out; undefined where the kind of fault decides. */
	processed?: boolean;
	continueOnFail: boolean;
}

/** What came of a combination. */
export interface Result extends Verdict {
	combination: Combination;
}

/**
 * Does one piece of work while something goes wrong, and judges what came of it.
 * @param name for the records of this work; no other work on the stage has it
 */
export async function tryCombination(
	stage: Stage,
	combination: Combination,
	name: string,
): Promise<Result> {
	const { simulator } = stage;
	const { work, fault, continueOnFail } = combination;
	const errand = work.errand(stage, name);
	await errand.prepare?.();
	simulator.reset();
	goWrong(stage, errand, combination);
	let wrongRequests: number | undefined;
	const mend = async () => {
		wrongRequests ??= simulator.requests.length;
		simulator.settings.faults = [];
		await simulator.comeBack();
	};
	const timeout = fault.isSlow ? SHORT_TIMEOUT : undefined;
	const seen = await errand.do({ continueOnFail, timeout, mend });
	await mend();
	const requests = simulator.requests.slice(0, wrongRequests);
	return { combination, ...judge(stage, combination, seen, requests) };
}

function goWrong({ simulator }: Stage, errand: Errand, { fault, processed }: Combination): void {
	const { kind, times, retryAfter, announced, words: message } = fault;
	if (kind !== 'goesAway') {
		const rule: Fault = {
			kind,
			times,
			retryAfter,
			announced,
			message,
			processed,
			...errand.target,
		};
		simulator.settings.faults = [rule];
		return;
	}
	const seconds = times === 1 ? AWAY_SECONDS : undefined;
	if (errand.before) simulator.settings.faults = [{ kind, seconds, ...errand.before }];
	else simulator.goAway(seconds);
}
