import { authenticateRequest } from '../../../nodes/Afas/profit/credential/authenticateRequest';
import type { AfasCredential } from '../../../nodes/Afas/profit/credential/credential';
import { loginFingerprint } from '../../../nodes/Afas/profit/credential/login';
import { readPrivateKey } from '../../../nodes/Afas/profit/credential/privateKey';
import { tokenRequest } from '../../../nodes/Afas/profit/credential/tokenRequest';

const credential: AfasCredential = {
	tenant: '12345',
	environment: 'production',
	integrationId: '12345_678900',
	readOnly: false,
	authentication: 'token',
	token: '0123456789ABCDEF'.repeat(4),
	language: 'nl-nl',
};

const URL_ = 'https://12345.rest.afas.online/ProfitRestServices/metainfo';

const sent = (changes: object, request: object = { url: URL_ }) =>
	authenticateRequest({ ...credential, ...changes } as AfasCredential, { ...request });

// A credential's fields can be expressions, which give anything.
const NO_TEXT: unknown[] = [
	{},
	[],
	{ toString: 1 },
	null,
	undefined,
	'',
	true,
	new Date(0),
	() => 1,
];

describe('a field of the credential that is no text', () => {
	it.each(['tenant', 'integrationId', 'token', 'authentication', 'environment'])('%s', (field) => {
		for (const value of NO_TEXT) {
			expect(() => sent({ [field]: value })).toThrow(
				expect.objectContaining({ name: 'ProfitError', kind: 'input' }),
			);
		}
	});

	it.each(['restUrl', 'soapUrl'])('%s', (field) => {
		const urls = { environment: 'custom', restUrl: 'https://a.example', soapUrl: '' };
		const request = { url: 'https://a.example/metainfo' };
		for (const value of NO_TEXT) {
			const changes = { ...urls, [field]: value };
			if (field === 'soapUrl') {
				expect(sent(changes, request).allowedDomains).toBe('a.example');
			} else {
				expect(() => sent(changes, request)).toThrow("'REST URL' is not a complete URL");
			}
		}
	});

	it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
		'an environment named %s is none',
		(environment) => {
			expect(() => sent({ environment })).toThrow(
				`'Environment' is set to '${environment}', which AFAS does not have`,
			);
		},
	);

	it('takes a tenant that is a number, as an external secret may give it', () => {
		expect(sent({ tenant: 12345 }).headers).toHaveProperty('Authorization');
	});

	it('OAuth', () => {
		for (const value of NO_TEXT) {
			expect(() => readPrivateKey(value)).toThrow("The 'Private Key' is empty");
			const clientSecret = value as string;
			expect(() => tokenRequest({ method: 'clientSecret', clientId: 'a', clientSecret })).toThrow(
				"'Client Secret' is empty",
			);
			const login = { ...credential, authentication: 'clientSecret', clientId: value };
			expect(typeof loginFingerprint(login as unknown as AfasCredential)).toBe('string');
		}
	});
});

describe('no header holds a line break', () => {
	const EVIL = 'nl-nl\r\nX-Evil: 1';

	it.each(['integrationId', 'tenant', 'token', 'language'])('from the field %s', (field) => {
		const value = `${String(credential[field as keyof AfasCredential])}\r\nX-Evil: 1`;
		expect(() => sent({ [field]: value })).toThrow(expect.objectContaining({ kind: 'input' }));
	});

	it.each([EVIL, 'nl\nnl', 'nl\u0000', 'nél', 'nl\ud83d', ' ', { a: 1 }, ['nl'], null])(
		'from the language of a request: %j',
		(language) => {
			const request = { url: URL_, headers: { 'accept-language': language } };
			expect(() => sent({}, request)).toThrow("'Language' is not a language");
		},
	);

	it('and other languages may be asked for', () => {
		const request = { url: URL_, headers: { 'accept-language': 'es-es,en;q=0.5' } };
		expect(sent({}, request).headers).toMatchObject({ 'Accept-Language': 'es-es,en;q=0.5' });
	});
});
