import { readSoapResult } from '../../../../nodes/Afas/profit/soap/result';
import { soapFault } from '../../../../nodes/Afas/profit/answers/soapFault';
import { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import { answerWith, envelope, rawAnswer } from '../soap/answers';

const DETAIL = [
	'AFAS.Profit.ProfitApplicationException',
	'  Description....: De waarde ZZ bestaat niet.',
	'  Log reference..: 0A1B2C3D4E5F60718293A4B5C6D7E8F9',
	'  Version........: 7',
].join('\n');

const SOAP_11 = envelope(
	'<soap:Fault><faultcode>soap:Server</faultcode><faultstring>De waarde ZZ bestaat niet.</faultstring>' +
		'<detail><ProfitApplicationException xmlns="urn:Afas.Profit.Services"><ErrorNumber>-2147220469</ErrorNumber>' +
		`<Message>De waarde ZZ bestaat niet.</Message><Detail>${DETAIL}</Detail></ProfitApplicationException></detail></soap:Fault>`,
);

const SOAP_12 =
	'<?xml version="1.0"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope"><env:Body><env:Fault>' +
	'<env:Code><env:Value>env:Receiver</env:Value></env:Code>' +
	'<env:Reason><env:Text xml:lang="nl">De waarde ZZ bestaat niet.</env:Text></env:Reason>' +
	`<env:Detail><x:ProfitApplicationException xmlns:x="u"><x:ErrorNumber>-2147220469</x:ErrorNumber><x:Detail>${DETAIL}</x:Detail>` +
	'</x:ProfitApplicationException></env:Detail></env:Fault></env:Body></env:Envelope>';

describe('soapFault', () => {
	it.each([
		['1.1', SOAP_11],
		['1.2', SOAP_12],
	])('reads a fault of SOAP %s', (_version, text) => {
		expect(soapFault(text)).toEqual({
			message: 'De waarde ZZ bestaat niet.',
			errorNumber: -2147220469,
			logReference: '0A1B2C3D4E5F60718293A4B5C6D7E8F9',
			detail: DETAIL,
		});
	});

	const fault = (content: string) => soapFault(envelope(`<soap:Fault>${content}</soap:Fault>`));

	it('reads a fault without detail', () => {
		expect(
			fault('<faultcode>x</faultcode><faultstring>Token could not be parsed</faultstring>'),
		).toEqual({
			message: 'Token could not be parsed',
			errorNumber: null,
			logReference: null,
			detail: null,
		});
	});

	it("takes AFAS's message where .NET's stands in front of it or instead of it", () => {
		const dotnet =
			'System.Web.Services.Protocols.SoapException: Server was unable to process request. ---&gt; ';
		expect(fault(`<faultstring>${dotnet}Niet gevonden</faultstring>`)?.message).toBe(
			'Niet gevonden',
		);
		expect(
			fault(
				'<faultstring>Server was unable to process request.</faultstring>' +
					'<detail><E><Message>Niet gevonden</Message></E></detail>',
			)?.message,
		).toBe('Niet gevonden');
		expect(fault(`<faultstring/><detail><E><Detail>${DETAIL}</Detail></E></detail>`)?.message).toBe(
			'De waarde ZZ bestaat niet.',
		);
		expect(fault('<faultstring>Server was unable to process request.</faultstring>')?.message).toBe(
			'Server was unable to process request.',
		);
	});

	it('reads a detail that is only text, and a Dutch label', () => {
		expect(
			fault('<faultstring>x</faultstring><detail>\n Logreferentie......: AB12\n</detail>'),
		).toMatchObject({ logReference: 'AB12', detail: 'Logreferentie......: AB12' });
	});

	it('gives a number only for a number', () => {
		expect(
			fault('<faultstring>x</faultstring><detail><E><ErrorNumber>?</ErrorNumber></E></detail>')
				?.errorNumber,
		).toBeNull();
	});

	it.each([
		['an empty body', ''],
		['a web page', '<!DOCTYPE html><html><body>Fault</body></html>'],
		['a page that is XML', '<html><body><Fault/></body></html>'],
		['JSON', '{"externalMessage":"Fault"}'],
		['a cut-off fault', SOAP_11.slice(0, -30)],
		[
			'an answer with rows',
			answerWith('<AfasGetConnector><Fault><A>1</A></Fault></AfasGetConnector>'),
		],
	])('finds none in %s', (_what, text) => {
		expect(soapFault(text)).toBeNull();
	});
});

function thrownBy(work: () => unknown): ProfitError {
	try {
		work();
	} catch (caught) {
		return caught as ProfitError;
	}
	throw new Error('Nothing was thrown');
}

describe('readSoapResult', () => {
	it.each([
		['text', '25.1', '25.1'],
		['escaped XML, decoded once', '&lt;a&gt;&amp;amp;lt;&lt;/a&gt;', '<a>&amp;lt;</a>'],
		['CDATA', '<![CDATA[<a>&amp;</a>]]>', '<a>&amp;</a>'],
		['text in two parts', 'a<!-- x -->b', 'ab'],
		['nothing', '', ''],
		['line ends', 'a\r\nb&#xD;\nc', 'a\nb\r\nc'],
	])('gives %s', (_what, raw, result) => {
		expect(readSoapResult(rawAnswer(raw))).toBe(result);
	});

	it.each([
		'<GetProductVersionResponse xmlns="u"/>',
		'<GetProductVersionResponse xmlns="u"><GetProductVersionResult /></GetProductVersionResponse>',
		'<GetProductVersionResponse><GetProductVersionResult xsi:nil="true"/></GetProductVersionResponse>',
	])('gives nothing for %s', (body) => {
		expect(readSoapResult(envelope(body))).toBe('');
	});

	it('takes other prefixes and a header', () => {
		const text =
			'<s:Envelope xmlns:s="u"><s:Header><a:XResult xmlns:a="b">1</a:XResult></s:Header>' +
			'<s:Body><n:XResponse xmlns:n="v"><n:XResult>2</n:XResult></n:XResponse></s:Body></s:Envelope>';
		expect(readSoapResult(text)).toBe('2');
	});

	it('reads 60 MB of Base64 at once', () => {
		const file = 'QUJD'.repeat(15_000_000);
		expect(readSoapResult(rawAnswer(file, 'GetAttachment')).length).toBe(60_000_000);
	});

	it("throws AFAS's words for a fault", () => {
		const thrown = thrownBy(() => readSoapResult(SOAP_11));
		expect(thrown).toBeInstanceOf(ProfitError);
		expect(thrown.kind).toBe('unrecognised');
		expect(thrown.message).toBe('De waarde ZZ bestaat niet.');
		expect(thrown.details).toMatchObject({
			errorNumber: -2147220469,
			profitLogReference: '0A1B2C3D4E5F60718293A4B5C6D7E8F9',
		});
	});

	it.each([
		['A web page', '<!DOCTYPE html>\n<html><body>404</body></html>'],
		['A web page', '<html><body>404</body></html>'],
		['An empty answer', ''],
		['An empty answer', ' \r\n'],
		['A JSON document', '{"skip":0,"take":1,"rows":[]}'],
		['A JSON document', '[1]'],
		['An XML document', answerWith('<AfasGetConnector/>').slice(0, -10)],
		['An XML document', '<AfasGetConnector/>'],
		['An XML document', envelope('<a/>')],
		['An XML document', envelope('')],
		['An XML document', rawAnswer('<a>not escaped</a>')],
		['An XML document', rawAnswer('&nbsp;')],
		['An unknown text', 'Service unavailable'],
	])('says that it got %s', (what, text) => {
		const thrown = thrownBy(() => readSoapResult(text));
		expect(thrown).toBeInstanceOf(ProfitError);
		expect(thrown.kind).toBe('badAnswer');
		expect(thrown.message).toBe(`${what} came back instead of a SOAP answer`);
	});
});
