import { authenticateRequest } from '../../../nodes/Afas/profit/credential/authenticateRequest';
import type { AfasCredential } from '../../../nodes/Afas/profit/credential/credential';

const REST = 'https://12345.rest.afas.online/ProfitRestServices';
const SOAP = 'https://12345.soap.afas.online/ProfitServices';

const credential: AfasCredential = {
	tenant: '12345',
	environment: 'production',
	integrationId: '12345_678900',
	authentication: 'token',
	token: '0123456789ABCDEF'.repeat(4),
	readOnly: true,
};

const sent = (request: object) => authenticateRequest(credential, request);

const READ = 'urn:Afas.Profit.Services/GetDataWithOptions';

function post(url: string, action = READ, headers: Record<string, unknown> = {}): object {
	return { method: 'POST', url, headers: { SOAPAction: `"${action}"`, ...headers } };
}

describe('a read-only credential cannot be got round', () => {
	// IIS decodes an address, and takes `\` for `/`, before it looks for `..` and the service.
	it.each([
		'appconnectorget.asmx/..%2fappconnectorupdate.asmx',
		'appconnectorget.asmx/..%2Fappconnectorupdate.asmx',
		'appconnectorget.asmx%2f..%2fappconnectorupdate.asmx',
		'appconnectorget.asmx/..%5cappconnectorupdate.asmx',
		'appconnectorget.asmx%u002f..%u002fappconnectorupdate.asmx',
		'appconnectorget.asmx/../appconnectorupdate.asmx',
		'appconnectorget.asmx/%2e%2e/appconnectorupdate.asmx',
		'appconnectorget.asmx\\..\\appconnectorupdate.asmx',
		'appconnectorupdate.asmx/appconnectorget.asmx',
		'appconnectorupdate.asmx%2fappconnectorget.asmx',
		'appconnectorupdate.asmx;/appconnectorget.asmx',
		'APPCONNECTORUPDATE.ASMX',
		'AppConnectorUpdate%2Easmx',
		'appconnectorupdate%u002easmx',
		'appconnectorupdate%uff0easmx',
		'appconnectorupdate.asmx.',
		'appconnectorupdate.asmx%20',
		'appconnectorupdate.asmx/',
		'appconnectorupdate.asmx::$DATA',
		'./appconnectorupdate.asmx?x=appconnectorget.asmx',
		'TokenConnector.asmx',
		'CmdConnector.asmx',
	])('by the address %s', (path) => {
		expect(() => sent(post(`${SOAP}/${path}`))).toThrow('read only');
		expect(() => sent(post(`${SOAP}/${path}`, 'urn:Afas.Profit.Services/Execute'))).toThrow(
			'read only',
		);
		expect(() => sent({ url: `${SOAP}/${path}` })).toThrow('read only');
	});

	it.each([
		['a reading service below another path', `${SOAP}/x/appconnectorget.asmx`],
		['a reading service on the REST host', `${REST}/appconnectorget.asmx`],
		['a POST beside the services', `${SOAP}/appconnectorget`],
		['a POST to REST', `${REST}/connectors/KnSubject`],
		['a POST to REST with a slash at the end', `${REST}/connectors/KnSubject/`],
		['a POST to REST in another case', `${REST.toUpperCase()}/CONNECTORS/KNSUBJECT`],
		['a POST to REST with a SOAP address behind it', `${REST}/connectors/X?a=appconnectorget.asmx`],
		['a POST with escapes', `${REST}/%63onnectors/KnSubject`],
	])('by %s', (_case, url) => {
		expect(() => sent(post(url))).toThrow('read only');
	});

	it.each([
		'X-HTTP-Method-Override',
		'x-http-method',
		'X-Method-Override',
		'X_HTTP_METHOD_OVERRIDE',
		'_method',
	])('by the header %s', (name) => {
		const url = `${REST}/connectors/KnSubject`;
		expect(() => sent({ url, headers: { [name]: 'POST' } })).toThrow('read only');
		const other = post(`${SOAP}/appconnectorget.asmx`, READ, { [name]: 'PUT' });
		expect(() => sent(other)).toThrow('read only');
	});

	it.each(['_method=DELETE', 'X-HTTP-Method-Override=PUT', '%5Fmethod=POST'])(
		'by the parameter %s',
		(query) => {
			expect(() => sent({ url: `${REST}/connectors/KnSubject?${query}` })).toThrow('read only');
		},
	);

	it.each([
		['n8n', { qs: { _method: 'DELETE' } }],
		['n8n, as text', { qs: 'a=1&_method=DELETE' }],
		['n8n, nested', { qs: { a: [{ 'X-HTTP-Method': 'PUT' }] } }],
		['n8n, as a list', { qs: [['_method', 'PUT']] }],
		['axios', { params: new URLSearchParams({ _method: 'PUT' }) }],
		['axios, as an object', { params: { _Method: 'PUT' } }],
	])('by a query parameter of %s', (_whose, query) => {
		expect(() => sent({ url: `${REST}/connectors/KnSubject`, ...query })).toThrow('read only');
	});

	it('by a second address beside the one that reads', () => {
		const read = `${SOAP}/appconnectorget.asmx`;
		const write = `${SOAP}/appconnectorupdate.asmx`;
		expect(() => sent({ ...post(read), uri: write })).toThrow('read only');
		expect(() => sent({ ...post(write), uri: read })).toThrow('read only');
	});

	it.each(['post', 'PATCH', 'MERGE', ' GET', 'GET\r\n', 'TRACE', '', ['GET'], 5])(
		'by the method %j',
		(method) => {
			expect(() => sent({ method, url: `${REST}/connectors/KnSubject` })).toThrow('read only');
		},
	);

	it.each([
		['none', {}],
		['a writing one in the content type', { 'content-type': 'text/xml; action="urn:x/Write"' }],
		['a list', { soapaction: [`"${READ}"`] }],
	])('by the action of a SOAP call: %s', (_case, headers) => {
		const request = { method: 'POST', url: `${SOAP}/appconnectorget.asmx`, headers };
		expect(() => sent(request)).toThrow('read only');
	});

	it.each([
		['the method Execute', 'Execute', 'text/xml; charset=utf-8', '<Execute/>'],
		['no method', '', 'text/xml; charset=utf-8', '<GetState/>'],
		['a method of another service', 'GetData', 'text/xml; charset=utf-8', '<GetState/>'],
		['another method in the body', 'GetState', 'text/xml; charset=utf-8', '<Execute/>'],
		['two methods in the body', 'GetState', 'text/xml; charset=utf-8', '<GetState/><execute/>'],
		[
			'a comment with the right one',
			'GetState',
			'text/xml; charset=utf-8',
			'<!--GetState--><Execute/>',
		],
		['another form of SOAP', 'GetState', 'application/soap+xml; charset=utf-8', '<GetState/>'],
		['another charset', 'GetState', 'text/xml; charset=IBM037', '<GetState/>'],
		['no charset', 'GetState', 'text/xml', '<GetState/>'],
		['no body', 'GetState', 'text/xml; charset=utf-8', undefined],
		[
			'a body that cannot be looked at',
			'GetState',
			'text/xml; charset=utf-8',
			Buffer.from('<GetState/>'),
		],
	])('by AFAS Remote with %s', (_case, method, contentType, body) => {
		const action = `urn:Afas.Profit.Services/${method}`;
		const request = post(`${SOAP}/cmdconnector.asmx`, action, { 'Content-Type': contentType });
		expect(() => sent({ ...request, body })).toThrow('read only');
	});

	it.each(['GetData', 'GetState', 'GetAttachment'])(
		'by the method %s of another service',
		(method) => {
			const action = `urn:Afas.Profit.Services/${method}`;
			expect(() => sent(post(`${SOAP}/appconnectorreport.asmx`, action))).toThrow('read only');
		},
	);

	it('and still asks AFAS Remote for a result', () => {
		const request = post(`${SOAP}/cmdconnector.asmx`, 'urn:Afas.Profit.Services/GetState', {
			'Content-Type': 'text/xml; charset=utf-8',
		});
		const body =
			'<soap:Envelope><soap:Body><GetState><commandId>1</commandId></GetState></soap:Body></soap:Envelope>';
		expect(sent({ ...request, body }).headers).toHaveProperty('IntegrationId');
	});

	it('and still reads over both protocols', () => {
		for (const request of [
			{ url: `${REST}/connectors/Debtors?filterfieldids=A` },
			{ method: 'get', url: `${REST}/metainfo`, headers: null },
			{ url: '/metainfo', baseURL: REST },
			{ url: `${REST}/connectors/Debtors`, qs: { filterfieldids: 'A', skip: 0, take: null } },
			{ ...post('appconnectorget.asmx'), baseURL: SOAP },
			post(`${SOAP}/appconnectorget.asmx`),
			post(`${SOAP}/AppConnectorReport.asmx`, 'urn:Afas.Profit.Services/Execute'),
		]) {
			expect(sent(request).headers).toHaveProperty('IntegrationId');
		}
	});
});
