import { constants, sign } from 'node:crypto';

import { inputError } from '../errors/profitError';
import { pasted } from './pasted';
import type { PrivateKey } from './privateKey';

export interface AssertionInput {
	clientId: string;
	/** The address that the token request goes to, from `tokenUrl`. */
	tokenUrl: string;
	privateKey: PrivateKey;
	/** The key ID as set in Profit; `kid` is left out if it is empty. */
	keyId?: string;
	/** The time now, in milliseconds since 1970. */
	nowMs: number;
	/** A unique value, such as a random UUID. */
	jti: string;
}

/** AFAS advises 60 s and refuses more than 5 minutes. */
const LIFETIME_SECONDS = 60;

/**
 * Makes the signed JWT with which a client identifies itself to AFAS, valid for one token request. docs/afas.md 1.3;
 * RFC 7523.
 * @returns the JWT in compact form; it is a secret while it lives (60 s)
 * @throws ProfitError `input` when the client id is empty or the key cannot sign
 */
export function clientAssertion(input: AssertionInput): string {
	const clientId = pasted(input.clientId);
	if (clientId === '') {
		throw inputError(
			"The 'Client ID' is empty",
			'Copy it from the app connector in Profit into the credential.',
		);
	}
	const keyId = pasted(input.keyId ?? '');
	const issuedAt = Math.floor(input.nowMs / 1000);
	const header = {
		alg: input.privateKey.algorithm,
		typ: 'JWT',
		...(keyId === '' ? {} : { kid: keyId }),
	};
	const claims = {
		iss: clientId,
		sub: clientId,
		aud: input.tokenUrl,
		jti: input.jti,
		iat: issuedAt,
		exp: issuedAt + LIFETIME_SECONDS,
	};
	const signed = `${base64Url(header)}.${base64Url(claims)}`;
	const signature = signatureOf(signed, input.privateKey);
	if (!signature) {
		throw inputError(
			"The 'Private Key' can be read, but it cannot sign: its values do not fit together",
			'Copy the key again from its file, or make a new key pair and give AFAS its public part.',
		);
	}
	return `${signed}.${signature.toString('base64url')}`;
}

function base64Url(part: object): string {
	return Buffer.from(JSON.stringify(part), 'utf8').toString('base64url');
}

function signatureOf(text: string, { key, algorithm }: PrivateKey): Buffer | undefined {
	const data = Buffer.from(text, 'ascii');
	try {
		switch (algorithm) {
			case 'RS256':
				return sign('sha256', data, { key, padding: constants.RSA_PKCS1_PADDING });
			case 'PS256':
				return sign('sha256', data, {
					key,
					padding: constants.RSA_PKCS1_PSS_PADDING,
					saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
				});
			case 'ES256':
				// JOSE requires the two numbers one after the other (RFC 7518, 3.4), not OpenSSL's DER.
				return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
		}
	} catch {
		return undefined;
	}
}
