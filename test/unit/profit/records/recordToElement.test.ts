import { recordToElement } from '../../../../nodes/Afas/profit/records/recordToElement';
import { restBody, restElementBytes } from '../../../../nodes/Afas/profit/rest/restBody';
import { FB_SALES, KN_SALES_RELATION } from './metainfo';

function bodyOf(record: Record<string, unknown>, info = FB_SALES) {
	const { element, findings } = recordToElement(record, info);
	return { body: restBody(info.name, [element], 'insert'), findings };
}

describe('recordToElement and restBody', () => {
	it('tell keys, fields and sub-objects apart, at any depth, in the order of the metainfo', () => {
		const { body, findings } = bodyOf({
			FbSalesLines: [
				{ QuUn: '5', ItCd: 'A1', FbOrderSerialLines: { SeNu: '0001' } },
				{ '@Action': 'Update', GuLi: 'G-2', QuUn: 2 },
			],
			DbId: '00025',
			OrNu: 'SO1',
			OrDa: '2026-07-01T12:00:00Z',
		});
		expect(findings).toEqual([]);
		expect(JSON.stringify(body)).toBe(
			JSON.stringify({
				FbSales: {
					Element: {
						Fields: { OrNu: 'SO1', OrDa: '2026-07-01T14:00:00', DbId: '00025' },
						Objects: [
							{
								FbSalesLines: {
									Element: [
										{
											Fields: { ItCd: 'A1', QuUn: 5 },
											Objects: [
												{ FbOrderSerialLines: { Element: [{ Fields: { SeNu: '0001' } }] } },
											],
										},
										{ Fields: { '@Action': 'update', GuLi: 'G-2', QuUn: 2 } },
									],
								},
							},
						],
					},
				},
			}),
		);
	});

	it('force a key with @, keep the plain one as a field, and take @Action in any letter case', () => {
		const { body } = bodyOf({ '@OrNu': '', OrNu: 'SO1', '@Other': 7, '@action': 'insert' });
		expect(body).toEqual({
			FbSales: {
				Element: { '@OrNu': '', '@Other': '7', Fields: { '@Action': 'insert', OrNu: 'SO1' } },
			},
		});
	});

	it('make a field empty with null and leave undefined alone, as an empty list leaves a sub-object', () => {
		const { body } = bodyOf({ Rm: null, AmFt: '', DbId: undefined, FbSalesLines: [] });
		expect(body).toEqual({ FbSales: { Element: { Fields: { AmFt: '', Rm: '' } } } });
	});

	it('let unknown names through: values as fields, objects and lists as sub-objects', () => {
		const { body, findings } = bodyOf({
			U1234: '007',
			Qty: 3,
			KnS04: { U1: true },
			orda: '2026-03-01',
		});
		expect(findings).toEqual([]);
		expect(body).toEqual({
			FbSales: {
				Element: {
					Fields: { U1234: '007', Qty: 3, orda: '2026-03-01' },
					Objects: [{ KnS04: { Element: [{ Fields: { U1: true } }] } }],
				},
			},
		});
	});

	it('name each value whose shape has no place, with its path', () => {
		const { findings } = bodyOf({
			'@Action': 'replace',
			DbId: ['1', '2'],
			OrNu: { a: 1 },
			FbSalesLines: [{ ItCd: 'A' }, 'B', { FbOrderSerialLines: 'C' }],
			Unknown: ['x'],
		});
		expect(findings.map(({ path }) => path)).toEqual([
			'@Action',
			'DbId',
			'OrNu',
			'FbSalesLines[1]',
			'FbSalesLines[2].FbOrderSerialLines',
			'Unknown[0]',
		]);
	});

	it('write a list of Elements for several records and one object for one', () => {
		const elements = ['A', 'B'].map((DbId) => recordToElement({ DbId }, FB_SALES).element);
		expect(restBody('FbSales', elements, 'insert')).toEqual({
			FbSales: { Element: [{ Fields: { DbId: 'A' } }, { Fields: { DbId: 'B' } }] },
		});
	});

	it('write a single sub-object as a list of one, as AFAS declares it', () => {
		const { body } = bodyOf({ KnOrganisation: { Nm: 'X' } }, KN_SALES_RELATION);
		expect(body).toEqual({
			KnSalesRelationOrg: {
				Element: { Objects: [{ KnOrganisation: { Element: [{ Fields: { Nm: 'X' } }] } }] },
			},
		});
	});

	it('treat __proto__ and constructor as names', () => {
		const record = JSON.parse(
			'{"__proto__": "a", "constructor": "b", "FbSalesLines": {"__proto__": {"x": 1}}}',
		) as Record<string, unknown>;
		const { body } = bodyOf(record);
		expect(JSON.stringify(body)).toBe(
			'{"FbSales":{"Element":{"Fields":{"__proto__":"a","constructor":"b"},"Objects":[{"FbSalesLines":{"Element":[{"Objects":[{"__proto__":{"Element":[{"Fields":{"x":1}}]}}]}]}}]}}}',
		);
		expect(({} as Record<string, unknown>).x).toBeUndefined();
	});

	it.each<[string, unknown, string]>([
		['a number that is none', Number.NaN, 'number'],
		['a number without end', Number.POSITIVE_INFINITY, 'number'],
		['a date that is none', new Date('soon'), 'date'],
		['a date of Luxon that is none', { toISO: () => null }, 'date'],
	])('refuse %s, which as text would look like a value', (_case, value, kind) => {
		const { element, findings } = recordToElement({ Rm: value, '@OrNu': value }, FB_SALES);
		const message = expect.stringContaining(`is not a ${kind} that exists`);
		expect(findings).toEqual([
			{ path: 'Rm', message },
			{ path: 'OrNu', message },
		]);
		expect([element.fields, element.keys]).toEqual([[], []]);
	});

	it('refuse an action that is no text', () => {
		const { findings } = bodyOf({ '@Action': { toString: 'x' } });
		expect(findings).toEqual([
			{ path: '@Action', message: expect.stringContaining('is no action') },
		]);
	});

	it('refuse a record that is nested without end', () => {
		let record: Record<string, unknown> = { X: 1 };
		for (let level = 0; level < 5_000; level++) record = { Deep: record };
		expect(bodyOf(record).findings).toHaveLength(1);
	});

	it('count bytes as they are sent, not characters', () => {
		const { element } = recordToElement({ DbId: 'é€' }, FB_SALES);
		// {"Fields":{"DbId":"…"}} is 22 characters around two of 2 and 3 bytes.
		expect(restElementBytes(element)).toBe(22 + 5);
	});
});
