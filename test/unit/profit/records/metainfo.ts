import { parseUpdateConnectorInfo } from '../../../../nodes/Afas/profit/metainfo/parseUpdate';

interface FieldShape {
	dataType?: string;
	label?: string;
	primaryKey?: boolean | string;
	mandatory?: boolean;
	length?: number;
	decimals?: number;
	values?: Array<{ id: string; description: string }>;
}

/** A field as AFAS's metainfo shows it. */
export function field(fieldId: string, shape: FieldShape = {}): Record<string, unknown> {
	return {
		fieldId,
		primaryKey: false,
		dataType: 'string',
		label: '',
		mandatory: false,
		length: 0,
		decimals: 0,
		notzero: false,
		controlType: 0,
		values: null,
		...shape,
	};
}

const ADDRESS = {
	name: 'KnBasicAddressAdr',
	fields: [field('Ad', { label: 'Straat', length: 60 })],
};

/** A sales order with lines of lines, in the shape of AFAS's FbSales. */
export const FB_SALES = parseUpdateConnectorInfo({
	id: 'FbSales',
	name: 'FbSales',
	description: 'Verkooporder',
	fields: [
		field('OrNu', { label: 'Nummer', primaryKey: 'true', length: 12 }),
		field('OrDa', { label: 'Orderdatum', dataType: 'date' }),
		field('DbId', { label: 'Verkooprelatie', mandatory: true, length: 16 }),
		field('AmFt', { label: 'Vrachtkosten', dataType: 'decimal' }),
		field('Days', { label: 'Betaaltermijn', dataType: 'int' }),
		field('PrTp', { label: 'Proforma', dataType: 'boolean' }),
		field('Rm', { label: 'Opmerking', dataType: 'blob' }),
		field('VaIt', {
			label: 'Soort item',
			values: [
				{ id: 'Wst', description: 'Werksoort' },
				{ id: 'Art', description: 'Artikel' },
			],
		}),
	],
	objects: [
		{
			name: 'FbSalesLines',
			fields: [
				field('GuLi', { label: 'GUID regel', primaryKey: true }),
				field('ItCd', { label: 'Itemcode', mandatory: true, length: 4 }),
				field('QuUn', { label: 'Aantal', dataType: 'decimal', mandatory: true }),
			],
			objects: [
				{
					name: 'FbOrderSerialLines',
					fields: [field('SeNu', { label: 'Serienummer' })],
					objects: null,
				},
			],
		},
	],
});

/** A sales relation with an organisation, whose contacts hold persons, who hold contacts. */
export const KN_SALES_RELATION = parseUpdateConnectorInfo({
	id: 'KnSalesRelationOrg',
	name: 'KnSalesRelationOrg',
	description: 'Verkooprelatie (organisatie)',
	fields: [
		field('CuId', { label: 'Valuta' }),
		field('DbId', { label: 'Nummer', primaryKey: true }),
		field('IsDb', { label: 'Is debiteur', dataType: 'boolean', mandatory: true }),
	],
	objects: [
		{
			name: 'KnOrganisation',
			fields: [
				field('MatchOga', { label: 'Organisatie vergelijken op' }),
				field('BcCo', { label: 'Nummer', primaryKey: true }),
				field('Nm', { label: 'Naam', mandatory: true }),
			],
			objects: [
				ADDRESS,
				{ name: 'KnBankAccount', fields: [field('Iban', { label: 'IBAN' })] },
				{
					name: 'KnContact',
					fields: [field('Fu', { label: 'Functie' })],
					objects: [
						{
							name: 'KnPerson',
							fields: [field('LaNm', { label: 'Achternaam', mandatory: true })],
							objects: [],
						},
					],
				},
			],
		},
	],
});
