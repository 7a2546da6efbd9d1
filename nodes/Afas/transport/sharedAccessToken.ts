import type { IHttpRequestHelper } from 'n8n-workflow';
import type { AfasCredential } from '../profit/credential/credential';
import { loginFingerprint } from '../profit/credential/login';
import { accessTokenFields, type AccessTokenFields } from '../profit/credential/savedAccessToken';
import { fetchAccessToken } from './accessToken';

/** Tokens that are kept at most; a token has about 1.5 KB. */
const MOST_KEPT = 1_000;

/** A token that was refused so soon after it was fetched would be refused again. */
const FRESH_MS = 60_000;

interface Kept {
	fields: Promise<AccessTokenFields>;
	askedAtMs: number;
}

/**
 * Access tokens of this process, by what they log in with: of a fixed credential until n8n has saved them, else until they expire.
 * Executions that start or find their token expired at the same moment would otherwise each ask AFAS for one.
 */
const kept = new Map<string, Kept>();

/** An access token for one use of a credential. */
export interface SharedAccessToken {
	/** What to keep of it in the credential. */
	fields: AccessTokenFields;
	/** To be called when n8n has saved it: who asks then, finds it in the credential. */
	saved(): void;
}

/**
 * Gives an access token: the one that this process holds or is asking AFAS for at this moment, else a new one.
 * @param renewing whether it must be a new one
 * @throws ProfitError when AFAS gave none, to all who waited for it; the next call asks anew
 */
export async function sharedAccessToken(
	helper: IHttpRequestHelper,
	credential: AfasCredential,
	renewing: boolean,
): Promise<SharedAccessToken> {
	const key = keyOf(credential);
	for (let asked = kept.get(key); asked && !renewing; asked = kept.get(key)) {
		const fields = await asked.fields;
		// n8n may never have come to save it, so its time counts as well.
		if (Number(fields.accessTokenExpiresAt) > Date.now()) {
			return { fields, saved: () => undefined };
		}
		if (kept.get(key) === asked) kept.delete(key);
	}
	const asked = {
		askedAtMs: Date.now(),
		fields: fetchAccessToken(helper, credential).then((token) =>
			accessTokenFields(credential, token),
		),
	};
	const [oldest] = kept.keys();
	if (kept.size >= MOST_KEPT) kept.delete(oldest);
	kept.set(key, asked);
	const forget = () => {
		if (kept.get(key) === asked) kept.delete(key);
	};
	asked.fields.catch(forget);
	return { fields: await asked.fields, saved: forget };
}

/** Drops the access token of a login that AFAS does not accept any more, so that the next call asks for a new one. */
export function forgetAccessToken(credential: AfasCredential): void {
	const key = keyOf(credential);
	const asked = kept.get(key);
	if (asked && Date.now() - asked.askedAtMs > FRESH_MS) kept.delete(key);
}

/** All that a token request depends on, apart from the language of its messages. */
function keyOf(credential: AfasCredential): string {
	const { integrationId, allowedHttpRequestDomains, allowedDomains } = credential;
	const login = loginFingerprint(credential);
	return JSON.stringify([login, integrationId, allowedHttpRequestDomains, allowedDomains]);
}
