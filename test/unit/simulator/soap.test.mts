// The simulator's SOAP services, spoken to without the node's own code: AFAS's traps (docs/afas.md 3.1 to 3.10).
import { startSimulator, type Simulator } from '../../simulator/simulator.mts';
import { headersFor } from './client.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ bigRows: 2_000 });
});
afterAll(() => simulator.close());

const escape = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

interface SoapCall {
	service?: string;
	method?: string;
	headers?: Record<string, string>;
	body?: string;
}

/** Sends a method with these parameters, in this order. */
async function call(parameters: Record<string, string | number>, options: SoapCall = {}) {
	const { service = 'AppConnectorGet.asmx', method = 'GetDataWithOptions', headers } = options;
	const inside = Object.entries(parameters).map(
		([name, value]) => `<${name}>${escape(String(value))}</${name}>`,
	);
	const response = await fetch(`${simulator.soapUrl}/${service}`, {
		method: 'POST',
		headers: {
			...headersFor(simulator),
			'Content-Type': 'text/xml; charset=utf-8',
			SOAPAction: `urn:Afas.Profit.Services/${method}`,
			...headers,
		},
		body:
			options.body ??
			`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><${method} xmlns="urn:Afas.Profit.Services">${inside.join('')}</${method}></s:Body></s:Envelope>`,
	});
	const text = await response.text();
	const escaped = /Result>([^<]*)<\/\w+Result>/.exec(text)?.[1];
	return { status: response.status, text, result: escaped === undefined ? '' : unescape(escaped) };
}

const unescape = (text: string) =>
	text
		.replaceAll('&#xD;', '\r')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&');

const options = (inside = '') =>
	`<options><Outputmode>1</Outputmode><Metadata>0</Metadata>${inside}</options>`;
const countries = { connectorId: 'Sim_Countries', skip: 0, take: 3 };
const rowCount = (result: string) => result.split('<Sim_Countries>').length - 1;
const onlyNl =
	'<Filters><Filter FilterId="1"><Field FieldId="CoId" OperatorType="1">NL</Field></Filter></Filters>';

describe('rows', () => {
	it('come in one level of escaping, with an element per row named after the connector', async () => {
		const { status, result } = await call({ ...countries, options: options() });
		expect(status).toBe(200);
		expect(result).toMatch(/^<AfasGetConnector>\r\n {2}<Sim_Countries>\r\n {4}</);
		expect(rowCount(result)).toBe(3);
	});

	it('need a take, and come all with a skip of -1', async () => {
		const { take: _take, ...noTake } = countries;
		const all = simulator.table('Sim_Countries').size;
		expect(rowCount((await call({ ...noTake, options: options() })).result)).toBe(0);
		expect(rowCount((await call({ ...countries, skip: -1 })).result)).toBe(all);
		const refused = await call({ ...countries, take: -1 });
		expect([refused.status, /<faultstring>An unexpected error/.test(refused.text)]).toEqual([
			500,
			true,
		]);
	});

	it('ignore a parameter that is written with other capitals', async () => {
		const filtered = await call({ ...countries, filtersXml: onlyNl });
		const ignored = await call({ ...countries, FiltersXml: onlyNl });
		expect([rowCount(filtered.result), rowCount(ignored.result)]).toEqual([1, 3]);
	});

	it('let the outer take win over the one in the options, which counts up to 1000', async () => {
		const inner = options('<Take>5000</Take>');
		const transactions = { connectorId: 'Sim_Transactions', skip: 0, options: inner };
		const rows = (result: string) => result.split('<Sim_Transactions>').length - 1;
		expect(rows((await call(transactions)).result)).toBe(1000);
		expect(rows((await call({ ...transactions, take: 1200 })).result)).toBe(1200);
	});

	it('leave empty fields out, or show them with output option 3', async () => {
		const wanted = { connectorId: 'Sim_Employees', skip: 0, take: 50 };
		const [without, withEmpty] = await Promise.all(
			['2', '3'].map((value) =>
				call({ ...wanted, options: options(`<Outputoptions>${value}</Outputoptions>`) }),
			),
		);
		expect(without.result).not.toContain(' />');
		expect(withEmpty.result).toContain(' />');
	});

	it('have dates without a Z and numbers with all their places', async () => {
		const { result } = await call({ connectorId: 'Sim_SalesOrders', skip: 0, take: 5 });
		expect(result).toMatch(/>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d</);
		expect(result).not.toMatch(/\d\dZ</);
		const ledger = await call({ connectorId: 'Sim_Ledger', skip: 0, take: 20 });
		expect(ledger.result).toContain('>0.1000000000<');
	});

	it('encode names that XML does not take', async () => {
		const { result } = await call({ connectorId: 'Sim_Odd_Names', skip: 0, take: 2 });
		expect(result).toContain('<Text_x0020_with_x0020_spaces>');
		expect(result).toContain('<Prijs__x20AC_>');
	});

	it('are none in three forms', async () => {
		const empty = { connectorId: 'Sim_Empty', skip: 0, take: 5 };
		expect((await call(empty)).text).toContain('<GetDataWithOptionsResult />');
		expect((await call({ ...empty, options: options() })).result).toBe('<AfasGetConnector />');
		const schema = options().replace('<Metadata>0', '<Metadata>1');
		expect((await call({ ...empty, options: schema })).result).toMatch(
			/^<AfasGetConnector>\s*<xs:schema .*<\/xs:schema>\s*<\/AfasGetConnector>\s*$/s,
		);
	});
});

describe('refusals', () => {
	it('are a fault with number, message and log reference', async () => {
		const { status, text } = await call({ connectorId: 'Sim_Blocked', skip: 0, take: 1 });
		expect(status).toBe(500);
		expect(text).toMatch(/<faultstring>This GetConnector \(definition\) is blocked<\/faultstring>/);
		expect(text).toMatch(/<ErrorNumber>-\d+<\/ErrorNumber>.*Log reference\.\.: [0-9A-F]{32}/s);
	});

	it('are given for a wrong SOAPAction, type, envelope, address and token', async () => {
		const tries = await Promise.all([
			call(countries, { headers: { SOAPAction: '"urn:Afas.Profit.Services/GetData"' } }),
			call(countries, { headers: { 'Content-Type': 'application/json' } }),
			call(countries, { body: '<a>' }),
			call(countries, { body: '<!DOCTYPE a><a/>' }),
			call(countries, { service: 'Nothing.asmx' }),
			call(countries, { headers: { Authorization: 'AfasToken x' } }),
		]);
		expect(tries.map(({ status }) => status)).toEqual([500, 415, 500, 500, 404, 401]);
		expect(tries[0].text).toContain('did not recognize the value of HTTP Header SOAPAction');
	});

	it('note a token or an IntegrationId inside the envelope', async () => {
		const own = simulator.violations.length;
		await call({ token: simulator.token, ...countries });
		await call({ integrationId: simulator.integrationId, ...countries });
		expect(simulator.violations.slice(own).map((line) => line.split(': ')[1])).toEqual([
			'token inside the envelope',
			'IntegrationId inside the envelope',
		]);
	});
});

describe('writes', () => {
	const execute = (connector: string, dataXml: string) =>
		call(
			{ connectorType: connector, connectorVersion: 1, dataXml },
			{ service: 'AppConnectorUpdate.asmx', method: 'Execute' },
		);

	it('answer the keys of what was inserted, and nothing for an update or a delete', async () => {
		const subject = (attributes: string, fields: string) =>
			execute(
				'KnSubject',
				`<KnSubject xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Element${attributes}>${fields}</Element></KnSubject>`,
			);
		const inserted = await subject(
			'',
			'<Fields Action="insert"><StId>1</StId><Ds>Over SOAP &amp; back</Ds></Fields>',
		);
		const key = /<SbId>(\d+)<\/SbId>/.exec(inserted.result)?.[1];
		expect(inserted.result).toBe(
			`<?xml version="1.0"?><results><KnSubject><SbId>${key}</SbId></KnSubject></results>`,
		);
		const rows = simulator.table('Sim_Subjects').records();
		expect(rows.find((row) => String(row.SubjectId) === key)?.Subject).toBe('Over SOAP & back');

		const updated = await subject(
			` SbId="${key}"`,
			'<Fields Action="update"><Ds>Later</Ds><SbTx xsi:nil="true" /></Fields>',
		);
		expect([updated.status, updated.result]).toEqual([200, '']);
		const deleted = await subject(` SbId="${key}"`, '<Fields Action="delete" />');
		expect([deleted.status, deleted.result]).toEqual([200, '']);
	});

	it.each([
		['no Action', '<Fields><Ds>x</Ds></Fields>'],
		['an unknown field', '<Fields Action="insert"><Xx>x</Xx></Fields>'],
		['empty text', '<Fields Action="insert"><Ds></Ds></Fields>'],
		['elements in a field', '<Fields Action="insert"><Ds><b>x</b></Ds></Fields>'],
	])('refuse %s', async (_what, fields) => {
		const { status, text } = await execute(
			'KnSubject',
			`<KnSubject><Element>${fields}</Element></KnSubject>`,
		);
		expect([status, text.includes('<faultstring>')]).toEqual([500, true]);
	});
});

describe('the other services', () => {
	it('tell the version', async () => {
		const { result } = await call(
			{},
			{ service: 'appconnectorversioninfo.asmx', method: 'GetProductVersion' },
		);
		expect(result).toBe(simulator.settings.profitVersion);
	});

	it('list and give the attachments of a dossier item', async () => {
		const inserted = await call(
			{
				connectorType: 'KnSubject',
				connectorVersion: 1,
				dataXml:
					'<KnSubject><Element><Fields Action="insert"><StId>1</StId><Ds>x</Ds></Fields><Objects><KnSubjectAttachment><Element>' +
					'<Fields Action="insert"><FileName>a &amp; "b".txt</FileName><FileStream>QUJD</FileStream></Fields>' +
					'</Element></KnSubjectAttachment></Objects></Element></KnSubject>',
			},
			{ service: 'AppConnectorUpdate.asmx', method: 'Execute' },
		);
		const subjectID = /<SbId>(\d+)/.exec(inserted.result)?.[1] ?? '';
		const service = 'AppConnectorSubject.asmx';
		const info = await call({ subjectID }, { service, method: 'GetSubjectAttachmentInfo' });
		const [, fileId, name] = /fileId="(\w+)" filename="([^"]*)"/.exec(info.result) ?? [];
		expect(name).toBe('a &amp; &quot;b&quot;.txt');
		const file = await call({ subjectID, fileId }, { service, method: 'GetAttachment' });
		expect(file.result).toBe('QUJD');
		const none = await call({ subjectID, fileId: '0' }, { service, method: 'GetAttachment' });
		expect(none.status).toBe(500);
	});
});
