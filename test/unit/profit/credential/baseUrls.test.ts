import { baseUrls } from '../../../../nodes/Afas/profit/credential/baseUrls';
import type { AfasCredential } from '../../../../nodes/Afas/profit/credential/credential';

describe('the addresses of an environment', () => {
	test.each([
		['production', '12345.rest.afas.online', '12345.soap.afas.online'],
		['test', '12345.resttest.afas.online', '12345.soaptest.afas.online'],
		['accept', '12345.restaccept.afas.online', '12345.soapaccept.afas.online'],
	] as const)('%s', (environment, restHost, soapHost) => {
		expect(baseUrls({ tenant: ' 12345 ', environment })).toEqual({
			rest: `https://${restHost}/ProfitRestServices`,
			soap: `https://${soapHost}/ProfitServices`,
		});
	});

	test.each([
		['production', 'O12345AA', 'https://12345.rest.afas.online/ProfitRestServices'],
		['test', ' t12345ab', 'https://12345.resttest.afas.online/ProfitRestServices'],
		['cursus', 'O12345AA', 'https://12345.restcursus.afas.online/ProfitRestServices'],
	] as const)('takes the code of an environment as tenant: %s %s', (environment, tenant, rest) => {
		expect(baseUrls({ tenant, environment }).rest).toBe(rest);
	});

	it('knows no SOAP host for training', () => {
		expect(baseUrls({ tenant: '12345', environment: 'cursus' })).toEqual({
			rest: 'https://12345.restcursus.afas.online/ProfitRestServices',
			soap: null,
		});
	});

	it('takes custom URLs, without the slash at their end', () => {
		expect(
			baseUrls({ environment: 'custom', restUrl: 'https://profit.example.com:8443/Rest/' }),
		).toEqual({ rest: 'https://profit.example.com:8443/Rest', soap: null });
	});

	test.each(['http://localhost:5050/r', 'http://127.0.0.1:5050/r', 'http://[::1]:5050/r'])(
		'takes plain http for this machine only: %s',
		(restUrl) => {
			expect(baseUrls({ environment: 'custom', restUrl }).rest).toBe(restUrl);
		},
	);

	test.each<[string, AfasCredential, string]>([
		['no environment', { tenant: '12345' }, "'Environment' is empty"],
		['no tenant', { environment: 'test' }, "'Tenant' is empty"],
		[
			"the code of another environment, which would lead to another Profit's data",
			{ tenant: 'T12345AA', environment: 'production' },
			"'Tenant' is the code of another environment than 'Environment': 'T12345AA'",
		],
		[
			'a host as tenant',
			{ environment: 'test', tenant: '12345.afas.online' },
			"'Tenant' must be digits only",
		],
		[
			'another host in the tenant',
			{ environment: 'test', tenant: '1@evil.example/#' },
			"'Tenant' must be digits only",
		],
		['no REST URL', { environment: 'custom' }, "'REST URL' is not a complete URL"],
		[
			'plain http elsewhere',
			{ environment: 'custom', restUrl: 'http://127.0.0.1.evil.example/' },
			"'REST URL' must start with https://",
		],
		[
			'a user in the URL',
			{ environment: 'custom', restUrl: 'https://a:b@profit.example.com/' },
			"'REST URL' must be an address only, without user, '?' or '#'",
		],
		[
			'a script as SOAP URL',
			{ environment: 'custom', restUrl: 'https://a.example', soapUrl: 'javascript:alert(1)' },
			"'SOAP URL' must start with https://",
		],
	])('refuses %s and names the field', (_case, credential, message) => {
		expect(() => baseUrls(credential)).toThrow(message);
	});
});
