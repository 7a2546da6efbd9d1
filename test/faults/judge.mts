import type { LoggedRequest } from '../simulator/requestLog.mts';
import type { Combination } from './combination.mts';
import { expectedOf, type Expected, type Outcome } from './expectations.mts';
import type { FaultCase } from './faultCases.mts';
import { leaksOf } from './secrets.mts';
import type { Seen, Stage, Told } from './work.mts';

/** What came of a combination, compared with what must come of it. */
export interface Verdict {
	expected: Expected;
	told?: Told;
	/** What is not as it must be, in words. */
	problems: string[];
	/** Rows, files, records and items that are not there as they should be. */
	lost: number;
	/** Records that are there more than once. */
	doubled: number;
	/** Secrets that could be seen, and requests without the IntegrationId. */
	leaked: number;
}

const ERRORS: readonly Outcome[] = ['stops', 'givesUp', 'lookFirst'];

/** @param requests those that came while something was wrong */
export function judge(
	stage: Stage,
	combination: Combination,
	seen: Seen,
	requests: LoggedRequest[],
): Verdict {
	const { fault, work } = combination;
	const expected = expectedOf(fault.id, work);
	const lost = [
		...(seen.isWhole ? [] : ['the output is not right']),
		...unwritten(combination, expected, seen, requests),
		...missingItems(combination, expected, seen),
	];
	const doubled = twice(seen);
	const leaked = leaksOf(stage, seen);
	return {
		expected,
		told: seen.told,
		problems: [
			...wrongWords(combination, expected, seen),
			...wrongTries(combination, expected, requests),
			...lost,
			...doubled,
			...leaked,
		],
		lost: lost.length,
		doubled: doubled.length,
		leaked: leaked.length,
	};
}

/** What the user reads and should not, or the other way round. */
function wrongWords(
	{ fault: { words = '' }, work }: Combination,
	{ outcome, says, next }: Expected,
	{ told }: Seen,
): string[] {
	const isError = ERRORS.includes(outcome);
	if (!told) return isError ? ['there is no error'] : [];
	const { message, nextStep } = told;
	if (!isError) return [`error: ${message}`];
	const sendsToLook = /look in Profit/i.test(nextStep);
	return [
		...(says && !says.test(message) ? [`message: ${message}`] : []),
		...(next && !next.test(nextStep) ? [`next step: ${nextStep}`] : []),
		...(nextStep === '' ? ['there is no next step'] : []),
		...(`${message}\n${nextStep}`.includes(words.replace(/\.$/, ''))
			? []
			: [`AFAS's words are lost: ${message}`]),
		...(work.strikes !== 'read' && sendsToLook !== (outcome === 'lookFirst')
			? [`next step: ${nextStep}`]
			: []),
	];
}

const signature = ({ method, path, query, body }: LoggedRequest) =>
	JSON.stringify([method, path, query, body]);

/** How often the same struck call came; of several, the one that came most. */
function timesSent(requests: LoggedRequest[], { kind }: FaultCase): number {
	const struck = new Set(requests.filter(({ fault }) => fault === kind).map(signature));
	const times = new Map<string, number>();
	for (const call of requests.map(signature)) {
		if (struck.has(call)) times.set(call, (times.get(call) ?? 0) + 1);
	}
	return Math.max(0, ...times.values());
}

function wrongTries(
	{ fault, work, continueOnFail }: Combination,
	{ outcome }: Expected,
	requests: LoggedRequest[],
): string[] {
	// A refused connection leaves no trace, and where items share a call each one tries anew: also those that were begun beside.
	const triesAnew = work.isShared && (continueOnFail || work.strikes === 'read');
	if (fault.kind === 'goesAway' || triesAnew) return [];
	const sent = timesSent(requests, fault);
	const tries = fault.kind === 'lock500' ? work.lockTries : work.tries;
	const wanted = outcome === 'again' ? 2 : outcome === 'givesUp' ? tries : 1;
	return sent === wanted ? [] : [`sent ${sent} times instead of ${wanted}`];
}

/** Changes that were not carried out and should have been, or the other way round. */
function unwritten(
	{ fault, processed }: Combination,
	{ outcome }: Expected,
	{ written }: Seen,
	requests: LoggedRequest[],
): string[] {
	if (!written) return [];
	const reached = processed ?? timesSent(requests, fault) > 0;
	const isWritten = outcome === 'lookFirst' ? reached : !ERRORS.includes(outcome);
	return written.struck.every((times) => times > 0 === isWritten)
		? []
		: [`written ${written.struck.join()} times instead of ${Number(isWritten)}`];
}

/** Items beside the struck ones that did not come out whole, or were not written. */
function missingItems(
	{ fault, work, continueOnFail }: Combination,
	{ outcome }: Expected,
	{ others, written }: Seen,
): string[] {
	if (ERRORS.includes(outcome) && !continueOnFail) return [];
	// What never ends strikes every item that needs the same, and so does a refusal: it is not asked for again.
	if (fault.times === Infinity && (fault.kind === 'goesAway' || work.isShared)) return [];
	if (fault.kind === 'functional500' && work.isShared) return [];
	const missing = work.others.filter((item) => !others.includes(item));
	const unwritten = written?.others.filter((times) => times === 0) ?? [];
	return [
		...(missing.length > 0 ? [`items ${missing.join()} are lost`] : []),
		...(unwritten.length > 0 ? [`${unwritten.length} other items are not written`] : []),
	];
}

function twice({ written }: Seen): string[] {
	const times = [...(written?.struck ?? []), ...(written?.others ?? [])].filter((is) => is > 1);
	return times.length > 0 ? [`written ${times.join()} times`] : [];
}
