import type { WriteOutcome } from './kindFacts';
import { ProfitError } from './profitError';

const LOOK_FIRST = 'AFAS may have carried out the change. Look in Profit before sending it again.';
const WAIT_AND_LOOK =
	'AFAS may still be working on the change. Wait 15 minutes, then look in Profit before sending it again.';

/**
 * Longest time for a refusal, in milliseconds. AFAS checks a record within seconds, while breaking off a call takes
 * longer: AFAS's own limit is 900 seconds (docs/afas.md 2.5), and that of .NET's web services is 110. After a tenth of
 * AFAS's limit, only a text that is known to be a refusal counts as one.
 */
export const LONGEST_REFUSAL_MS = 90_000;

/**
 * Gives the error of a call that changes something. Its details tell the outcome, and if AFAS may have carried it out,
 * the next step is to check in Profit. An error other than ProfitError arose while reading AFAS's answer. docs/afas.md
 * 2.7.
 * @param tookMs from sending the call to its answer, in milliseconds
 */
export function errorOfWrite(thrown: unknown, tookMs = 0): ProfitError {
	const error =
		thrown instanceof ProfitError
			? inTime(thrown, tookMs)
			: new ProfitError('badAnswer', 'The answer of AFAS cannot be read');
	const outcome = outcomeOf(error);
	if (outcome !== 'unknown') return error.with({ outcome });
	return error.with({ outcome, description: nextStep(error) });
}

function inTime(error: ProfitError, tookMs: number): ProfitError {
	const { facts, message, details } = error;
	return facts.refusesQuickly && tookMs > LONGEST_REFUSAL_MS
		? new ProfitError('unclear', message, details)
		: error;
}

/**
 * Gives the error for an unreadable answer to a change that succeeded: the change may be done, unless the answer itself
 * holds a refusal, such as a SOAP fault.
 * @param tookMs as for `errorOfWrite`
 */
export function errorOfWriteAnswer(thrown: unknown, tookMs: number): ProfitError {
	const error = errorOfWrite(thrown, tookMs);
	const isRefusal = (error.details.httpCode ?? 0) >= 400;
	return isRefusal ? error : errorOfWrite(error.with({ outcome: 'unknown' }));
}

/** The outcome of a call that changes something and failed with this error. */
function outcomeOf({ details, facts }: ProfitError): WriteOutcome {
	if (details.outcome) return details.outcome;
	return details.notSent ? 'notSent' : facts.outcome;
}

function nextStep({ facts, details: { httpCode } }: ProfitError): string {
	const look = facts.mayStillWork && httpCode === undefined ? WAIT_AND_LOOK : LOOK_FIRST;
	return [look, facts.afterWrite].filter(Boolean).join(' ');
}
