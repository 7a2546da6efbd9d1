import { itemToRecord } from '../../../../nodes/Afas/profit/records/itemToRecord';
import { recordToElement } from '../../../../nodes/Afas/profit/records/recordToElement';
import { FB_SALES, KN_SALES_RELATION } from './metainfo';

describe('itemToRecord', () => {
	it('takes what the connector knows, with and without @, nested and as columns', () => {
		const item = {
			'@DbId': '25000',
			CuId: 'EUR',
			cuid: 'other case',
			email: 'x@example.com',
			'KnOrganisation.Nm': 'X',
			KnOrganisation: { BcCo: '1', KnBankAccount: [{ Iban: 'NL1' }] },
		};
		expect(itemToRecord(item, KN_SALES_RELATION)).toEqual({
			record: {
				'@DbId': '25000',
				CuId: 'EUR',
				KnOrganisation: { BcCo: '1', Nm: 'X', KnBankAccount: [{ Iban: 'NL1' }] },
			},
			ignored: ['cuid', 'email'],
		});
		expect(item.KnOrganisation).not.toHaveProperty('Nm');
	});

	// docs/afas.md rule 12: a known name is never dropped.
	it('takes a path of any depth, and a field of a row', () => {
		const item = {
			'KnOrganisation.KnBankAccount.Iban': 'NL1',
			'KnOrganisation.@BcCo': '1',
			'KnOrganisation.Nothing': 'x',
			'KnOrganisation.KnBankAccount.Iban.x': 'x',
			'.': 'x',
		};
		expect(itemToRecord(item, KN_SALES_RELATION)).toEqual({
			record: { KnOrganisation: { '@BcCo': '1', KnBankAccount: { Iban: 'NL1' } } },
			ignored: ['KnOrganisation.Nothing', 'KnOrganisation.KnBankAccount.Iban.x', '.'],
		});
		expect(itemToRecord({ 'FbSalesLines.ItCd': 'A1' }, FB_SALES)).toEqual({
			record: { FbSalesLines: { ItCd: 'A1' } },
			ignored: [],
		});
	});

	const lines = [{ ItCd: 'A1', QuUn: 5 }];
	it.each<[string, unknown]>([
		['a list', lines],
		['one object', lines[0]],
		['JSON text', JSON.stringify(lines)],
		['JSON text of one object', JSON.stringify(lines[0])],
	])('reads rows as %s', (_case, FbSalesLines) => {
		const { record } = itemToRecord({ DbId: '1', FbSalesLines }, FB_SALES);
		const { element, findings } = recordToElement(record, FB_SALES);
		expect(findings).toEqual([]);
		expect(element.objects[0].elements[0].fields).toEqual([
			['ItCd', 'A1'],
			['QuUn', 5],
		]);
	});

	it('takes a list of one object together with fields of that object', () => {
		const item = { KnOrganisation: [{ BcCo: '1' }], 'KnOrganisation.Nm': 'X' };
		expect(itemToRecord(item, KN_SALES_RELATION).record).toEqual({
			KnOrganisation: { BcCo: '1', Nm: 'X' },
		});
	});

	it.each<[string, Record<string, unknown>, RegExp]>([
		[
			'several rows and a field of one',
			{ KnOrganisation: [{ BcCo: '1' }, { BcCo: '2' }], 'KnOrganisation.Nm': 'X' },
			/'KnOrganisation' is not one object/,
		],
		[
			'one field twice',
			{ KnOrganisation: { Nm: 'A' }, 'KnOrganisation.Nm': 'B' },
			/'KnOrganisation.Nm' is given twice/,
		],
	])('refuses %s, instead of losing one of them', (_case, item, message) => {
		expect(() => itemToRecord(item, KN_SALES_RELATION)).toThrow(message);
	});

	// docs/afas.md rule 12: a known name is never dropped.
	it.each<[string, Record<string, unknown>, string]>([
		['a list for a field', { Rm: ['a', 'b'] }, 'Rm'],
		['an object for a field', { DbId: { id: 1 } }, 'DbId'],
		['text for rows', { FbSalesLines: 'A1, A2' }, 'FbSalesLines'],
		['a number for rows', { FbSalesLines: 3 }, 'FbSalesLines'],
		['null for rows', { FbSalesLines: null }, 'FbSalesLines'],
		['a mixed list', { FbSalesLines: [{ ItCd: 'A1' }, 2] }, 'FbSalesLines[1]'],
	])('rule 12: %s is named', (_case, item, path) => {
		const { record } = itemToRecord(item, FB_SALES);
		expect(recordToElement(record, FB_SALES).findings.map((finding) => finding.path)).toEqual([
			path,
		]);
	});

	it('keeps an unknown name in a row, for the checks to refuse, and leaves "" in a row alone', () => {
		const { record } = itemToRecord(
			{ FbSalesLines: [{ ItCd: 'A1', Colour: 'red', QuUn: '' }] },
			FB_SALES,
		);
		expect(record).toEqual({ FbSalesLines: [{ ItCd: 'A1', Colour: 'red' }] });
	});
});
