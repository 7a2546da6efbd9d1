/** Maximum access tokens to remember, of each kind. */
const MOST_KNOWN = 1_000;

/**
 * If a token that has never worked is refused this soon after it was fetched, a new one would be refused too: the cause
 * is something else, such as a connector that the app connector does not list (docs/afas.md 2.7).
 */
const FRESH_MS = 60_000;

/** Tokens of this process that have not worked yet, with the time they were fetched, by Date.now(). */
const unproven = new Map<string, number>();

/** Tokens that AFAS refused, not to be used any more. */
const refused = new Set<string>();

/** How many refused tokens an execution may still replace for one customer. */
export interface Renewals {
	left: number;
}

/** For an execution. AFAS revokes tokens when someone changes the app connector, so rarely more than once. */
export function renewals(): Renewals {
	return { left: 3 };
}

/** Remembers that a token was just fetched. */
export function fetchedToken(accessToken: string): void {
	makeRoom(unproven);
	unproven.set(accessToken, Date.now());
}

/** Whether AFAS revoked this token, so that a new one is needed. */
export function isRefusedToken(accessToken: string): boolean {
	return refused.has(accessToken);
}

/**
 * Learns from an answer whether AFAS still accepts the access token of its request.
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

/** Since Profit 9 AFAS says when a new token is needed; before, nothing does. docs/afas.md 1.4. */
function blamesToken(header: unknown): boolean {
	return header === undefined || /invalid_token/i.test(String(header));
}

/** Drops the oldest one. */
function makeRoom(known: Map<string, unknown> | Set<string>): void {
	const [oldest] = known.keys();
	if (known.size >= MOST_KNOWN) known.delete(oldest);
}
