import type { Condition, Filter, Operator } from '../../../../nodes/Afas/profit/query/filter';
import { parseFilterJson, toFilterJson } from '../../../../nodes/Afas/profit/query/filterJson';
import { withAfasMoments, withAfasValues } from '../../../../nodes/Afas/profit/query/filterValues';
import { fitsRest, rowsPath } from '../../../../nodes/Afas/profit/rest/restQuery';
import type { RowQuery } from '../../../../nodes/Afas/profit/query/rowQuery';

const is = (field: string, value: string, operator: Operator = 'equal'): Condition => ({
	field,
	operator,
	value,
});

function sent(filter: Filter, query: Partial<RowQuery> = {}): URLSearchParams {
	const path = rowsPath({ connector: 'C', filter, sort: [], skip: 0, take: 10, ...query });
	return new URL(path, 'https://example.com').searchParams;
}

describe('the query string of a read', () => {
	it('names connector, skip, take and the order', () => {
		expect(
			rowsPath({
				connector: 'My App Débiteuren',
				filter: [],
				sort: [
					{ field: 'Name', descending: false },
					{ field: 'Date', descending: true },
				],
				skip: 20,
				take: 10,
			}),
		).toBe('/connectors/My%20App%20D%C3%A9biteuren?skip=20&take=10&orderbyfieldids=Name,-Date');
	});

	it('counts apostrophes as they stand on the wire', () => {
		const path = rowsPath({
			connector: 'A',
			filter: [[is('A', "'s-Hertogenbosch")]],
			sort: [],
			skip: 0,
			take: 1,
		});
		expect(new URL(path, 'https://example.com').href).toBe(`https://example.com${path}`);
	});

	it.each([
		['half an emoji in a value', { filter: [[is('A', 'cut \ud83d')]] }, 'half of a character'],
		['half an emoji in a sort', { sort: [{ field: '\ud800', descending: true }] }, 'half of'],
		['a slash in a connector', { connector: '../metainfo' }, "'GetConnector' is '../metainfo'"],
		['a step up', { connector: '..' }, "'GetConnector' is '..'"],
		['no connector', { connector: '' }, "'GetConnector' is empty"],
	])('refuses %s', (_case, part, message) => {
		const query = { connector: 'A', filter: [], sort: [], skip: 0, take: 1, ...part };
		expect(() => rowsPath(query)).toThrow(
			expect.objectContaining({ kind: 'input', message: expect.stringContaining(message) }),
		);
	});

	it('joins AND with commas and OR with semicolons', () => {
		const and = sent([[is('A', '1'), is('B', '2', 'greaterOrEqual')]]);
		expect([and.get('filterfieldids'), and.get('filtervalues'), and.get('operatortypes')]).toEqual([
			'A,B',
			'1,2',
			'1,2',
		]);
		const or = sent([[is('A', '1')], [is('A', '2', 'notEqual')]]);
		expect([or.get('filterfieldids'), or.get('filtervalues'), or.get('operatortypes')]).toEqual([
			'A;A',
			'1;2',
			'1;7',
		]);
	});

	it('sends AND mixed with OR as JSON, which alone can say it', () => {
		const filter = [[is('A', '1'), is('B', '9')], [is('A', '2')]];
		const query = sent(filter);
		expect(query.has('filterfieldids')).toBe(false);
		expect(JSON.parse(query.get('filterjson') ?? '')).toEqual({
			Filters: {
				Filter: [
					{
						'@FilterId': 'Filter 1',
						Field: [
							{ '@FieldId': 'A', '@OperatorType': '1', '#text': '1' },
							{ '@FieldId': 'B', '@OperatorType': '1', '#text': '9' },
						],
					},
					{
						'@FilterId': 'Filter 2',
						Field: [{ '@FieldId': 'A', '@OperatorType': '1', '#text': '2' }],
					},
				],
			},
		});
	});

	test.each(['a/b', 'a&b', 'a+b', 'a#b', '"a"', 'a b', 'é€😀', '%2C', "it's", '<a>', '0012'])(
		'brings the value %j over unchanged',
		(value) => {
			expect(sent([[is('A', value)]]).get('filtervalues')).toBe(value);
		},
	);

	test.each(['a,b', 'a;b', ',', 'x;,y'])('sends %j as JSON, since lists split on it', (value) => {
		const query = sent([[is('A', value)]]);
		expect(query.has('filtervalues')).toBe(false);
		expect(JSON.parse(query.get('filterjson') ?? '').Filters.Filter[0].Field[0]['#text']).toBe(
			value,
		);
	});

	it('takes the shorter form when both say the same', () => {
		const many = Array.from({ length: 30 }, (_, index) => [is('LongFieldName', String(index))]);
		expect(sent(many).has('filtervalues')).toBe(true);
	});

	it('is stopped above 2049 characters, with its length and what to do', () => {
		const query = (length: number): RowQuery => ({
			connector: 'C',
			filter: [[is('A', 'x'.repeat(length))]],
			sort: [],
			skip: 0,
			take: 10,
		});
		const overhead = '?skip=0&take=10&filterfieldids=A&filtervalues=&operatortypes=1'.length;
		expect(rowsPath(query(2049 - overhead)).length).toBe('/connectors/C'.length + 2049);
		expect(fitsRest(query(2049 - overhead))).toBe(true);
		expect(fitsRest(query(2050 - overhead))).toBe(false);
		expect(() => rowsPath(query(2050 - overhead))).toThrow(
			'The query string is 2050 characters long; AFAS takes 2049',
		);
	});
});

describe('AFAS filter JSON', () => {
	it('is read back as it was written', () => {
		const filter = [[is('A', 'x,y'), is('B', '', 'empty')], [is('C', '1', 'quickFilter')]];
		expect(parseFilterJson(toFilterJson(filter))).toEqual(filter);
	});

	const filter = [[is('A', 'x+y&z ü'), is('B', '5')]];

	test.each<[string, (json: string) => string]>([
		['plain', (json) => json],
		['with white space around it', (json) => `\n ${json} \n`],
		['encoded for an address', encodeURIComponent],
		['encoded in part', encodeURI],
		['encoded as a form', (json) => String(new URLSearchParams({ f: json })).slice(2)],
		['with the name of the parameter', (json) => `filterjson=${encodeURIComponent(json)}`],
		['as a query string', (json) => `?filterjson=${encodeURIComponent(json)}`],
		[
			'on several lines, encoded as a form',
			(json) =>
				String(new URLSearchParams({ f: JSON.stringify(JSON.parse(json), null, 2) })).slice(2),
		],
	])('may be %s', (_case, write) => {
		expect(parseFilterJson(write(toFilterJson(filter)))).toEqual(filter);
	});

	it('keeps every digit of a number', () => {
		const json = (number: string) =>
			`{"Filters":{"Filter":{"Field":{"@FieldId":"A","@OperatorType":1,"#text":${number}}}}}`;
		for (const number of ['12345678901234567890', '-0.1234567890123456789', '12', '1.5', 'true']) {
			expect(parseFilterJson(json(number))).toEqual([[is('A', number)]]);
		}
	});

	it('may hold single objects instead of lists, numbers, and no text', () => {
		expect(
			parseFilterJson({ Filters: { Filter: { Field: { '@FieldId': 'A', '@OperatorType': 9 } } } }),
		).toEqual([[is('A', '', 'notEmpty')]]);
	});

	test.each([
		['broken JSON', '{"Filters":', 'it is no valid JSON'],
		['broken JSON that is encoded', encodeURIComponent('{"Filters":'), 'it is no valid JSON'],
		['text that breaks off in a character', '%7B%22a%22%3A%', 'it is no valid JSON'],
		['words', 'Country = NL', 'it is no valid JSON'],
		['nothing', ' ', 'it is empty'],
		...[undefined, null, '', ' ', '\t'].map((text): [string, unknown, string] => [
			`a condition with ${JSON.stringify(text)} for a value, which must not mean every row`,
			{
				Filters: { Filter: [{ Field: { '@FieldId': 'A', '@OperatorType': '1', '#text': text } }] },
			},
			'Field 1 of Filter 1, A, has no #text',
		]),
		[
			'a list as value',
			{
				Filters: { Filter: [{ Field: { '@FieldId': 'A', '@OperatorType': '1', '#text': ['x'] } }] },
			},
			'Field 1 of Filter 1, A, has no text as #text',
		],
		[
			'a number whose last digits are lost already',
			{
				Filters: {
					Filter: [{ Field: { '@FieldId': 'A', '@OperatorType': '1', '#text': 2 ** 60 } }],
				},
			},
			'Field 1 of Filter 1, A, has a number that lost its last digits',
		],
		['another object', {}, 'it has no Filters with a Filter inside'],
		[
			'an empty filter, which must not mean every row',
			{ Filters: { Filter: [{}] } },
			'Filter 1 has no Field',
		],
		[
			'a field without a name',
			{ Filters: { Filter: [{ Field: [{ '@OperatorType': '1' }] }] } },
			'Field 1 of Filter 1 has no @FieldId',
		],
		[
			'an operator AFAS does not have',
			{ Filters: { Filter: [{ Field: [{ '@FieldId': 'A', '@OperatorType': '16' }] }] } },
			'Field 1 of Filter 1 needs an @OperatorType from 1 to 15',
		],
		[
			'an operator that is an object',
			{ Filters: { Filter: { Field: { '@FieldId': 'A', '@OperatorType': { toString: 1 } } } } },
			'Field 1 of Filter 1 needs an @OperatorType from 1 to 15',
		],
	])('refuses %s', (_case, json, reason) => {
		expect(() => parseFilterJson(json)).toThrow(`'Filter JSON' cannot be used: ${reason}`);
	});
});

describe('dates in filters', () => {
	const fields = ['date', 'string'].map((dataType) => ({
		id: dataType,
		fieldId: '',
		label: '',
		dataType,
		length: null,
		decimals: null,
		controlType: null,
	}));

	it('go out as Amsterdam time in date fields only', () => {
		const moment = '2026-07-01T12:00:00Z';
		expect(withAfasValues([[is('date', moment), is('string', moment)]], fields)).toEqual([
			[is('date', '2026-07-01T14:00:00'), is('string', moment)],
		]);
	});

	it('of a report, whose fields have no types, go out so when they are moments in full', () => {
		const moments = [
			['2026-07-01T12:00:00Z', '2026-07-01T14:00:00'],
			['2026-07-01T00:00:00.000-05:00', '2026-07-01'],
			['20260701', '20260701'],
			['2026-07-01', '2026-07-01'],
		];
		expect(withAfasMoments([moments.map(([given]) => is('U001', given))])).toEqual([
			moments.map(([, sent]) => is('U001', sent)),
		]);
		const contains = { field: 'U001', operator: 'contains' as const, value: moments[0][0] };
		expect(withAfasMoments([[contains]])).toEqual([[contains]]);
	});

	it('are refused when they are none', () => {
		expect(() => withAfasValues([[is('date', 'soon')]], fields)).toThrow("'soon' is not a date");
	});
});

describe('an order over REST', () => {
	it.each(['-Amount', 'City, country'])('cannot name the field %s', (field) => {
		const sort = [{ field, descending: false }];
		expect(() => rowsPath({ connector: 'C', filter: [], sort, skip: 0, take: 1 })).toThrow(
			`Over REST, AFAS cannot sort on the field '${field}'`,
		);
	});
});
