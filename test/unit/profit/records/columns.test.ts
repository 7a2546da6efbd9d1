import {
	columnsOf,
	keyColumnsOf,
	type Column,
} from '../../../../nodes/Afas/profit/records/columns';
import { fieldsToRecord } from '../../../../nodes/Afas/profit/records/fieldsToRecord';
import { parseUpdateConnectorInfo } from '../../../../nodes/Afas/profit/metainfo/parseUpdate';
import { FB_SALES, KN_SALES_RELATION, field } from './metainfo';

function column(columns: Column[], id: string): Column {
	const found = columns.find((one) => one.id === id);
	if (!found) throw new Error(`no column ${id}`);
	return found;
}

describe('columnsOf', () => {
	it('shows keys first, then mandatory fields, both marked; the rest can be added by label', () => {
		const columns = columnsOf(FB_SALES);
		expect(columns.map(({ label, shown }) => [label, shown])).toEqual([
			['Nummer (OrNu, key)', true],
			['Verkooprelatie * (DbId)', true],
			['Betaaltermijn (Days)', false],
			['FbSalesLines (rows)', false],
			['Opmerking (Rm)', false],
			['Orderdatum (OrDa)', false],
			['Proforma (PrTp)', false],
			['Soort item (VaIt)', false],
			['Vrachtkosten (AmFt)', false],
		]);
	});

	it('gives each field the type of its values', () => {
		const columns = columnsOf(FB_SALES);
		expect(column(columns, 'DbId').type).toBe('string');
		expect(column(columns, 'OrDa').type).toBe('dateTime');
		expect(column(columns, 'AmFt').type).toBe('number');
		expect(column(columns, 'Days').type).toBe('number');
		expect(column(columns, 'Rm').type).toBe('string');
		expect(column(columns, 'PrTp')).toMatchObject({
			type: 'options',
			options: [
				{ name: 'Yes', value: true },
				{ name: 'No', value: false },
			],
		});
		expect(column(columns, 'VaIt')).toMatchObject({
			type: 'options',
			options: [
				{ name: 'Werksoort (Wst)', value: 'Wst' },
				{ name: 'Artikel (Art)', value: 'Art' },
			],
		});
		expect(column(columns, 'FbSalesLines')).toMatchObject({
			type: 'array',
			template: {
				'GUID regel (GuLi)': '',
				'Itemcode * (ItCd)': '',
				'Aantal * (QuUn)': '',
				FbOrderSerialLines: [],
			},
		});
	});

	it.each([
		['Begintijd', 'time'],
		['Start time Sunday', 'time'],
		['Datum/tijd', 'dateTime'],
		['Starting date and time', 'dateTime'],
		['Orderdatum', 'dateTime'],
		['', 'dateTime'],
	])('takes a date labelled %j as %s', (label, type) => {
		const info = parseUpdateConnectorInfo({
			id: 'X',
			fields: [field('StTi', { dataType: 'date', label })],
		});
		expect(columnsOf(info)[0].type).toBe(type);
	});

	it('gives a single sub-object columns of its own, two levels down, and the deeper one a list', () => {
		const columns = columnsOf(KN_SALES_RELATION);
		expect(column(columns, 'KnOrganisation.Nm')).toMatchObject({
			label: 'KnOrganisation › Naam * (Nm)',
			mandatory: true,
			shown: false,
		});
		expect(column(columns, 'KnOrganisation.BcCo').key).toBe(false);
		expect(column(columns, 'KnOrganisation.KnBasicAddressAdr.Ad').label).toBe(
			'KnOrganisation › KnBasicAddressAdr › Straat (Ad)',
		);
		expect(column(columns, 'KnOrganisation.KnBankAccount').type).toBe('array');
		expect(column(columns, 'KnOrganisation.KnContact.KnPerson')).toMatchObject({
			type: 'array',
			template: { 'Achternaam * (LaNm)': '' },
		});
	});

	it('does not open an object within an object of the same name', () => {
		const info = parseUpdateConnectorInfo({
			id: 'KnContact',
			objects: [
				{
					name: 'KnPerson',
					fields: [field('LaNm')],
					objects: [{ name: 'KnPerson', fields: [field('LaNm')] }],
				},
			],
		});
		expect(columnsOf(info).map(({ id, type }) => `${id} ${type}`)).toEqual([
			'KnPerson.@Action options',
			'KnPerson.KnPerson array',
			'KnPerson.LaNm string',
		]);
	});

	it('lists the key columns for a delete', () => {
		expect(keyColumnsOf(FB_SALES).map(({ id, key }) => [id, key])).toEqual([['OrNu', true]]);
	});
});

describe('fieldsToRecord', () => {
	it('puts values back where they belong, and reads rows from a list, an object or JSON text', () => {
		const values = {
			DbId: '25000',
			IsDb: false,
			CuId: null,
			'KnOrganisation.Nm': 'X',
			'KnOrganisation.KnBasicAddressAdr.Ad': 'Dam',
			'KnOrganisation.KnBankAccount': '[{"Iban": "NL1"}]',
			'KnOrganisation.KnContact.KnPerson': { LaNm: 'Y' },
			'KnOrganisation.MatchOga': undefined,
		};
		expect(fieldsToRecord(values, KN_SALES_RELATION)).toEqual({
			DbId: '25000',
			IsDb: false,
			CuId: null,
			KnOrganisation: {
				Nm: 'X',
				KnBasicAddressAdr: { Ad: 'Dam' },
				KnBankAccount: [{ Iban: 'NL1' }],
				KnContact: { KnPerson: [{ LaNm: 'Y' }] },
			},
		});
	});

	it('leaves a list column that was not filled in alone', () => {
		expect(fieldsToRecord({ FbSalesLines: '' }, FB_SALES)).toEqual({});
		expect(() => fieldsToRecord({ FbSalesLines: null }, FB_SALES)).toThrow(
			/something other than rows/,
		);
		expect(fieldsToRecord({ FbSalesLines: '[]' }, FB_SALES)).toEqual({});
	});

	it('reads a template row by the names in its brackets, and leaves alone what is empty, as a box of the form', () => {
		const { template } = column(columnsOf(FB_SALES), 'FbSalesLines');
		const row = { ...template, 'Itemcode * (ItCd)': 'A1', Remark: null };
		const text = JSON.stringify([
			row,
			{ ItCd: 'A2', QuUn: '', Serial: [{ 'Nr. (SeNu)': '7', Re: '' }] },
		]);
		expect(fieldsToRecord({ FbSalesLines: text }, FB_SALES)).toEqual({
			FbSalesLines: [
				{ ItCd: 'A1', Remark: null },
				{ ItCd: 'A2', Serial: [{ SeNu: '7' }] },
			],
		});
	});

	it('refuses a template row that was not filled in, rather than a record without it', () => {
		const { template } = column(columnsOf(FB_SALES), 'FbSalesLines');
		expect(() => fieldsToRecord({ FbSalesLines: JSON.stringify([template]) }, FB_SALES)).toThrow(
			"'FbSalesLines' has a row in which nothing is filled in",
		);
	});

	it('keeps long numbers in JSON text exact', () => {
		const record = fieldsToRecord({ FbSalesLines: '{"QuUn": 12345678901234567.89}' }, FB_SALES);
		expect(record).toEqual({ FbSalesLines: [{ QuUn: '12345678901234567.89' }] });
	});

	it.each([['[{]'], ['"text"'], ['[1]']])('refuses %s as rows and names the column', (text) => {
		expect(() => fieldsToRecord({ FbSalesLines: text }, FB_SALES)).toThrow(/'FbSalesLines'/);
	});

	it('passes a name on that is no column any more, for the checks to name', () => {
		expect(fieldsToRecord({ Gone: 1, 'KnOrganisation.Gone': 2 }, KN_SALES_RELATION)).toEqual({
			Gone: 1,
			KnOrganisation: { Gone: 2 },
		});
	});
});
