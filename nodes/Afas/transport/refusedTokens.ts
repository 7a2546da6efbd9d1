/** Access tokens that are remembered at most, of each sort. */
const MOST_KNOWN = 1_000;

/**
 * A token that no call got through with and that is refused so soon after it was fetched would be refused again: the reason is
 * something else, such as a connector that the app connector does not list (docs/afas.md 2.7).
 */
const FRESH_MS = 60_000;

/** Tokens of this process with which no call got through yet, with the time at which they were fetched, by Date.now(). */
const unproven = new Map<string, number>();

/** Tokens that AFAS refused and that are not to be used any more. */
const refused = new Set<string>();

/** How many refused tokens an execution may still replace for one customer. */
export interface Renewals {
	left: number;
}

/** For an execution: AFAS takes tokens back when somebody changes the app connector, so hardly ever twice. */
export function renewals(): Renewals {
	return { left: 3 };
}

/** Remembers that a token was fetched just now. */
export function fetchedToken(accessToken: string): void {
	makeRoom(unproven);
	unproven.set(accessToken, Date.now());
}

/** Whether AFAS took this token back, so that it needs another one in its place. */
export function isRefusedToken(accessToken: string): boolean {
	return refused.has(accessToken);
}

/**
 * Learns from an answer whether AFAS still takes the access token that it was asked with.
 * @returns whether AFAS refused the token and the next call gets another one
 */
export function learnFromAnswer(
	accessToken: string,
	{ status, headers }: { status: number; headers: Record<string, unknown> },
	left: Renewals,
): boolean {
	if (status !== 401) unproven.delete(accessToken);
	if (status !== 401 || !blamesToken(headers['www-authenticate'])) return false;
	if (refused.has(accessToken)) return true;
	const isFresh = Date.now() - (unproven.get(accessToken) ?? 0) < FRESH_MS;
	if (isFresh || left.left === 0) return false;
	left.left -= 1;
	makeRoom(refused);
	refused.add(accessToken);
	return true;
}

/** From Profit 9 on AFAS says when a new token is needed; before, nothing tells. docs/afas.md 1.4. */
function blamesToken(header: unknown): boolean {
	return header === undefined || /invalid_token/i.test(String(header));
}

/** The oldest one goes. */
function makeRoom(known: Map<string, unknown> | Set<string>): void {
	const [oldest] = known.keys();
	if (known.size >= MOST_KNOWN) known.delete(oldest);
}
