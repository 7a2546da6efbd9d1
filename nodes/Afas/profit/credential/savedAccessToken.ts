import type { AfasCredential } from './credential';
import { loginFingerprint } from './login';
import type { AccessToken } from './tokenAnswer';

/** The hidden fields of the credential in which n8n keeps an access token, encrypted. */
export interface AccessTokenFields {
	accessToken: string;
	/** Milliseconds since 1970, as text: n8n 1 cannot show a masked field with a number. */
	accessTokenExpiresAt: string;
	accessTokenFor: string;
}

/**
 * Gives the fields to save of a token that was fetched with this credential.
 * @throws ProfitError `input` when the environment cannot be used
 */
export function accessTokenFields(
	credential: AfasCredential,
	{ accessToken, expiresAtMs }: AccessToken,
): AccessTokenFields {
	return {
		accessToken,
		accessTokenExpiresAt: String(expiresAtMs),
		accessTokenFor: loginFingerprint(credential),
	};
}

/**
 * Gives the access token that the credential holds, expired or not; undefined if it was fetched with another
 * environment, client or secret, before the credential was changed.
 * @throws ProfitError `input` when the environment cannot be used
 */
export function savedAccessToken(credential: AfasCredential): AccessToken | undefined {
	const fingerprint = loginFingerprint(credential);
	const { accessToken, accessTokenExpiresAt, accessTokenFor } = credential;
	if (!accessToken || accessTokenFor !== fingerprint) return undefined;
	return { accessToken, expiresAtMs: Number(accessTokenExpiresAt) };
}
