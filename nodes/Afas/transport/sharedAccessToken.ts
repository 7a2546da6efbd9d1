import type { IHttpRequestHelper } from 'n8n-workflow';
import type { AfasCredential } from '../profit/credential/credential';
import { loginFingerprint } from '../profit/credential/login';
import { accessTokenFields, type AccessTokenFields } from '../profit/credential/savedAccessToken';
import { fetchAccessToken } from './accessToken';

/**
 * Token requests whose outcome n8n has not saved yet, of this process, by what they log in with. Executions that start or find their
 * token expired at the same moment would otherwise each ask AFAS for one.
 */
const unsaved = new Map<string, Promise<AccessTokenFields>>();

/** An access token for one use of a credential. */
export interface SharedAccessToken {
	/** What to keep of it in the credential. */
	fields: AccessTokenFields;
	/** To be called when n8n has saved it: who asks then, finds it in the credential. */
	saved(): void;
}

/**
 * Gives an access token: the one that another use of the same login is asking AFAS for at this moment, else a new one.
 * @param renewing whether only a new one will do
 * @throws ProfitError when AFAS gave none, to all who waited for it; the next call asks anew
 */
export async function sharedAccessToken(
	helper: IHttpRequestHelper,
	credential: AfasCredential,
	renewing: boolean,
): Promise<SharedAccessToken> {
	const key = keyOf(credential);
	for (let asked = unsaved.get(key); asked && !renewing; asked = unsaved.get(key)) {
		const fields = await asked;
		// n8n may never have come to save it, so its time counts as well.
		if (Number(fields.accessTokenExpiresAt) > Date.now()) {
			return { fields, saved: () => undefined };
		}
		if (unsaved.get(key) === asked) unsaved.delete(key);
	}
	const asked = fetchAccessToken(helper, credential).then((token) =>
		accessTokenFields(credential, token),
	);
	unsaved.set(key, asked);
	const forget = () => {
		if (unsaved.get(key) === asked) unsaved.delete(key);
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
