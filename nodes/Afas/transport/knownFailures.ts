import { ProfitError } from '../profit/errors/profitError';
import { outcomeOf } from './wait';

/** One refusal may be temporary, as when a token was just revoked; after two in a row no further call is sent. */
const REFUSALS = 2;

/** How long to send nothing to an unreachable environment, in milliseconds. */
const UNREACHED_MS = 30_000;

/** Known failures of one execution, so that a thousand items do not each wait for them. */
export interface KnownFailures {
	/**
	 * Runs a task unless it is known to fail, and remembers how it failed.
	 * @param address the address that is called, without the parts that differ by item
	 * @throws the error of the task, or the remembered one
	 */
	around<T>(address: string, task: () => Promise<T>): Promise<T>;
}

/**
 * Remembers failures as long as their kind lasts (`KindFacts.lasts`).
 * @param now gives the time in milliseconds
 */
export function knownFailures(now: () => number = Date.now): KnownFailures {
	const refused = new Map<string, { error: ProfitError; times: number }>();
	let unreached: { error: ProfitError; until: number } | undefined;

	const known = (address: string) => {
		const { error, times = 0 } = refused.get(address) ?? {};
		if (times >= REFUSALS) return error;
		return unreached && now() < unreached.until ? unreached.error : undefined;
	};
	const remember = (address: string, thrown: unknown) => {
		if (!(thrown instanceof ProfitError)) return;
		if (thrown.facts.lasts === 'execution') {
			const times = (refused.get(address)?.times ?? 0) + 1;
			refused.set(address, { error: thrown, times });
		}
		if (thrown.facts.lasts === 'aWhile') unreached = { error: thrown, until: now() + UNREACHED_MS };
	};
	return {
		async around(address, task) {
			const failure = known(address);
			if (failure) throw failure.with({ outcome: 'notSent', notAsked: true });
			const outcome = await outcomeOf(task);
			if ('answer' in outcome) {
				refused.delete(address);
				return outcome.answer;
			}
			remember(address, outcome.thrown);
			throw outcome.thrown;
		},
	};
}
