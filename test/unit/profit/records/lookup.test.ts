import { parseGetConnectorInfo } from '../../../../nodes/Afas/profit/metainfo/parseGetConnector';
import { parseUpdateConnectorInfo } from '../../../../nodes/Afas/profit/metainfo/parseUpdate';
import {
	isUnchanged,
	keysOfRow,
	assertFilled,
	lookupColumns,
	lookupConditions,
	withTrimmedMatches,
} from '../../../../nodes/Afas/profit/records/lookup';
import { recordToElement } from '../../../../nodes/Afas/profit/records/recordToElement';
import { FB_SALES, field } from './metainfo';

describe('lookupConditions', () => {
	it('wants all columns equal, with values as AFAS compares them', () => {
		expect(
			lookupConditions([
				{ field: 'Email', value: 'a@b.nl' },
				{ field: 'Number', value: '0012' },
				{ field: 'Amount', value: 3 },
				{ field: 'Since', value: new Date('2026-07-01T10:00:00Z') },
			]),
		).toEqual([
			{ field: 'Email', operator: 'equal', value: 'a@b.nl' },
			{ field: 'Number', operator: 'equal', value: '0012' },
			{ field: 'Amount', operator: 'equal', value: '3' },
			{ field: 'Since', operator: 'equal', value: '2026-07-01T12:00:00' },
		]);
	});

	it.each<[string, Array<{ field: string; value: unknown }>, RegExp]>([
		['no entry', [], /'Lookup Match' is empty/],
		['no field', [{ field: '', value: 1 }], /Entry 1 of 'Lookup Match' has no field/],
		['an empty value', [{ field: 'Email', value: '' }], /no value for Email/],
		['null', [{ field: 'Email', value: null }], /no value for Email/],
		['undefined', [{ field: 'Email', value: undefined }], /no value for Email/],
		['an object', [{ field: 'Email', value: { a: 1 } }], /Email something that is no text/],
		['an object without a text', [{ field: 'A', value: { toString: 1 } }], /no text/],
		['a list', [{ field: 'Email', value: ['a'] }], /Email something that is no text/],
		['a number that is none', [{ field: 'Number', value: Number.NaN }], /no text, number/],
		['a date that is none', [{ field: 'Since', value: { toISO: () => null } }], /no text/],
	])('refuses %s, which would find other records', (_, matches, message) => {
		expect(() => assertFilled(lookupConditions(matches))).toThrow(message);
	});
});

describe('keysOfRow', () => {
	const info = parseUpdateConnectorInfo({
		id: 'KnDimCode',
		fields: [
			field('AxId', { primaryKey: true }),
			field('DaBe', { primaryKey: true, dataType: 'date' }),
			field('Ds'),
		],
	});

	const shows = (...ids: string[]) =>
		parseGetConnectorInfo({ name: 'X', fields: ids.map((id) => ({ id, dataType: 'string' })) });

	it('takes keys from the column with their name, or the one that is named', () => {
		const row = { AxId: '0012', Start: '2026-01-01T00:00:00Z', Ds: 'x' };
		const columns = lookupColumns(
			info,
			[{ keyField: 'DaBe', field: 'start' }],
			shows('AxId', 'Start', 'Ds'),
		);
		expect(keysOfRow(row, info, columns)).toEqual([
			['AxId', '0012'],
			['DaBe', '2026-01-01T00:00:00'],
		]);
	});

	it('takes a key that the metainfo does not mark, as the user says', () => {
		const row = { AxId: 1, DaBe: '2026-01-01', Code: 'c' };
		const columns = lookupColumns(
			info,
			[{ keyField: '@Ds', field: 'Code' }],
			shows('AxId', 'DaBe', 'Code'),
		);
		expect(keysOfRow(row, info, columns)).toEqual([
			['AxId', '1'],
			['DaBe', '2026-01-01'],
			['@Ds', 'c'],
		]);
	});

	it('refuses a key without a column, whether or not there is a row', () => {
		expect(() => lookupColumns(info, [], shows('AxId'))).toThrow(/no column DaBe for the key DaBe/);
		const wrong = [{ keyField: 'DaBe', field: 'Gone' }];
		expect(() => lookupColumns(info, wrong, shows('AxId', 'DaBe'))).toThrow(/no column Gone/);
	});

	it.each([null, '', '  '])('refuses a key that is empty in the row: %j', (value) => {
		const columns = lookupColumns(info, [], shows('AxId', 'DaBe'));
		expect(() => keysOfRow({ AxId: '1', DaBe: value }, info, columns)).toThrow(
			/column DaBe is empty/,
		);
	});

	it('refuses a connector with unknown keys, unless the user names them', () => {
		const none = parseUpdateConnectorInfo({ id: 'X', fields: [field('A')] });
		expect(() => lookupColumns(none, [], shows('A'))).toThrow(/what the key of X is/);
		const columns = lookupColumns(none, [{ keyField: 'A', field: 'A' }], shows('A'));
		expect(keysOfRow({ A: '1' }, none, columns)).toEqual([['A', '1']]);
	});
});

describe('withTrimmedMatches', () => {
	it('writes a value that is matched on as it is looked for, and no other', () => {
		const { element } = recordToElement({ DbId: ' WEB-77 ', Rm: ' text ' }, FB_SALES);
		const trimmed = withTrimmedMatches(element, [{ field: 'X', value: ' web-77' }]);
		expect(trimmed.fields).toEqual([
			['DbId', 'WEB-77'],
			['Rm', ' text '],
		]);
	});
});

describe('isUnchanged', () => {
	const unchanged = (record: Record<string, unknown>, row: Record<string, never> | object) =>
		isUnchanged(
			recordToElement(record, FB_SALES).element,
			row as Record<string, string | number | boolean | null>,
			FB_SALES,
		);

	it('is so when every field that would be written has this value in the row', () => {
		expect(
			unchanged(
				{ OrNu: 'SO1', DbId: '0012', AmFt: '3.50', PrTp: 1, OrDa: '2026-03-01', Rm: null },
				{ DbId: '0012', AmFt: 3.5, PrTp: true, OrDa: '2026-03-01T00:00:00Z', Rm: '', More: 'x' },
			),
		).toBe(true);
		expect(unchanged({ AmFt: 3.5 }, { AmFt: '3.5000000000' })).toBe(true);
		expect(unchanged({ PrTp: false }, { PrTp: '0' })).toBe(true);
	});

	it.each<[string, Record<string, unknown>, object]>([
		['another value', { DbId: '0012' }, { DbId: '12' }],
		['another number', { AmFt: 3.5 }, { AmFt: 3.51 }],
		['a field that becomes empty', { Rm: null }, { Rm: 'x' }],
		['a field that was empty', { Rm: 'x' }, { Rm: null }],
		['a time on a day', { OrDa: '2026-03-01T10:00:00' }, { OrDa: '2026-03-01' }],
		['a field without a column', { DbId: '1' }, { dbid: '1' }],
		['a name of Object.prototype', { constructor: 'x' }, {}],
		['rows of a sub-object', { FbSalesLines: [{ ItCd: 'A' }] }, {}],
		['an action', { '@Action': 'delete' }, {}],
	])('is not so with %s', (_, record, row) => {
		expect(unchanged(record, row)).toBe(false);
	});
});
