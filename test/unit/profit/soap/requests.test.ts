import { OPERATORS } from '../../../../nodes/Afas/profit/query/filter';
import type { RowQuery } from '../../../../nodes/Afas/profit/query/rowQuery';
import {
	attachmentListRequest,
	attachmentRequest,
	executeRequest,
	getDataRequest,
	reportRequest,
	versionRequest,
} from '../../../../nodes/Afas/profit/soap/requests';
import { childElements, childNamed, textOf } from '../../../../nodes/Afas/profit/xml/element';
import { parseXml } from '../../../../nodes/Afas/profit/xml/fastXml';

const query: RowQuery = { connector: 'Profit_Debtor', filter: [], sort: [], skip: 0, take: 100 };

/** Name and text of every parameter, in order. */
function parametersOf(body: string): Array<[string, string]> {
	const call = childElements(childElements(parseXml(body))[0])[0];
	return childElements(call).map((child) => [child.name, textOf(child)]);
}

function parameter(body: string, name: string): string {
	return new Map(parametersOf(body)).get(name) ?? '';
}

describe('getDataRequest', () => {
	it('writes what the WSDL names, in its order', () => {
		const request = getDataRequest(
			{
				...query,
				filter: [[{ field: 'CoId', operator: 'equal', value: 'NL' }]],
				sort: [{ field: 'DbId', descending: false }],
				skip: 200,
			},
			{ metadata: false },
		);
		expect(request.path).toBe('/appconnectorget.asmx');
		expect(request.headers).toEqual({
			'Content-Type': 'text/xml; charset=utf-8',
			Accept: 'text/xml',
			SOAPAction: '"urn:Afas.Profit.Services/GetDataWithOptions"',
		});
		expect(request.body).toBe(
			'<?xml version="1.0" encoding="utf-8"?>' +
				'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
				'<GetDataWithOptions xmlns="urn:Afas.Profit.Services">' +
				'<connectorId>Profit_Debtor</connectorId>' +
				'<filtersXml>&lt;Filters&gt;&lt;Filter FilterId="Filter 1"&gt;' +
				'&lt;Field FieldId="CoId" OperatorType="1"&gt;NL&lt;/Field&gt;&lt;/Filter&gt;&lt;/Filters&gt;</filtersXml>' +
				'<skip>200</skip><take>100</take>' +
				'<options>&lt;options&gt;&lt;Outputmode&gt;1&lt;/Outputmode&gt;&lt;Metadata&gt;0&lt;/Metadata&gt;' +
				'&lt;Outputoptions&gt;3&lt;/Outputoptions&gt;&lt;Index&gt;&lt;Field FieldId="DbId" OperatorType="1"/&gt;' +
				'&lt;/Index&gt;&lt;/options&gt;</options>' +
				'</GetDataWithOptions></soap:Body></soap:Envelope>',
		);
	});

	it('always sends skip and take, and nothing for a filter or sort that is not there', () => {
		const { body } = getDataRequest(query, { metadata: false });
		expect(parametersOf(body).map(([name]) => name)).toEqual([
			'connectorId',
			'skip',
			'take',
			'options',
		]);
		expect(parameter(body, 'options')).not.toContain('Index');
	});

	it('asks for the schema only when told to', () => {
		const metadata = (wanted: boolean) =>
			textOf(
				childNamed(
					parseXml(parameter(getDataRequest(query, { metadata: wanted }).body, 'options')),
					'Metadata',
				)!,
			);
		expect([metadata(true), metadata(false)]).toEqual(['1', '0']);
	});

	it('sorts ascending as 1 and descending as 0, in order', () => {
		const sort = [
			{ field: 'B', descending: true },
			{ field: 'A', descending: false },
		];
		const options = parameter(
			getDataRequest({ ...query, sort }, { metadata: false }).body,
			'options',
		);
		const index = childNamed(parseXml(options), 'Index')!;
		expect(childElements(index).map(({ attributes }) => [...attributes.values()])).toEqual([
			['B', '0'],
			['A', '1'],
		]);
	});

	it('numbers every operator as AFAS does and keeps AND and OR apart', () => {
		const all = OPERATORS.map((operator) => ({ field: 'F', operator, value: 'x' }));
		const isSearch = (operator: string) => /With|ontain/.test(operator);
		const filter = [
			all.filter(({ operator }) => !isSearch(operator)),
			[{ field: 'G', operator: 'empty' as const, value: '' }],
			// Asked for in both forms that AFAS may want.
			...all.filter(({ operator }) => isSearch(operator)).map((condition) => [condition]),
		];
		const xml = parameter(
			getDataRequest({ ...query, filter }, { metadata: false }).body,
			'filtersXml',
		);
		const groups = childElements(parseXml(xml));
		const numbers = groups.map((group) =>
			childElements(group).map(({ attributes }) => attributes.get('OperatorType')),
		);
		expect(numbers).toEqual([
			['1', '2', '3', '4', '5', '7', '8', '9', '15'],
			['8'],
			...[['6'], ['6'], ['10'], ['10'], ['11', '11'], ['12', '12'], ['13'], ['13'], ['14', '14']],
		]);
		expect(groups.map(({ attributes }) => attributes.get('FilterId'))).toEqual(
			groups.map((_group, index) => `Filter ${index + 1}`),
		);
		expect(xml).toMatch(/<Field FieldId="G" OperatorType="8"\/>/);
	});

	it.each([
		`a,b;c`,
		`<Filter>&amp;</Filter>`,
		`]]>`,
		` " ' `,
		'line\r\nline\ttab',
		'é😀',
		'&lt;',
		'%_',
		'\u00a0',
	])('brings the value %j to AFAS as it is', (value) => {
		const filter = [[{ field: value, operator: 'contains' as const, value }]];
		const { body } = getDataRequest({ ...query, filter }, { metadata: false });
		const [field] = childElements(childElements(parseXml(parameter(body, 'filtersXml')))[0]);
		expect(textOf(field)).toBe(value);
		expect(field.attributes.get('FieldId')).toBe(value);
	});

	it.each([
		['\u0000', 'U+0000'],
		['a\u001fb', 'U+001F'],
		['\ud83d', 'U+D83D'],
		['\uffff', 'U+FFFF'],
	])('refuses %j in a value and names the field', (value, code) => {
		const filter = [[{ field: 'Name', operator: 'equal' as const, value }]];
		expect(() => getDataRequest({ ...query, filter }, { metadata: false })).toThrow(
			`The filter value for 'Name' holds the character ${code}, which XML cannot carry`,
		);
	});
});

describe('the other calls', () => {
	it('writes data as text of its own', () => {
		const dataXml = '<KnSubject><Element SbId="1&amp;2"/></KnSubject>';
		const { path, headers, body } = executeRequest('KnSubject', dataXml);
		expect(path).toBe('/appconnectorupdate.asmx');
		expect(headers.SOAPAction).toBe('"urn:Afas.Profit.Services/Execute"');
		expect(parametersOf(body)).toEqual([
			['connectorType', 'KnSubject'],
			['connectorVersion', '1'],
			['dataXml', dataXml],
		]);
	});

	it.each([
		[versionRequest(), '/appconnectorversioninfo.asmx', 'GetProductVersion', []],
		[
			attachmentRequest('25', 'AB12'),
			'/appconnectorsubject.asmx',
			'GetAttachment',
			[
				['subjectID', '25'],
				['fileId', 'AB12'],
			],
		],
		[
			attachmentListRequest('25'),
			'/appconnectorsubject.asmx',
			'GetSubjectAttachmentInfo',
			[['subjectID', '25']],
		],
		[
			reportRequest('0A1B', [[{ field: 'U001', operator: 'equal', value: '2026' }]]),
			'/appconnectorreport.asmx',
			'Execute',
			[
				['reportID', '0A1B'],
				[
					'filtersXml',
					'<Filters><Filter FilterId="Filter 1"><Field FieldId="U001" OperatorType="1">2026</Field></Filter></Filters>',
				],
			],
		],
		[reportRequest('0A1B', []), '/appconnectorreport.asmx', 'Execute', [['reportID', '0A1B']]],
	])('calls %#', (request, path, method, parameters) => {
		expect(request.path).toBe(path);
		expect(request.headers.SOAPAction).toBe(`"urn:Afas.Profit.Services/${method}"`);
		expect(parametersOf(request.body)).toEqual(parameters);
	});

	it('has no place for a token or the IntegrationId in the envelope', () => {
		const requests = [
			getDataRequest(query, { metadata: true }),
			executeRequest('KnSubject', '<KnSubject/>'),
			versionRequest(),
			attachmentRequest('1', '2'),
			attachmentListRequest('1'),
			reportRequest('1', []),
		];
		for (const { body, headers } of requests) {
			expect(body).not.toMatch(/token|integration/i);
			expect(Object.keys(headers).sort()).toEqual(['Accept', 'Content-Type', 'SOAPAction']);
		}
	});
});
