import type { ProfitError, ProfitErrorKind } from './profitError';

/** What passes by itself, and where asking for rows again does no harm. docs/afas.md 2.7. */
const PASSING: ReadonlySet<ProfitErrorKind> = new Set<ProfitErrorKind>([
	'unreachable',
	'connectionLost',
	'gateway',
	'unavailable',
	'serverTrouble',
]);

const FIRST_WAIT_MS = 1_000;

/** Three tries last half a minute: enough for 20 workflows that want AFAS's few calls at once at the same time (`npm run load`). */
const GROWS_BY = 5;

/** Nobody sits and waits longer than this for AFAS; the user gets to know how long AFAS asks for instead. */
const LONGEST_WAIT_MS = 30_000;

/**
 * How long to wait before a read that went wrong is tried again. Each wait is five times the one before, up to a fourth
 * shorter or longer, so that calls that went wrong together do not come back together; nor do they at the time that AFAS
 * asks for, which is the shortest.
 * Never after a timeout, since AFAS still works on the call, nor after a refusal of AFAS.
 * @param retry tries again that were made before this one, 0 or more
 * @param random from 0 up to 1
 * @returns milliseconds; undefined when the error is final, also when AFAS asks for a longer wait than 30 seconds
 */
export function retryWaitMs(
	{ kind, details }: ProfitError,
	retry: number,
	random: number,
): number | undefined {
	if (!PASSING.has(kind)) return undefined;
	const asked = details.retryAfterMs ?? 0;
	if (asked > LONGEST_WAIT_MS) return undefined;
	const growing = Math.min(FIRST_WAIT_MS * GROWS_BY ** retry, LONGEST_WAIT_MS);
	return Math.max(asked, growing * 0.75) + (growing * random) / 2;
}
