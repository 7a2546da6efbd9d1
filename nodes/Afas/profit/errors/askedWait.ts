import { counted } from './counted';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Gives the wait that AFAS asks for as the end of a next step, for example ` AFAS asks to wait 2 hours.`
 * @param waitMs milliseconds
 * @returns `''` if AFAS does not ask
 */
export function askedWait(waitMs: number | undefined): string {
	if (waitMs === undefined || !(waitMs > 0)) return '';
	const [unit, unitMs] = (
		[
			['hour', HOUR_MS],
			['minute', MINUTE_MS],
		] as const
	).find(([, ms]) => waitMs >= 2 * ms) ?? ['second', 1000];
	const count = Math.ceil(waitMs / unitMs);
	return ` AFAS asks to wait ${counted(count, unit)}.`;
}
