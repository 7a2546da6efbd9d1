import { createHash } from 'node:crypto';
import { baseUrls } from './baseUrls';
import type { AfasCredential } from './credential';
import { inputError } from '../errors/profitError';
import { asText } from '../values/read';
import { clientAssertion } from './assertion';
import { isEmptyField } from './emptyField';
import { readPrivateKey } from './privateKey';
import { tokenUrl, type ClientAuthentication } from './tokenRequest';

/**
 * Whether the credential logs in with OAuth, so that its calls need an access token.
 * @throws ProfitError `input` for a method that does not exist
 */
export function usesOAuth({ authentication }: AfasCredential): boolean {
	if (isEmptyField(authentication)) {
		throw inputError(
			"'Authentication' is empty",
			'Give one of: clientSecret, privateKeyJwt, token.',
		);
	}
	switch (authentication) {
		case 'token':
			return false;
		case 'clientSecret':
		case 'privateKeyJwt':
			return true;
		default:
			throw inputError(
				`'Authentication' is set to '${asText(authentication)}', which AFAS does not have`,
			);
	}
}

/**
 * Gives the base URL of the token service: that of REST.
 * @throws ProfitError `input` for an environment without OAuth, or an address that cannot be used
 */
export function oauthBaseUrl(credential: AfasCredential): string {
	if (credential.environment === 'cursus') {
		throw inputError(
			"The 'Environment' Training works with a token only, not with OAuth",
			"Set 'Authentication' in the credential to 'Token (Classic)', or choose another 'Environment'.",
		);
	}
	return baseUrls(credential).rest;
}

/** The values an assertion needs besides the credential. */
export interface LoginMoment {
	/** The time now, in milliseconds since 1970. */
	nowMs: number;
	/** A unique value, such as a random UUID. */
	jti: string;
}

/**
 * Makes the client authentication of one token request.
 * @throws ProfitError `input` when the private key or another field cannot be used
 */
export function clientAuthentication(
	credential: AfasCredential,
	{ nowMs, jti }: LoginMoment,
): ClientAuthentication {
	const clientId = credential.clientId ?? '';
	if (credential.authentication === 'clientSecret') {
		return { method: 'clientSecret', clientId, clientSecret: asText(credential.clientSecret) };
	}
	const assertion = clientAssertion({
		clientId,
		tokenUrl: tokenUrl(oauthBaseUrl(credential)),
		privateKey: readPrivateKey(credential.privateKey ?? ''),
		keyId: credential.keyId,
		nowMs,
		jti,
	});
	return { method: 'privateKeyJwt', clientId, assertion };
}

/** 132 bits in Base64. */
const FINGERPRINT_LENGTH = 22;

/**
 * Gives a short text that changes with everything an access token depends on: the environment, the client and its
 * secret or key. It does not reveal the secret.
 * @throws ProfitError `input` when the environment cannot be used
 */
export function loginFingerprint(credential: AfasCredential): string {
	const { authentication, clientId, clientSecret, privateKey, keyId } = credential;
	const proof = authentication === 'clientSecret' ? [clientSecret] : [privateKey, keyId];
	return createHash('sha256')
		.update(JSON.stringify([oauthBaseUrl(credential), authentication, clientId, ...proof]))
		.digest('base64url')
		.slice(0, FINGERPRINT_LENGTH);
}
