import { biLinkPath, biRedirectPath } from '../../../../nodes/Afas/profit/rest/biLink';
import { readBiPage } from '../../../../nodes/Afas/profit/rest/biPage';
import { biPath } from '../../../../nodes/Afas/profit/rest/biQuery';

const REST = 'https://12345.rest.afas.online/ProfitRestServices';

describe('biPath', () => {
	const all = { model: 'Financial_Mutations', select: [], filter: '' };

	it('asks in OData', () => {
		expect(biPath(all)).toBe('/bi/Financial_Mutations');
		expect(biPath({ ...all, model: 'Financial_Mutations/v2/' })).toBe('/bi/Financial_Mutations/v2');
		expect(
			biPath({ ...all, select: ['Year', 'Bedrag €'], filter: " Unit eq 'A&B' ", top: 50 }),
		).toBe(
			'/bi/Financial_Mutations?$select=Year,Bedrag%20%E2%82%AC&$filter=Unit%20eq%20%27A%26B%27&$top=50',
		);
	});

	it.each(['', '..', '../connectors/X', 'a/b', 'a?b', '/a', 'a%2f'])(
		'refuses the model %j',
		(model) => {
			expect(() => biPath({ ...all, model })).toThrow(/'BI Model' is/);
		},
	);

	it('refuses a query that is too long', () => {
		expect(() => biPath({ ...all, filter: 'x'.repeat(2050) })).toThrow(/AFAS takes 2049/);
	});
});

describe('links of a BI model', () => {
	const path = '/bi/Model/v2/?$top=5';
	it.each([
		[`${REST}/bi/Model/v2/?$skiptoken=5`, '/bi/Model/v2/?$skiptoken=5'],
		['?$skiptoken=5', '/bi/Model/v2/?$skiptoken=5'],
		['../v3/', '/bi/Model/v3/'],
		['https://12345.REST.afas.online/profitrestservices/BI/Model/v2/?a=1', '/BI/Model/v2/?a=1'],
	])('to %s are followed', (link, expected) => {
		expect(biLinkPath(link, REST, path)).toBe(expected);
	});

	it.each([
		'https://evil.example/ProfitRestServices/bi/Model/v2/',
		'http://12345.rest.afas.online/ProfitRestServices/bi/Model/v2/',
		'https://12345.rest.afas.online:444/ProfitRestServices/bi/Model/v2/',
		'https://user@12345.rest.afas.online/ProfitRestServices/bi/Model/v2/',
		'https://12345.rest.afas.online.evil.example/ProfitRestServices/bi/Model/v2/',
		'//evil.example/ProfitRestServices/bi/Model/',
		`${REST}/connectors/X`,
		`${REST}/bi/../connectors/X`,
		`${REST}/bi/%2e%2e/connectors/X`,
		`${REST}/bi/..%2fconnectors/X`,
		`${REST}/bi/..%5cconnectors/X`,
		`${REST}/bix/Model`,
		'../../../connectors/X',
		'javascript:alert(1)',
		'https://[',
	])('to %s are refused', (link) => {
		expect(() => biLinkPath(link, REST, path)).toThrow(
			expect.objectContaining({ kind: 'badAnswer', message: expect.stringContaining('sends') }),
		);
	});

	it('keep the query of the call when a redirect has none', () => {
		expect(biRedirectPath('/ProfitRestServices/bi/M/v2/', REST, '/bi/M?$top=5')).toBe(
			'/bi/M/v2/?$top=5',
		);
		expect(biRedirectPath('/ProfitRestServices/bi/M/v2/?x=1', REST, '/bi/M?$top=5')).toBe(
			'/bi/M/v2/?x=1',
		);
		expect(biRedirectPath('/ProfitRestServices/bi/M/v2/', REST, '/bi/M')).toBe('/bi/M/v2/');
	});
});

describe('readBiPage', () => {
	it('gives rows without the remarks of OData, numbers in full', () => {
		const body =
			'{"@odata.context":"x","value":[{"@odata.etag":"e","A":"0012","B":1234567890123456.0123456789,"C":null}],"@odata.nextLink":"n"}';
		expect(readBiPage(body)).toEqual({
			rows: [{ A: '0012', B: '1234567890123456.0123456789', C: null }],
			nextLink: 'n',
		});
		const typed = '{"value":[{"@type":"t","Amount@odata.type":"#Decimal","Amount":"1.50"}]}';
		expect(readBiPage(typed).rows).toEqual([{ Amount: '1.50' }]);
		expect(readBiPage('{"value":[]}')).toEqual({ rows: [], nextLink: undefined });
	});

	it.each([
		['cut off', '{"value":[{"A":1}'],
		['holds no rows', '{"value":{}}'],
		['holds no rows', '{"value":[1]}'],
		['holds no rows', '[]'],
		['A web page', '<html>'],
		['not valid JSON', '{"value":[{"A":01}]}'],
	])('says %s for %s', (expected, body) => {
		expect(() => readBiPage(body)).toThrow(new RegExp(expected));
	});
});
