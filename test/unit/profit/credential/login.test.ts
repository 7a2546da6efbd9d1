import { AfasApi } from '../../../../credentials/AfasApi.credentials';
import { verify } from 'node:crypto';

import type { AfasCredential } from '../../../../nodes/Afas/profit/credential/credential';
import {
	clientAuthentication,
	loginFingerprint,
	oauthBaseUrl,
	usesOAuth,
} from '../../../../nodes/Afas/profit/credential/login';
import {
	accessTokenFields,
	savedAccessToken,
} from '../../../../nodes/Afas/profit/credential/savedAccessToken';
import { pemOf, rsa } from './keys';

const bySecret: AfasCredential = {
	environment: 'production',
	tenant: '12345',
	integrationId: '12345_678900',
	authentication: 'clientSecret',
	clientId: 'client',
	clientSecret: 'between us',
};
const byKey: AfasCredential = {
	...bySecret,
	authentication: 'privateKeyJwt',
	clientSecret: undefined,
	privateKey: pemOf(rsa.privateKey),
	keyId: 'key-1',
};
const moment = { nowMs: Date.UTC(2026, 8, 30), jti: 'only once' };

describe('the method', () => {
	test.each<[AfasCredential['authentication'], boolean]>([
		['token', false],
		['clientSecret', true],
		['privateKeyJwt', true],
	])('%s: OAuth is %s', (authentication, expected) => {
		expect(usesOAuth({ authentication })).toBe(expected);
	});

	test('another one is refused', () => {
		expect(() => usesOAuth({ authentication: 'basic' as 'token' })).toThrow(
			"'Authentication' is set to 'basic'",
		);
	});
});

describe('the token service', () => {
	test.each<[AfasCredential, string]>([
		[{}, 'https://12345.rest.afas.online/ProfitRestServices'],
		[{ environment: 'test' }, 'https://12345.resttest.afas.online/ProfitRestServices'],
		[
			{ environment: 'custom', restUrl: 'https://profit.example.com/ProfitRestServices/' },
			'https://profit.example.com/ProfitRestServices',
		],
	])('of %j is below %s', (changes, expected) => {
		expect(oauthBaseUrl({ ...bySecret, ...changes })).toBe(expected);
	});

	test('does not exist for Training', () => {
		expect(() => oauthBaseUrl({ ...bySecret, environment: 'cursus' })).toThrow(
			"The 'Environment' Training works with a token only, not with OAuth",
		);
	});
});

describe('the login', () => {
	test('by a secret', () => {
		expect(clientAuthentication(bySecret, moment)).toEqual({
			method: 'clientSecret',
			clientId: 'client',
			clientSecret: 'between us',
		});
	});

	test('by an assertion for the token service of the environment', () => {
		const login = clientAuthentication({ ...byKey, environment: 'accept' }, moment);
		if (login.method !== 'privateKeyJwt') throw new Error('another method');
		const [head, claims, signature] = login.assertion.split('.');
		const decoded = (part: string): unknown =>
			JSON.parse(Buffer.from(part, 'base64url').toString());
		expect(decoded(head)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' });
		expect(decoded(claims)).toEqual({
			iss: 'client',
			sub: 'client',
			aud: 'https://12345.restaccept.afas.online/ProfitRestServices/oauth/token',
			jti: 'only once',
			iat: moment.nowMs / 1000,
			exp: moment.nowMs / 1000 + 60,
		});
		const signed = Buffer.from(`${head}.${claims}`);
		expect(verify('sha256', signed, rsa.publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
	});

	test.each([
		['no private key', { privateKey: undefined }, "The 'Private Key' is empty"],
		['no client', { clientId: undefined }, "The 'Client ID' is empty"],
	])('is refused with %s', (_case, changes, message) => {
		expect(() => clientAuthentication({ ...byKey, ...changes }, moment)).toThrow(message);
	});
});

describe('a saved access token', () => {
	const fetched = { accessToken: 'an-access-token', expiresAtMs: moment.nowMs };
	const saved = (credential: AfasCredential): AfasCredential => ({
		...credential,
		...accessTokenFields(credential, fetched),
	});

	test.each([
		['secret', bySecret],
		['private key', byKey],
	])('by a %s is found again, expired or not', (_case, credential) => {
		expect(savedAccessToken(saved(credential))).toEqual(fetched);
	});

	test.each<[string, AfasCredential, AfasCredential]>([
		['tenant', bySecret, { tenant: '54321' }],
		['environment', bySecret, { environment: 'test' }],
		['client', bySecret, { clientId: 'other' }],
		['secret', bySecret, { clientSecret: 'between them' }],
		['method', bySecret, { authentication: 'privateKeyJwt', privateKey: 'between us' }],
		['private key', byKey, { privateKey: 'other' }],
		['key ID', byKey, { keyId: 'key-2' }],
		['token taken out', bySecret, { accessToken: '' }],
		['fingerprint taken out', bySecret, { accessTokenFor: '' }],
	])('is not used with another %s', (_case, credential, changes) => {
		expect(savedAccessToken({ ...saved(credential), ...changes })).toBeUndefined();
	});

	test.each([
		['language', { language: 'de-de' as const }],
		['IntegrationId', { integrationId: '1_2' }],
		['Read Only', { readOnly: true }],
	])('stays with another %s', (_case, changes) => {
		expect(savedAccessToken({ ...saved(bySecret), ...changes })).toEqual(fetched);
	});

	test('is kept as text, because n8n 1 cannot show a masked field with anything else', () => {
		const fields = Object.values(accessTokenFields(bySecret, fetched));
		expect(fields.map((value) => typeof value)).toEqual(['string', 'string', 'string']);
		const masked = new AfasApi().properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(masked.map((property) => typeof property.default)).toEqual(masked.map(() => 'string'));
	});

	test('says nothing of the secret', () => {
		expect(loginFingerprint(bySecret)).toMatch(/^[\w-]{22}$/);
		expect(JSON.stringify(accessTokenFields(bySecret, fetched))).not.toContain('between');
	});
});
