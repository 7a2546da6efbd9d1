import type { WriteOutcome } from './kindFacts';
import { ProfitError } from './profitError';

const LOOK_FIRST = 'AFAS may have carried out the change. Look in Profit before sending it again.';
const WAIT_AND_LOOK =
	'AFAS may still be working on the change. Wait 15 minutes, then look in Profit before sending it again.';

/**
 * How long a refusal may take, in milliseconds. AFAS looks at a record within seconds. What breaks off a call that it is
 * carrying out takes longer: its own limit is 900 seconds (docs/afas.md 2.5), and that of .NET's web services, on which its
 * services run, is 110. So a tenth of AFAS's own: after that only a text that is known to be a refusal counts as one.
 */
export const LONGEST_REFUSAL_MS = 90_000;

/**
 * What an error means for a call that changes something: its details say what became of the call, and where AFAS may have
 * carried it out, the next step is to look. What is no error of Profit came up while AFAS's answer was read.
 * docs/afas.md 2.7.
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
 * What an error means that came up while a successful answer to a change was read: the change may be done, unless AFAS refused it
 * inside the answer, as a SOAP fault does.
 * @param tookMs as for `errorOfWrite`
 */
export function errorOfWriteAnswer(thrown: unknown, tookMs: number): ProfitError {
	const error = errorOfWrite(thrown, tookMs);
	const isRefusal = (error.details.httpCode ?? 0) >= 400;
	return isRefusal ? error : errorOfWrite(error.with({ outcome: 'unknown' }));
}

/** What became of a call that changes something and ended so. */
function outcomeOf({ details, facts }: ProfitError): WriteOutcome {
	if (details.outcome) return details.outcome;
	return details.notSent ? 'notSent' : facts.outcome;
}

function nextStep({ facts, details: { httpCode } }: ProfitError): string {
	const look = facts.mayStillWork && httpCode === undefined ? WAIT_AND_LOOK : LOOK_FIRST;
	return [look, facts.afterWrite].filter(Boolean).join(' ');
}
