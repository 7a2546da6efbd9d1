import { afasTokenHeader } from '../../../../nodes/Afas/profit/credential/afasToken';
import {
	authenticateRequest,
	type AuthenticatedRequest,
} from '../../../../nodes/Afas/profit/credential/authenticateRequest';
import type { AfasCredential } from '../../../../nodes/Afas/profit/credential/credential';
import { accessTokenFields } from '../../../../nodes/Afas/profit/credential/savedAccessToken';
import { integrationIdHeader } from '../../../../nodes/Afas/profit/credential/integrationId';

const DATA = '0123456789ABCDEF'.repeat(4);
const XML = `<token><version>1</version><data>${DATA}</data></token>`;
// printf '<token><version>1</version><data>0123456789ABCDEF…</data></token>' | base64
const BASE64 =
	'PHRva2VuPjx2ZXJzaW9uPjE8L3ZlcnNpb24+PGRhdGE+MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNERUYwMTIzNDU2Nzg5QUJDREVGMDEyMzQ1Njc4OUFCQ0RFRjwvZGF0YT48L3Rva2VuPg==';

const credential: AfasCredential = {
	tenant: '12345',
	environment: 'production',
	integrationId: '12345_678900',
	readOnly: false,
	authentication: 'token',
	token: XML,
	language: 'nl-nl',
};
const REST = 'https://12345.rest.afas.online/ProfitRestServices';

function authenticated(request: AuthenticatedRequest, changes: AfasCredential = {}) {
	return authenticateRequest({ ...credential, ...changes }, request);
}

describe('the token', () => {
	test.each([
		['the whole XML', XML],
		['XML with line breaks', `${XML.replace(/></g, '>\r\n  <')}\n`],
		['the data part', DATA],
		['the Base64 of the XML', BASE64],
		['Base64 in two lines', `${BASE64.slice(0, 70)}\n${BASE64.slice(70)}`],
		['the whole header', `AfasToken ${BASE64}`],
	])('gives the same header from %s', (_case, token) => {
		expect(afasTokenHeader(token)).toBe(`AfasToken ${BASE64}`);
	});

	test.each([
		['', "'Token' is empty"],
		[DATA.slice(1), "'Token' is not a complete AFAS token"],
		[XML.slice(0, -9), "'Token' is not a complete AFAS token"],
		[`${XML}<evil/>`, "'Token' is not a complete AFAS token"],
	])('refuses what is none, without showing it', (token, message) => {
		let shown: unknown;
		try {
			afasTokenHeader(token);
		} catch (error) {
			shown = error;
		}
		expect(shown).toMatchObject({ message });
		expect(JSON.stringify(shown)).not.toContain(DATA.slice(1, 20));
	});
});

describe('the IntegrationId', () => {
	test.each(['', '12345', '12345_', 'abc_def', '12345_678900\r\nX: y'])('refuses %j', (text) => {
		expect(() => integrationIdHeader(text)).toThrow("'IntegrationId'");
	});
});

describe('every request', () => {
	it('carries Authorization, IntegrationId, language and keep-alive', () => {
		expect(authenticated({ url: `${REST}/metainfo` }).headers).toEqual({
			Authorization: `AfasToken ${BASE64}`,
			IntegrationId: '12345_678900',
			'Accept-Language': 'nl-nl',
			Connection: 'keep-alive',
		});
	});

	it('keeps the language of the request, and replaces the rest in any letter case', () => {
		const { headers } = authenticated({
			url: `${REST}/metainfo`,
			headers: {
				authorization: 'Bearer other',
				INTEGRATIONID: '1_1',
				connection: 'close',
				'accept-language': 'en-us',
				'X-Other': 'stays',
			},
		});
		expect(headers).toEqual({
			Authorization: `AfasToken ${BASE64}`,
			IntegrationId: '12345_678900',
			'Accept-Language': 'en-us',
			Connection: 'keep-alive',
			'X-Other': 'stays',
		});
	});

	it('carries the access token instead, with OAuth', () => {
		const oauth: AfasCredential = {
			...credential,
			authentication: 'clientSecret',
			clientId: 'client',
			clientSecret: 'between us',
		};
		const fields = accessTokenFields(oauth, { accessToken: 'abc.def', expiresAtMs: 1 });
		for (const url of [
			`${REST}/metainfo`,
			'https://12345.soap.afas.online/ProfitServices/x.asmx',
		]) {
			expect(authenticated({ url }, { ...oauth, ...fields }).headers).toEqual({
				Authorization: 'Bearer abc.def',
				IntegrationId: '12345_678900',
				'Accept-Language': 'nl-nl',
				Connection: 'keep-alive',
			});
		}
		expect(() => authenticated({ url: `${REST}/metainfo` }, oauth)).toThrow(
			'holds no access token for these settings',
		);
	});

	it('drops a user and password that would become another Authorization header', () => {
		const request = authenticated({ url: `${REST}/metainfo`, auth: { username: 'a' } });
		expect(request).not.toHaveProperty('auth');
	});
});

describe('the secret goes to its own hosts only', () => {
	test.each<[string, AuthenticatedRequest]>([
		['the REST host', { url: `${REST}/metainfo` }],
		['the SOAP host', { url: 'https://12345.soap.afas.online/ProfitServices/x.asmx' }],
		['uri, as the HTTP Request node writes it', { uri: `${REST}/metainfo` }],
		['a path on a base URL', { url: '/metainfo', baseURL: REST }],
	])('takes %s', (_case, request) => {
		expect(authenticated(request).headers).toHaveProperty('Authorization');
	});

	test.each<[string, AuthenticatedRequest]>([
		['another host', { url: 'https://evil.example/metainfo' }],
		['another host in uri', { uri: 'https://evil.example/metainfo' }],
		['another tenant', { url: 'https://54321.rest.afas.online/ProfitRestServices/metainfo' }],
		['another environment', { url: 'https://12345.resttest.afas.online/metainfo' }],
		['plain http', { url: 'http://12345.rest.afas.online/metainfo' }],
		['another port', { url: 'https://12345.rest.afas.online:8443/metainfo' }],
		['a host behind an @', { url: 'https://12345.rest.afas.online@evil.example/' }],
		['a user in the URL', { url: 'https://user@12345.rest.afas.online/' }],
		['a backslash', { url: 'https://evil.example\\@12345.rest.afas.online/' }],
		['an absolute URL beside a base URL', { url: 'https://evil.example/', baseURL: REST }],
		['a URL without a scheme beside a base URL', { url: '//evil.example/', baseURL: REST }],
		['a foreign base URL', { url: '/metainfo', baseURL: 'https://evil.example' }],
		['a foreign base URL alone', { baseURL: 'https://evil.example' }],
		[
			'another host in uri beside the own one',
			{ url: `${REST}/metainfo`, uri: 'https://evil.example/' },
		],
		[
			'another host in url beside the own one',
			{ url: 'https://evil.example/', uri: `${REST}/metainfo` },
		],
		[
			'a foreign base URL that an absolute URL overrules',
			{ url: `${REST}/metainfo`, baseURL: 'https://evil.example' },
		],
		['an empty url beside a foreign uri', { url: '', uri: 'https://evil.example/' }],
		['no URL', {}],
	])('refuses %s', (_case, request) => {
		expect(() => authenticated(request)).toThrow(
			expect.objectContaining({ kind: 'input', name: 'ProfitError' }),
		);
		expect(request.headers).toBeUndefined();
	});

	it('does not follow a redirect elsewhere', () => {
		expect(authenticated({ url: `${REST}/metainfo` })).toMatchObject({
			allowedDomains: '12345.rest.afas.online,12345.soap.afas.online',
			sendCredentialsOnCrossOriginRedirect: false,
		});
	});

	it("stays within the user's own list of domains", () => {
		const url = `${REST}/metainfo`;
		expect(
			authenticated({ url, allowedDomains: '*.rest.afas.online, evil.example' }),
		).toMatchObject({ allowedDomains: '12345.rest.afas.online' });
		expect(() => authenticated({ url, allowedDomains: 'evil.example' })).toThrow('Allowed Domains');
	});
});

describe('a read-only credential', () => {
	const SOAP = 'https://12345.soap.afas.online/ProfitServices';
	const soap = (service: string, action: string): AuthenticatedRequest => ({
		method: 'POST',
		url: `${SOAP}/${service}`,
		headers: { soapaction: `"urn:Afas.Profit.Services/${action}"` },
	});

	test.each<[string, AuthenticatedRequest]>([
		['GET', { url: `${REST}/connectors/Debtors` }],
		['GetDataWithOptions', soap('appconnectorget.asmx', 'GetDataWithOptions')],
		['a report over SOAP', soap('AppConnectorReport.asmx', 'Execute')],
	])('takes %s', (_case, request) => {
		expect(authenticated(request, { readOnly: true }).headers).toHaveProperty('IntegrationId');
	});

	test.each<[string, AuthenticatedRequest]>([
		['POST', { method: 'POST', url: `${REST}/connectors/KnSubject` }],
		['put in lower case', { method: 'put', url: `${REST}/connectors/KnSubject` }],
		['DELETE', { method: 'DELETE', url: `${REST}/connectors/KnSubject/KnSubject/@SbId/1` }],
		['Execute of the UpdateConnector', soap('appconnectorupdate.asmx', 'Execute')],
		['it written with escapes', soap('appconnectorup%64ate.asmx', 'Execute')],
		['a GET on it', { url: `${SOAP}/appconnectorupdate.asmx/Execute?dataXml=x` }],
		[
			'a reading service without an action',
			{ method: 'POST', url: `${SOAP}/appconnectorget.asmx` },
		],
		[
			'a method hidden in a header',
			{ url: `${REST}/connectors/KnSubject`, headers: { 'X-HTTP-Method-Override': 'POST' } },
		],
	])('refuses %s', (_case, request) => {
		expect(() => authenticated(request, { readOnly: true })).toThrow('read only');
		expect(() => authenticated(request)).not.toThrow();
	});
});
