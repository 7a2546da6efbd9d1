import { field, mapped, updateObject, type UpdateConnector } from '../definition.mts';
import { padded } from '../../connectors/texts.mts';

const DELIVERY_CONDITIONS = {
	'0': 'Deellevering toestaan',
	'1': 'Regel volledig uitleveren',
	'2': 'Order volledig uitleveren',
	'3': 'Geen backorders leveren',
};

export const ITEM_TYPES = {
	'1': 'Werksoort',
	'2': 'Artikel',
	'3': 'Tekst',
	'4': 'Subtotaal',
	'5': 'Toeslag',
	'6': 'Kosten',
	'7': 'Samenstelling',
};

const batchLines = () =>
	updateObject('FbOrderBatchLines', [
		field('BaNu', 'string', 'Partijnummer', 'Batch number', { length: 100, mandatory: true }),
		field('BiUn', 'string', 'Eenheid', 'Unit', { length: 15, mandatory: true, filled: true }),
		field('QuUn', 'decimal', 'Aantal eenheden', 'Number of units', {
			mandatory: true,
			decimals: 6,
		}),
		field('Re', 'blob', 'Opmerking', 'Remark'),
	]);

const serialLines = () =>
	updateObject('FbOrderSerialLines', [
		field('SeNu', 'string', 'Serienummer', 'Serial number', { length: 100, mandatory: true }),
		field('QuUn', 'decimal', 'Aantal eenheden', 'Number of units', {
			mandatory: true,
			decimals: 6,
		}),
	]);

const lines = () =>
	updateObject(
		'FbSalesLines',
		[
			field('GuLi', 'string', 'GUID regel', 'GUID line', { length: 38, keyInFields: true }),
			field('VaIt', 'string', 'Type item', 'Item type', {
				length: 10,
				mandatory: true,
				values: ITEM_TYPES,
			}),
			field('ItCd', 'string', 'Itemcode', 'Item code', {
				length: 40,
				mandatory: true,
				reference: { table: 'Sim_Articles', column: 'ItemCode' },
			}),
			field('Ds', 'string', 'Omschrijving', 'Description', { length: 255 }),
			field('BiUn', 'string', 'Eenheid', 'Unit', { length: 15, mandatory: true, filled: true }),
			field('QuUn', 'decimal', 'Aantal eenheden', 'Number of units', {
				decimals: 6,
				mandatory: true,
				filled: true,
			}),
			field('Upri', 'decimal', 'Prijs per eenheid', 'Price per unit', { decimals: 10 }),
			field('PRDc', 'decimal', '% Regelkorting', '% Line discount'),
			field('War', 'string', 'Magazijn', 'Warehouse', { length: 15 }),
			field('DlDa', 'date', 'Afwijkende leverdatum', 'Deviating delivery date'),
			field('DiDe', 'boolean', 'Rechtstreeks leveren', 'Direct supply from supplier'),
			field('Re', 'blob', 'Opmerking', 'Remark'),
		],
		{
			objects: [batchLines(), serialLines()],
			numbers: [
				{
					field: 'GuLi',
					next: (context) => {
						const number = context.nextNumber('Sim_SalesOrderLines', 'SeqNo');
						return `{FFFFFFFF-0000-4000-8000-${padded(number, 12)}}`;
					},
				},
				{ field: 'BiUn', next: () => 'Stk' },
				{ field: 'QuUn', next: () => 1 },
			],
			target: {
				table: 'Sim_SalesOrderLines',
				key: { GuLi: 'LineGuid' },
				modified: 'ModifiedDate',
				columns: (record, parent) => {
					const columns = mapped(record, {
						GuLi: 'LineGuid',
						VaIt: 'ItemTypeCode',
						ItCd: 'ItemCodeId',
						Ds: 'Description',
						BiUn: 'UnitId',
						QuUn: 'PiecePerUnit',
						Upri: 'PricePerUnit',
					});
					const order = parent?.values.get('OrNu');
					if (parent && order !== undefined) columns.OrderNumber = order;
					const place = parent?.children.get('FbSalesLines')?.indexOf(record) ?? -1;
					if (place >= 0) columns.SeqNo = place + 1;
					const price = Number(record.values.get('Upri') ?? 0);
					if (record.values.has('Upri')) {
						columns.AmtTotal = price * Number(record.values.get('QuUn') ?? 0);
					}
					return columns;
				},
			},
		},
	);

/** Sales orders with their lines. */
export function fbSales(): UpdateConnector {
	return {
		id: 'FbSales',
		description: { nl: 'Verkooporder', en: 'Sales order' },
		methods: ['POST', 'PUT', 'DELETE'],
		result: {
			name: 'FbSales',
			keys: ({ values }) => ({ OrNu: String(values.get('OrNu')) }),
		},
		root: updateObject(
			'FbSales',
			[
				field('OrNu', 'string', 'Nummer', 'Number', { length: 12, keyInFields: true }),
				field('OrDa', 'date', 'Datum', 'Date'),
				field('DbId', 'string', 'Verkooprelatie', 'Sales contact', {
					length: 16,
					mandatory: true,
					reference: { table: 'Sim_Debtors', column: 'DebtorId' },
				}),
				field('DaDe', 'date', 'Gewenste leverdatum', 'Required delivery date'),
				field('CuId', 'string', 'Valuta', 'Currency', { length: 3, mandatory: true, filled: true }),
				field('Rate', 'decimal', 'Koers', 'Exchange rate', { decimals: 10, notzero: true }),
				field('BkOr', 'boolean', 'Backorder', 'Backorder'),
				field('RfCs', 'string', 'Ordernummer/referentie', 'Order number/reference', {
					length: 100,
				}),
				field('VaDu', 'string', 'Btw-plicht', 'VAT duty', { length: 3 }),
				field('PaCd', 'string', 'Betalingsvoorwaarde', 'Payment condition', { length: 5 }),
				field('Unit', 'int', 'Administratie', 'Administration'),
				field('LgId', 'string', 'Taal', 'Language', { length: 3 }),
				field('War', 'string', 'Magazijn', 'Warehouse', { length: 15 }),
				field('DeCo', 'string', 'Leveringsvoorwaarde', 'Delivery conditions', {
					length: 20,
					values: DELIVERY_CONDITIONS,
				}),
				field('InPc', 'decimal', 'Factuurkorting (%)', 'Invoice discount (%)'),
				field('PrId', 'string', 'Project', 'Project', { length: 15 }),
				field('Re', 'blob', 'Opmerking', 'Remark'),
				field(
					'U0A1B2C3D4E5F60718293A4B5C6D7E8F9',
					'string',
					'Webshop <nr> & bron',
					'Web shop <no> & source',
					{
						length: 20,
					},
				),
			],
			{
				objects: [lines()],
				numbers: [
					{
						field: 'OrNu',
						next: (context) => String(context.nextNumber('Sim_SalesOrders', 'OrderNumber')),
					},
					{ field: 'OrDa', next: (context) => context.now() - (context.now() % 86_400_000) },
					{ field: 'CuId', next: () => 'EUR' },
				],
				target: {
					table: 'Sim_SalesOrders',
					key: { OrNu: 'OrderNumber' },
					created: 'CreateDate',
					modified: 'ModifiedDate',
					columns: (record) => ({
						...mapped(record, {
							OrNu: 'OrderNumber',
							OrDa: 'OrderDate',
							DbId: 'DebtorId',
							CuId: 'CurrencyId',
							RfCs: 'CustomerReference',
							InPc: 'Discount',
						}),
					}),
				},
			},
		),
	};
}

/** Articles. */
export function fbItemArticle(): UpdateConnector {
	return {
		id: 'FbItemArticle',
		description: { nl: 'Artikel', en: 'Article' },
		methods: ['POST', 'PUT', 'DELETE'],
		result: {
			name: 'FbItemArticle',
			keys: ({ values }) => ({ ItCd: String(values.get('ItCd')) }),
		},
		root: updateObject(
			'FbItemArticle',
			[
				field('ItCd', 'string', 'Itemcode', 'Item code', { length: 40, keyInFields: true }),
				field('Ds', 'string', 'Omschrijving', 'Description', { length: 80 }),
				field('DsEx', 'blob', 'Extra omschrijving', 'Extra description'),
				field('Grp', 'string', 'Artikelgroep', 'Article group', { length: 15, mandatory: true }),
				field('BiUn', 'string', 'Basiseenheid', 'Basic unit', { length: 15, mandatory: true }),
				field('BiSt', 'boolean', 'Voorraad bijhouden', 'Track stock'),
				field('BiDc', 'int', 'Aantal decimalen', 'Number of decimals'),
				field('PrFc', 'int', 'Prijsfactor', 'Price factor', { notzero: true }),
				field('VaRc', 'string', 'Tariefgroep', 'VAT tariff group', { length: 4 }),
				field('VaTp', 'string', 'Type artikel', 'Article type', {
					length: 20,
					values: { '0': 'Standaard artikel', '1': 'Serienummerartikel', '2': 'Partijartikel' },
				}),
				field('SaPrice', 'decimal', 'Verkoopprijs', 'Sales price', { length: 26, decimals: 10 }),
				field('DatPri', 'date', 'Ingangsdatum prijzen', 'Effective date of prices'),
				field('BaCo', 'string', 'Barcode', 'Barcode', { length: 20 }),
				field('Bl', 'boolean', 'Geblokkeerd', 'Blocked'),
			],
			{
				numbers: [
					{
						field: 'ItCd',
						next: (context) => `N${context.nextNumber('Sim_Articles', 'ItemCode')}`,
					},
				],
				target: {
					table: 'Sim_Articles',
					key: { ItCd: 'ItemCode' },
					created: 'CreateDate',
					modified: 'ModifiedDate',
					columns: (record) =>
						mapped(record, {
							ItCd: 'ItemCode',
							Ds: 'Description',
							DsEx: 'ExtraDescription',
							Grp: 'ArtGroup',
							BiUn: 'UnitId',
							BiSt: 'Stock',
							BiDc: 'BitDecimals',
							PrFc: 'Factor',
							VaRc: 'VATGroup',
							SaPrice: 'SalesPrice',
							BaCo: 'Barcode',
							Bl: 'Blocked',
						}),
				},
			},
		),
	};
}
