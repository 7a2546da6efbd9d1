import type { IHttpRequestHelper } from 'n8n-workflow';
import type { AfasCredential } from '../profit/credential/credential';
import { loginFingerprint } from '../profit/credential/login';
import { accessTokenFields, type AccessTokenFields } from '../profit/credential/savedAccessToken';
import { fetchAccessToken } from './accessToken';
import { fetchedToken, isRefusedToken } from './refusedTokens';

/** Maximum tokens to keep; a token has about 1.5 KB. */
const MOST_KEPT = 1_000;

/**
 * Access tokens of this process, by what they log in with: of a fixed credential until n8n has saved them, else until they expire.
 * Executions that start or find their token expired at the same moment would otherwise each ask AFAS for one.
 */
const kept = new Map<string, Promise<AccessTokenFields>>();

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
		const fields = await asked;
		// n8n may never have come to save it, so its time counts as well.
		if (Number(fields.accessTokenExpiresAt) > Date.now() && !isRefusedToken(fields.accessToken)) {
			return { fields, saved: () => undefined };
		}
		if (kept.get(key) === asked) kept.delete(key);
	}
	const asked = fetchAccessToken(helper, credential).then((token) => {
		fetchedToken(token.accessToken);
		return accessTokenFields(credential, token);
	});
	const [oldest] = kept.keys();
	if (kept.size >= MOST_KEPT) kept.delete(oldest);
	kept.set(key, asked);
	const forget = () => {
		if (kept.get(key) === asked) kept.delete(key);
	};
	asked.catch(forget);
	return { fields: await asked, saved: forget };
}

/** All that a token request depends on, apart from the language of its messages. */
function keyOf(credential: AfasCredential): string {
	const { integrationId, allowedHttpRequestDomains, allowedDomains } = credential;
	const login = loginFingerprint(credential);
	return JSON.stringify([login, integrationId, allowedHttpRequestDomains, allowedDomains]);
}
