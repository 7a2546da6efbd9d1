import { BigTable, type BigField } from '../data/bigTable.mts';
import { cellComparator } from '../data/conditions.mts';
import { fields, type Cell, type Field, type FieldShort } from '../data/fields.mts';
import { once, type GetConnector } from './connector.mts';
import { NASTY_TEXTS, padded } from './texts.mts';

const SECOND = 1000;
const DAY = 86_400_000;
const START = Date.UTC(2020, 0, 1);
/** Prime, so that multiplying by it walks through all rows of a table in a scattered order. */
const STRIDE = 7_368_787;

/** A number from 0 up to, not including, `below`; the same for the same row and salt. */
function scattered(row: number, salt: number, below: number): number {
	let mixed = Math.imul(row + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0xc2b2ae35);
	return ((mixed ^ (mixed >>> 13)) >>> 0) % below;
}

/** Values from a list, some rows empty. */
function listed(field: Field, values: readonly string[], salt: number, emptyIn = 0): BigField {
	const sorted = [...values].sort(cellComparator(field));
	return {
		field,
		rank: (row) =>
			emptyIn > 0 && scattered(row, salt + 50, emptyIn) === 0
				? -1
				: scattered(row, salt, sorted.length),
		value: (rank) => sorted[rank],
	};
}

function transactions(size: number): BigTable {
	const list: FieldShort[] = [
		['TransactionId', 'int', 'Mutatie', 'Transaction'],
		['UnitId', 'int', 'Administratie', 'Administration', 3],
		['EntryNo', 'int', 'Journaalpost', 'Journal entry number'],
		['SeqNo', 'int', 'Volgnummer', 'Sequence number'],
		['Year', 'int', 'Jaar', 'Year', 4],
		['Period', 'int', 'Periode', 'Period', 2],
		['JournalId', 'string', 'Dagboek', 'Journal', 5],
		['AccountNo', 'string', 'Rekening', 'Account', 16],
		['AmtDebit', 'decimal', 'Bedrag debet', 'Debit amount'],
		['AmtCredit', 'decimal', 'Bedrag credit', 'Credit amount'],
		['EntryDate', 'date', 'Boekdatum', 'Entry date'],
		['InvoiceId', 'string', 'Factuurnummer', 'Invoice number', 12],
		['VoucherDate', 'date', 'Boekstukdatum', 'Voucher date'],
		['VoucherNo', 'string', 'Boekstuknummer', 'Voucher number', 15],
		['VatCode', 'string', 'Btw-code', 'VAT code', 3],
		['VatAmt', 'decimal', 'Btw-bedrag', 'VAT amount'],
		['Description', 'string', 'Omschrijving', 'Description', 80],
		['Booked', 'boolean', 'Verwerkt', 'Booked'],
		['Created', 'date', 'Aangemaakt op', 'Created on'],
		['Modified', 'date', 'Gewijzigd op', 'Modified on'],
	];
	const made = new Map(fields(list).map((field) => [field.id, field]));
	const field = (id: string) => made.get(id) as Field;
	const day = (row: number) => Math.floor((row / size) * 2000);
	const date = (row: number) => new Date(START + day(row) * DAY);
	const created = (row: number) =>
		START + Math.floor((row / size) * 2000 * DAY) + scattered(row, 1, SECOND);
	const stride = size % STRIDE === 0 ? 1 : STRIDE;
	const itself = (rank: number): Cell => rank;
	const cents = (rank: number): Cell => (rank - 500_000) / 100;
	const columns: BigField[] = [
		{ field: field('TransactionId'), rank: (row) => row, value: (rank) => 100_000 + rank * 3 },
		{ field: field('UnitId'), rank: (row) => scattered(row, 2, 3), value: (rank) => rank + 1 },
		{ field: field('EntryNo'), rank: (row) => row >> 2, value: (rank) => rank + 1 },
		{ field: field('SeqNo'), rank: (row) => row & 3, value: (rank) => rank + 1 },
		{ field: field('Year'), rank: (row) => date(row).getUTCFullYear(), value: itself },
		{ field: field('Period'), rank: (row) => date(row).getUTCMonth() + 1, value: itself },
		listed(field('JournalId'), ['50', '60', '070', '80', 'MEMO'], 3),
		listed(field('AccountNo'), ['0400', '1300', '1600', '4000', '04000', '8000', '8010'], 4),
		{
			field: field('AmtDebit'),
			rank: (row) => (row & 1 ? -1 : scattered(row, 5, 1_000_000)),
			value: cents,
		},
		{
			field: field('AmtCredit'),
			rank: (row) => (row & 1 ? scattered(row, 5, 1_000_000) : -1),
			value: cents,
		},
		{ field: field('EntryDate'), rank: day, value: (rank) => START + rank * DAY },
		{
			field: field('InvoiceId'),
			rank: (row) => (scattered(row, 6, 4) === 0 ? -1 : row >> 3),
			value: (rank) => `F${padded(rank, 8)}`,
		},
		{
			field: field('VoucherDate'),
			rank: (row) => Math.max(0, day(row) - scattered(row, 7, 30)),
			value: (rank) => START + rank * DAY,
		},
		{
			field: field('VoucherNo'),
			rank: (row) => (row * stride) % size,
			value: (rank) => `V-${padded(rank, 9)}`,
		},
		listed(field('VatCode'), ['1', '2', '10', '01'], 8, 3),
		{ field: field('VatAmt'), rank: (row) => scattered(row, 9, 1_000_000), value: cents },
		listed(field('Description'), ['Factuur', 'Betaling', ...NASTY_TEXTS], 10, 9),
		{
			field: field('Booked'),
			rank: (row) => scattered(row, 11, 2),
			value: (rank) => rank === 1,
		},
		{ field: field('Created'), rank: created, value: itself },
		{
			field: field('Modified'),
			rank: (row) => created(row) + scattered(row, 12, 200) * DAY + scattered(row, 13, DAY),
			value: itself,
		},
	];
	return new BigTable(columns, [['TransactionId'], ['EntryNo', 'SeqNo'], ['VoucherNo']], size);
}

/** One GetConnector with very many rows of 20 fields. */
export function transactionConnectors(size: number): GetConnector[] {
	return [
		{
			id: 'Sim_Transactions',
			description: { nl: 'Financiële mutaties', en: 'Financial transactions' },
			rows: once(() => transactions(size)),
		},
	];
}
