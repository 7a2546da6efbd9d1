import { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import { tokenRequest, tokenUrl } from '../../../../nodes/Afas/profit/credential/tokenRequest';
import { thrownBy } from './keys';

test('with a client secret', () => {
	const request = tokenRequest({ method: 'clientSecret', clientId: 'abc', clientSecret: 'xyz' });
	expect(request).toEqual({
		method: 'POST',
		path: '/oauth/token',
		headers: {
			'Content-Type': 'application/x-www-form-urlencoded',
			Accept: 'application/json',
		},
		body: 'grant_type=client_credentials&client_id=abc&client_secret=xyz',
	});
});

test('with an assertion', () => {
	const { body } = tokenRequest({ method: 'privateKeyJwt', clientId: 'abc', assertion: 'a.b.c' });
	expect(body).toBe(
		'grant_type=client_credentials&client_id=abc' +
			'&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer' +
			'&client_assertion=a.b.c',
	);
});

test('encodes special characters as a form does', () => {
	const { body } = tokenRequest({
		method: 'clientSecret',
		clientId: 'client/1',
		clientSecret: 'p+a&b=c%20d é€#;?',
	});
	expect(body).toBe(
		'grant_type=client_credentials&client_id=client%2F1' +
			'&client_secret=p%2Ba%26b%3Dc%2520d+%C3%A9%E2%82%AC%23%3B%3F',
	);
});

test('a secret cannot add or replace a parameter', () => {
	const clientSecret = 'x&client_id=other&scope=all\r\ngrant_type=password';
	const { body } = tokenRequest({ method: 'clientSecret', clientId: 'abc', clientSecret });
	expect([...new URLSearchParams(body)]).toEqual([
		['grant_type', 'client_credentials'],
		['client_id', 'abc'],
		['client_secret', clientSecret],
	]);
});

test('leaves out blanks and line breaks around pasted values', () => {
	const { body } = tokenRequest({
		method: 'clientSecret',
		clientId: ' abc\n',
		clientSecret: '\txyz\r\n',
	});
	expect(body).toBe('grant_type=client_credentials&client_id=abc&client_secret=xyz');
});

test.each([
	['Client ID', { method: 'clientSecret', clientId: ' ', clientSecret: 'x' } as const],
	['Client ID', { method: 'privateKeyJwt', clientId: '', assertion: 'a.b.c' } as const],
	['Client Secret', { method: 'clientSecret', clientId: 'abc', clientSecret: '\n' } as const],
])('refuses an empty %s', (field, authentication) => {
	const error = thrownBy(() => tokenRequest(authentication));
	expect(error).toBeInstanceOf(ProfitError);
	expect(error.kind).toBe('input');
	expect(error.message).toBe(`The '${field}' is empty`);
});

test.each([
	'https://12345.resttest.afas.online/ProfitRestServices',
	'https://12345.resttest.afas.online/ProfitRestServices/',
])('the token service of %s', (base) => {
	expect(tokenUrl(base)).toBe('https://12345.resttest.afas.online/ProfitRestServices/oauth/token');
});
