import { fields, type Cell } from '../data/fields.mts';
import { Table } from '../data/table.mts';
import { seededRandom } from '../../support/random.ts';
import { once, type GetConnector } from './connector.mts';
import { LATEST } from './relations.mts';
import { NASTY_TEXTS, padded } from './texts.mts';

const DAY = 86_400_000;

/** Item codes that need care in a filter. */
const NASTY_ITEM_CODES = [
	'ART,01',
	'ART;02',
	'ART/03',
	'ART&04',
	'ART+05',
	'ART#06',
	'ART"07',
	"ART'08",
	'ART%09',
	'ART€10',
	'ÉÉN 11',
	'0012',
	'012',
	'12',
	'ART\\12',
	'ART<13>',
	'ART 😀 14',
] as const;

function articles(seed: number, count: number): Table {
	const random = seededRandom(seed + 2);
	const rows: Cell[][] = [];
	for (let at = 0; at < count; at++) {
		const created = LATEST - random.whole(100, 2000) * DAY;
		rows.push([
			NASTY_ITEM_CODES[at] ?? `${random.pick(['A', 'b', 'C'])}-${padded(at, 5)}`,
			at % 50 === 3 ? NASTY_TEXTS[(at / 50) | 0] : `Artikel ${at}`,
			random.next() < 0.6 ? null : NASTY_TEXTS[at % NASTY_TEXTS.length],
			random.pick(['Stk', 'Doos', 'm²', 'Uur']),
			random.whole(1, 12),
			random.pick(['Basis', 'Kaas & worst', 'Überig', null]),
			random.next() < 0.02,
			random.next() < 0.3 ? null : padded(random.whole(0, 9999999), 13),
			random.pick(['1', '2', '3']),
			random.pick(['Art', 'Samenst']),
			random.pick(['2', '3', '7']),
			random.next() < 0.7,
			random.whole(0, 5),
			// Up to 10 decimals, also below zero and below one.
			random.pick([12.5, 0.0000000001, -0.5, 1234.0123456789, -98765.4321, 0, 19.99]),
			created,
			Math.min(LATEST, created + random.whole(0, 100 * DAY)),
		]);
	}
	return new Table(
		fields([
			['ItemCode', 'string', 'Itemcode', 'Item code', 50],
			['Description', 'string', 'Omschrijving', 'Description', 80],
			['ExtraDescription', 'blob', 'Extra omschrijving', 'Extra description'],
			['UnitId', 'string', 'Eenheid', 'Unit', 10],
			['Factor', 'int', 'Factor', 'Factor'],
			['ArtGroup', 'string', 'Artikelgroep', 'Item group', 20],
			['Blocked', 'boolean', 'Geblokkeerd', 'Blocked'],
			['Barcode', 'string', 'Barcode', 'Barcode', 20],
			['VATGroup', 'string', 'Btw-tariefgroep', 'VAT tariff group', 5],
			['ItemSortCode', 'string', 'Soort item', 'Sort of item', 10],
			['ItemTypeCode', 'string', 'Type item', 'Type of item', 5],
			['Stock', 'boolean', 'Voorraad bijhouden', 'Keep stock'],
			['BitDecimals', 'int', 'Aantal decimalen', 'Number of decimals'],
			['SalesPrice', 'decimal', 'Verkoopprijs', 'Sales price', 26, 10],
			['CreateDate', 'date', 'Aangemaakt op', 'Created on'],
			['ModifiedDate', 'date', 'Gewijzigd op', 'Modified on'],
		]),
		[['ItemCode']],
		rows,
	);
}

/** Order numbers sort as text: 1, 10, 100, 1000; some are of a web shop and mix upper and lower case. */
export function orderNumber(at: number): string {
	if (at % 10 !== 9) return String(at + 1);
	return `${at % 20 === 9 ? 'WEB' : 'web'}-${padded(at, 6)}`;
}

function salesOrders(seed: number, count: number): Table {
	const random = seededRandom(seed + 3);
	const rows: Cell[][] = [];
	for (let at = 0; at < count; at++) {
		const day = LATEST - random.whole(0, 700) * DAY;
		const date = day - (day % DAY);
		const created = date + random.whole(7 * 3_600_000, 19 * 3_600_000);
		const total = random.whole(-10_000, 900_000) / 100;
		rows.push([
			orderNumber(at),
			random.pick(['A', 'B', 'C', 'b']),
			date,
			padded(10 + random.whole(0, 999) * 7, 6),
			random.pick(['EUR', 'USD', null]),
			at % 100 === 42
				? NASTY_TEXTS[((at / 100) | 0) % NASTY_TEXTS.length]
				: random.next() < 0.5
					? null
					: `Ref ${random.whole(1, 9999)}`,
			random.pick([0, 0, -2.5]),
			total,
			Math.round(total * 21) / 100,
			random.whole(1, 5000) / 10,
			created,
			Math.min(LATEST, created + random.whole(0, 20 * DAY)),
		]);
	}
	return new Table(
		fields([
			['OrderNumber', 'string', 'Ordernummer', 'Order number', 12],
			['Status', 'string', 'Status', 'Status', 5],
			['OrderDate', 'date', 'Orderdatum', 'Order date'],
			['DebtorId', 'string', 'Nummer debiteur', 'Debtor number', 16],
			['CurrencyId', 'string', 'Valuta', 'Currency', 3],
			['CustomerReference', 'string', 'Kenmerk klant', 'Customer reference', 50],
			['Discount', 'decimal', 'Korting', 'Discount'],
			['TotalAmount', 'decimal', 'Totaalbedrag', 'Total amount'],
			['VAT', 'decimal', 'Btw', 'VAT'],
			['Quantity', 'decimal', 'Aantal', 'Quantity'],
			['CreateDate', 'date', 'Aangemaakt op', 'Created on'],
			['ModifiedDate', 'date', 'Gewijzigd op', 'Modified on'],
		]),
		[['OrderNumber']],
		rows,
	);
}

function orderLines(seed: number, orders: number): Table {
	const random = seededRandom(seed + 7);
	const rows: Cell[][] = [];
	for (let order = 0; order < Math.min(200, orders); order++) {
		for (let line = 1; line <= 1 + (order % 4); line++) {
			const price = random.whole(1, 90_000) / 100;
			const quantity = random.whole(1, 40);
			rows.push([
				orderNumber(order),
				line,
				`{${padded(order, 8)}-0000-4000-8000-${padded(line, 12)}}`,
				'2',
				random.pick(NASTY_ITEM_CODES),
				`Regel ${line}`,
				'Stk',
				quantity,
				price,
				Math.round(price * quantity * 100) / 100,
				LATEST - random.whole(0, 100 * DAY),
			]);
		}
	}
	return new Table(
		fields([
			['OrderNumber', 'string', 'Ordernummer', 'Order number', 12],
			['SeqNo', 'int', 'Volgnummer', 'Sequence number'],
			['LineGuid', 'string', 'GUID regel', 'GUID line', 38],
			['ItemTypeCode', 'string', 'Type item', 'Item type', 10],
			['ItemCodeId', 'string', 'Itemcode', 'Item code', 50],
			['Description', 'string', 'Omschrijving', 'Description', 255],
			['UnitId', 'string', 'Eenheid', 'Unit', 15],
			['PiecePerUnit', 'decimal', 'Aantal eenheden', 'Number of units'],
			['PricePerUnit', 'decimal', 'Prijs per eenheid', 'Price per unit'],
			['AmtTotal', 'decimal', 'Bedrag', 'Amount'],
			['ModifiedDate', 'date', 'Gewijzigd op', 'Modified on'],
		]),
		[['OrderNumber', 'SeqNo'], ['LineGuid']],
		rows,
	);
}

/** Articles and sales orders. */
export function salesConnectors(seed: number, orders: number): GetConnector[] {
	return [
		{
			id: 'Sim_Articles',
			description: { nl: 'Artikelen', en: 'Items' },
			rows: once(() => articles(seed, 2000)),
		},
		{
			id: 'Sim_SalesOrders',
			description: { nl: 'Verkooporders', en: 'Sales orders' },
			rows: once(() => salesOrders(seed, orders)),
		},
		{
			id: 'Sim_SalesOrderLines',
			description: { nl: 'Verkooporderregels', en: 'Sales order lines' },
			rows: once(() => orderLines(seed, orders)),
		},
	];
}
