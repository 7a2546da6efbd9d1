import type { KeyObject } from 'node:crypto';
import { webcrypto } from 'node:crypto';

import { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import { clientAssertion } from '../../../../nodes/Afas/profit/credential/assertion';
import { readPrivateKey } from '../../../../nodes/Afas/profit/credential/privateKey';
import {
	base64Of,
	boundRsaPss,
	ec,
	pemOf,
	rsa,
	rsaPss,
	sharedPieces,
	shownBy,
	thrownBy,
} from './keys';

const audience = 'https://12345.rest.afas.online/ProfitRestServices/oauth/token';
const input = {
	clientId: 'my-client',
	tokenUrl: audience,
	privateKey: readPrivateKey(pemOf(rsa.privateKey)),
	nowMs: Date.UTC(2026, 8, 30, 12, 0, 0, 999),
	jti: '8b0d9c1e-1f2a-4a53-8f6e-0a6d4c1b2e3f',
};

const decoded = (part: string) =>
	JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;

test('says who, to whom, since when and until when', () => {
	const [header, claims] = clientAssertion(input).split('.').slice(0, 2).map(decoded);
	expect(header).toEqual({ alg: 'RS256', typ: 'JWT' });
	expect(claims).toEqual({
		iss: 'my-client',
		sub: 'my-client',
		aud: audience,
		jti: '8b0d9c1e-1f2a-4a53-8f6e-0a6d4c1b2e3f',
		// 2026-09-30T12:00:00Z
		iat: 1790769600,
		exp: 1790769660,
	});
});

test('names the key when a key ID is given, without what sticks to a pasted thumbprint', () => {
	const headerWith = (keyId: string) => decoded(clientAssertion({ ...input, keyId }).split('.')[0]);
	expect(headerWith('key-1').kid).toBe('key-1');
	expect(headerWith('\u200e5F1C0A ').kid).toBe('5F1C0A');
	expect(headerWith(' ')).not.toHaveProperty('kid');
});

test('keeps a client id with letters outside ASCII', () => {
	const [, claims] = clientAssertion({ ...input, clientId: ' cliënt €' }).split('.');
	expect(decoded(claims).iss).toBe('cliënt €');
});

// The Web Crypto API takes exactly the forms that JOSE prescribes: PSS with the salt given, ECDSA as two numbers.
const verifications: Array<
	[string, { privateKey: KeyObject; publicKey: KeyObject }, object, object]
> = [
	['RS256', rsa, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, { name: 'RSASSA-PKCS1-v1_5' }],
	['PS256', rsaPss, { name: 'RSA-PSS', hash: 'SHA-256' }, { name: 'RSA-PSS', saltLength: 32 }],
	['ES256', ec, { name: 'ECDSA', namedCurve: 'P-256' }, { name: 'ECDSA', hash: 'SHA-256' }],
];

test.each(verifications)('%s is a valid signature', async (algorithm, pair, keyForm, form) => {
	const privateKey = readPrivateKey(pemOf(pair.privateKey));
	const parts = clientAssertion({ ...input, privateKey }).split('.');
	expect(decoded(parts[0]).alg).toBe(algorithm);

	const { publicKey } = pair;
	const jwk =
		publicKey.asymmetricKeyType === 'rsa-pss'
			? asRsaJwk(publicKey)
			: publicKey.export({ format: 'jwk' });
	const key = await webcrypto.subtle.importKey('jwk', jwk, keyForm as never, true, ['verify']);
	const verified = async (text: string) =>
		await webcrypto.subtle.verify(
			form as never,
			key,
			Buffer.from(parts[2], 'base64url'),
			Buffer.from(text),
		);
	expect(await verified(`${parts[0]}.${parts[1]}`)).toBe(true);
	expect(await verified(`${parts[0]}.${parts[1]}x`)).toBe(false);
	if (algorithm === 'ES256') expect(Buffer.from(parts[2], 'base64url')).toHaveLength(64);
});

/** Web Crypto does not read the object identifier of RSA-PSS, so the bare RSA key inside is taken. */
function asRsaJwk(publicKey: KeyObject): webcrypto.JsonWebKey {
	const der = publicKey.export({ format: 'der', type: 'spki' });
	// SubjectPublicKeyInfo ends with the bit string that holds the modulus (256 bytes) and the exponent (3 bytes).
	const exponent = der.subarray(-3);
	const modulus = der.subarray(-3 - 2 - 256, -3 - 2);
	return { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') };
}

describe('refuses', () => {
	test('an empty client id', () => {
		const error = thrownBy(() => clientAssertion({ ...input, clientId: ' ' }));
		expect(error).toBeInstanceOf(ProfitError);
		expect(error.message).toBe("The 'Client ID' is empty");
	});

	test('a key that cannot sign, without showing it', () => {
		const { privateKey: key } = boundRsaPss('sha512', 32);
		const error = thrownBy(() =>
			clientAssertion({ ...input, privateKey: { key, algorithm: 'PS256' } }),
		);
		expect(error).toBeInstanceOf(ProfitError);
		expect(error.message).toContain('cannot sign');
		expect(sharedPieces(shownBy(error), base64Of(pemOf(key)), 10)).toEqual([]);
	});
});
