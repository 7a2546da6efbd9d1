import { instantOfWallTime } from '../values/dateTime';
import { finding, type Finding } from './finding';

const DAY_MS = 86_400_000;

/** Enough time to make a new token and put it into n8n. */
const WARNED_BEFORE_MS = 30 * DAY_MS;

const DAY = /^\d{4}-\d{2}-\d{2}/;

/**
 * Finds a token that expires within 30 days.
 * @param info the `info` of metainfo; its `tokenExpiry` is a date, or `0` for never
 * @param nowMs milliseconds since 1970
 */
export function tokenFindings({ tokenExpiry }: Record<string, unknown>, nowMs: number): Finding[] {
	const day = typeof tokenExpiry === 'string' ? DAY.exec(tokenExpiry)?.[0] : undefined;
	if (day === undefined) return [];
	const end = instantOfWallTime(`${day}T00:00:00`);
	// A meaningless date, such as 0001-01-01, is no expiry date either.
	if (Number.isNaN(end) || day < '1980' || end - nowMs > WARNED_BEFORE_MS) return [];
	return [finding('TOKEN-EXPIRES', {}, `The token of the app connector expires on ${day}.`)];
}
