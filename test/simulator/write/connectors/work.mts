import type { Cell } from '../../data/fields.mts';
import type { RowRecord } from '../../data/table.mts';
import { refusal } from '../refusals.mts';
import { unexplained } from '../../failure.mts';
import {
	field,
	mapped,
	updateObject,
	type UpdateConnector,
	type UpdateField,
	type WriteContext,
} from '../definition.mts';
import { padded } from '../../connectors/texts.mts';
import { ITEM_TYPES } from './sales.mts';

/** Hours and costs; several records in one call are usual. */
export function ptRealization(): UpdateConnector {
	return {
		id: 'PtRealization',
		description: { nl: 'Nacalculatie', en: 'Post-calculation' },
		methods: ['POST', 'PUT', 'DELETE'],
		result: {
			name: 'PtRealization',
			keys: ({ values }) => ({ Id: String(values.get('Id')) }),
		},
		root: updateObject(
			'PtRealization',
			[
				field('Id', 'int', 'Regelnummer', 'Line number', { keyInFields: true }),
				field('XpRe', 'string', 'Externe sleutel', 'External key', { length: 40 }),
				field('DaTi', 'date', 'Datum', 'Date', { mandatory: true }),
				field('VaIt', 'string', 'Type item', 'Item type', {
					length: 10,
					mandatory: true,
					values: ITEM_TYPES,
				}),
				field('ItCd', 'string', 'Itemcode', 'Item code', { length: 40, mandatory: true }),
				field('Qu', 'decimal', 'Aantal', 'Number', { decimals: 6, notzero: true }),
				field('EmId', 'string', 'Medewerker', 'Employee', {
					length: 15,
					reference: { table: 'Sim_Employees', column: 'EmployeeId' },
				}),
				field('PrId', 'string', 'Project', 'Project', { length: 15 }),
				field('StId', 'string', 'Uursoort', 'Hour type', { length: 5 }),
				field('StTi', 'date', 'Begintijd', 'Start time', { time: true }),
				field('EnTi', 'date', 'Eindtijd', 'End time', { time: true }),
				field('AmCo', 'decimal', 'Kostprijs', 'Cost price', { decimals: 6 }),
				field('Ch', 'boolean', 'Doorbelasten', 'Charge'),
				field('Ds', 'string', 'Omschrijving', 'Description', { length: 255 }),
				field('Ap', 'boolean', 'Akkoord', 'Agreed'),
			],
			{
				numbers: [
					{ field: 'Id', next: (context) => context.nextNumber('Sim_Realization', 'Identity') },
				],
				target: {
					table: 'Sim_Realization',
					key: { Id: 'Identity' },
					modified: 'DateModified',
					columns: (record) =>
						mapped(record, {
							Id: 'Identity',
							DaTi: 'DateTime',
							EmId: 'EmployeeId',
							PrId: 'ProjectId',
							Ds: 'Description',
							VaIt: 'ItemType',
							ItCd: 'ItemCodeId',
							Qu: 'QuantityUnit',
							Ch: 'Chargeable',
							Ap: 'Approved',
						}),
				},
			},
		),
	};
}

const entryLines = () =>
	updateObject(
		'FiEntries',
		[
			field('EnNo', 'int', 'Journaalpost', 'Journal entry number', {
				mandatory: true,
				filled: true,
			}),
			field('VaAs', 'string', 'Kenmerk rekening', 'Account feature', {
				length: 10,
				mandatory: true,
				values: { '1': 'Grootboekrekening', '2': 'Debiteur', '3': 'Crediteur' },
			}),
			field('AcNr', 'string', 'Rekeningnummer', 'Account number', { length: 16, mandatory: true }),
			field('EnDa', 'date', 'Boekdatum', 'Date entry', { mandatory: true }),
			field('BpDa', 'date', 'Boekstukdatum', 'Voucher date', { mandatory: true }),
			field('BpNr', 'string', 'Boekstuknummer', 'Entry number', { length: 32 }),
			field('InId', 'string', 'Factuurnummer', 'Invoice number', { length: 12 }),
			field('Ds', 'string', 'Omschrijving boeking', 'Description entry', { length: 255 }),
			field('AmDe', 'decimal', 'Bedrag debet', 'Amount debit'),
			field('AmCr', 'decimal', 'Bedrag credit', 'Amount credit'),
			field('VaId', 'string', 'Btw-code', 'VAT code', { length: 3 }),
		],
		{
			objects: [
				updateObject('FiDimEntries', [
					field('DiC1', 'string', 'Verbijzonderingscode as 1', 'Exception axis code 1', {
						length: 16,
					}),
					field('AmDe', 'decimal', 'Bedrag debet', 'Amount debit'),
					field('AmCr', 'decimal', 'Bedrag credit', 'Amount credit'),
				]),
			],
			key: [],
			target: {
				table: 'Sim_JournalEntries',
				key: {},
				columns: (record, parent) => ({
					...(parent
						? mapped(parent, { UnId: 'UnitId', JoCo: 'JournalId', Year: 'Year', Peri: 'Period' })
						: {}),
					...mapped(record, {
						LineId: 'LineId',
						EnNo: 'EntryNo',
						AcNr: 'AccountNo',
						EnDa: 'EntryDate',
						BpNr: 'VoucherNo',
						InId: 'InvoiceId',
						Ds: 'Description',
						AmDe: 'AmtDebit',
						AmCr: 'AmtCredit',
					}),
				}),
			},
			numbers: [
				// The lines of one entry have one number.
				{
					field: 'EnNo',
					next: (context, parent) =>
						parent?.children.get('FiEntries')?.[0]?.values.get('EnNo') ??
						context.nextNumber('Sim_JournalEntries', 'EntryNo'),
				},
				{
					field: 'LineId',
					next: (context) => context.nextNumber('Sim_JournalEntries', 'LineId'),
				},
			],
		},
	);

/** A whole entry goes, by its number or its invoice. */
function removeEntry(levels: Map<string, Cell>[], context: WriteContext): void {
	const [batch, line = new Map<string, Cell>()] = levels;
	const table = context.table('Sim_JournalEntries');
	const wanted: RowRecord = {};
	const columns = { UnId: 'UnitId', JoCo: 'JournalId', EnNo: 'EntryNo', InId: 'InvoiceId' };
	for (const [name, column] of Object.entries(columns)) {
		const value = line.get(name) ?? batch.get(name);
		if (value !== undefined) wanted[column] = value;
	}
	const rows = line.size > 0 ? table.find(wanted) : [];
	const entries = new Set(rows.map((row) => table.record(row).EntryNo));
	if (entries.size === 0) {
		const [name, value] = [...line][0] ?? ['EnNo', ''];
		throw refusal.doesNotExist({ name: 'FiEntries', fields: [] }, name, value);
	}
	for (const entry of entries) {
		for (const row of table.find({ EntryNo: entry })) table.remove(row);
	}
}

/** Journal entries; the root is named otherwise than the connector, and the amounts must balance. */
export function fiEntries(): UpdateConnector {
	return {
		id: 'FiEntries',
		description: { nl: 'Journaalpost', en: 'Journal entry' },
		methods: ['POST', 'DELETE'],
		remove: removeEntry,
		result: {
			name: 'FiEntries',
			keys: ({ values, children }) => ({
				EnNo: String(children.get('FiEntries')?.[0]?.values.get('EnNo')),
				UnId: String(values.get('UnId')),
			}),
		},
		root: updateObject(
			'FiEntryPar',
			[
				field('Year', 'int', 'Jaar', 'Financial year', { mandatory: true }),
				field('Peri', 'int', 'Periode', 'Period', { mandatory: true }),
				field('UnId', 'int', 'Administratienummer', 'Administration number'),
				field('JoCo', 'string', 'Dagboek', 'Journal', { length: 6, mandatory: true }),
				field('AuNu', 'boolean', 'Autonummering factuur', 'Automatic invoice number'),
			],
			{
				objects: [entryLines()],
				numbers: [{ field: 'UnId', next: () => 1 }],
				check: ({ children }) => {
					const cents = (name: string) =>
						(children.get('FiEntries') ?? []).reduce(
							(total, line) => total + Math.round(Number(line.values.get(name) ?? 0) * 100),
							0,
						);
					if (cents('AmDe') === cents('AmCr')) return;
					throw unexplained('The journal entry does not balance');
				},
			},
		),
	};
}

/** Leave bookings; they can be changed only. */
export function hrAbsenceId(): UpdateConnector {
	return {
		id: 'HrAbsenceID',
		description: { nl: 'Verlofboeking (op ID)', en: 'Leave booking (by ID)' },
		methods: ['PUT'],
		root: updateObject(
			'HrAbsenceID',
			[
				field('Id', 'int', 'Verlofboeking', 'Leave booking', {
					keyInFields: true,
					mandatory: true,
				}),
				field('DaBe', 'date', 'Begindatum', 'Start date'),
				field('LeDt', 'date', 'Einddatum', 'End date'),
				field('DuBe', 'int', 'Minuten eerste dag', 'Minutes on first day'),
				field('DuEn', 'int', 'Minuten laatste dag', 'Minutes on last day'),
				field('Re', 'string', 'Reden', 'Reason', { length: 80 }),
			],
			{
				target: {
					table: 'Sim_Absence',
					key: { Id: 'LeaveId' },
					modified: 'ModifiedDate',
					columns: (record) =>
						mapped(record, {
							Id: 'LeaveId',
							DaBe: 'DateStart',
							LeDt: 'DateEnd',
							DuBe: 'MinutesFirstDay',
							DuEn: 'MinutesLastDay',
							Re: 'Reason',
						}),
				},
			},
		),
	};
}

/** A free field's name as Profit makes it: U and 32 hexadecimal digits. */
function freeFieldId(at: number): string {
	return `U${padded(at, 4)}ABCDEF0123456789ABCDEF01234567`;
}

const FREE_TYPES = ['string', 'int', 'decimal', 'boolean', 'date', 'blob'] as const;

/** A connector of 200 fields, most of them free fields, one with a code table of 300 values. */
export function knFreeRecord(): UpdateConnector {
	const codes = Object.fromEntries(
		Array.from({ length: 300 }, (_, at) => [padded(at, 3), `Code "${at}" & meer`]),
	);
	const free: UpdateField[] = Array.from({ length: 195 }, (_, at) =>
		field(freeFieldId(at), FREE_TYPES[at % 6], `Vrij veld ${at}`, `Free field ${at}`),
	);
	return {
		id: 'KnFreeRecord',
		description: { nl: 'Vrij record met 200 velden', en: 'Free record with 200 fields' },
		methods: ['POST', 'PUT', 'DELETE'],
		result: {
			name: 'KnFreeRecord',
			keys: ({ values }) => ({ FrId: String(values.get('FrId')) }),
		},
		root: updateObject(
			'KnFreeRecord',
			[
				field('FrId', 'int', 'Record', 'Record', { primaryKey: true }),
				field('Ds', 'string', 'Omschrijving', 'Description', { length: 80, mandatory: true }),
				field('Code', 'string', 'Code', 'Code', { length: 3, values: codes }),
				field('Amnt', 'decimal', 'Bedrag', 'Amount', { length: 26, decimals: 10 }),
				field('Da', 'date', 'Datum', 'Date'),
				...free,
			],
			{
				numbers: [
					{ field: 'FrId', next: (context) => context.nextNumber('Sim_FreeRecords', 'RecordId') },
				],
				target: {
					table: 'Sim_FreeRecords',
					key: { FrId: 'RecordId' },
					modified: 'ModifiedDate',
					columns: (record) =>
						mapped(record, { FrId: 'RecordId', Ds: 'Description', Amnt: 'Amount' }),
				},
			},
		),
	};
}
