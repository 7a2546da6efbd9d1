import { fields, type FieldShort } from '../data/fields.mts';
import { Table } from '../data/table.mts';
import type { Text } from '../failure.mts';
import { once, type GetConnector } from './connector.mts';

/** A GetConnector without rows of its own: it shows what UpdateConnectors write. */
function written(id: string, description: Text, key: string, list: FieldShort[]): GetConnector {
	return { id, description, rows: once(() => new Table(fields(list), [[key]])) };
}

/** Reactions, hours, journal entries, leave and free records: empty until they are written. */
export function workConnectors(): GetConnector[] {
	return [
		written('Sim_Reactions', { nl: 'Reacties', en: 'Reactions' }, 'ReactionId', [
			['ReactionId', 'int', 'Reactie', 'Response ID'],
			['SubjectId', 'int', 'Dossieritem', 'Dossier item'],
			['Reaction', 'blob', 'Reactie', 'Response'],
			['Visible', 'string', 'Zichtbaar', 'Visible', 20],
			['DateCreated', 'date', 'Ingezonden op', 'Submitted on'],
		]),
		written('Sim_Realization', { nl: 'Nacalculatie', en: 'Post-calculation' }, 'Identity', [
			['Identity', 'int', 'Regelnummer', 'Line number'],
			['DateTime', 'date', 'Datum', 'Date'],
			['EmployeeId', 'string', 'Medewerker', 'Employee', 15],
			['ProjectId', 'string', 'Project', 'Project', 15],
			['Description', 'string', 'Omschrijving', 'Description', 255],
			['ItemType', 'string', 'Type item', 'Item type', 10],
			['ItemCodeId', 'string', 'Itemcode', 'Item code', 40],
			['QuantityUnit', 'decimal', 'Aantal', 'Number'],
			['Chargeable', 'boolean', 'Doorbelasten', 'Charge'],
			['Approved', 'boolean', 'Akkoord', 'Agreed'],
			['DateModified', 'date', 'Gewijzigd op', 'Modified on'],
		]),
		written('Sim_JournalEntries', { nl: 'Journaalposten', en: 'Journal entries' }, 'LineId', [
			['LineId', 'int', 'Regel', 'Line'],
			['EntryNo', 'int', 'Journaalpost', 'Journal entry number'],
			['UnitId', 'int', 'Administratie', 'Administration'],
			['Year', 'int', 'Jaar', 'Year'],
			['Period', 'int', 'Periode', 'Period'],
			['JournalId', 'string', 'Dagboek', 'Journal', 6],
			['AccountNo', 'string', 'Rekening', 'Account', 16],
			['EntryDate', 'date', 'Boekdatum', 'Entry date'],
			['VoucherNo', 'string', 'Boekstuknummer', 'Voucher number', 32],
			['InvoiceId', 'string', 'Factuurnummer', 'Invoice number', 12],
			['Description', 'string', 'Omschrijving', 'Description', 255],
			['AmtDebit', 'decimal', 'Bedrag debet', 'Debit amount'],
			['AmtCredit', 'decimal', 'Bedrag credit', 'Credit amount'],
		]),
		{
			id: 'Sim_Absence',
			description: { nl: 'Verlof', en: 'Leave' },
			rows: once(
				() =>
					new Table(
						fields([
							['LeaveId', 'int', 'Verlofboeking', 'Leave booking'],
							['EmployeeId', 'string', 'Medewerker', 'Employee', 15],
							['DateStart', 'date', 'Begindatum', 'Start date'],
							['DateEnd', 'date', 'Einddatum', 'End date'],
							['MinutesFirstDay', 'int', 'Minuten eerste dag', 'Minutes on first day'],
							['MinutesLastDay', 'int', 'Minuten laatste dag', 'Minutes on last day'],
							['Reason', 'string', 'Reden', 'Reason', 80],
							['ModifiedDate', 'date', 'Gewijzigd op', 'Modified on'],
						]),
						[['LeaveId']],
						Array.from({ length: 20 }, (_, at) => [
							700 + at,
							'000001005',
							Date.UTC(2026, 6, 1 + at),
							Date.UTC(2026, 6, 2 + at),
							null,
							null,
							null,
							Date.UTC(2026, 5, 1),
						]),
					),
			),
		},
		written(
			'Sim_ScannedInvoices',
			{ nl: 'Facturen in Scan & Herken', en: 'Invoices in Scan & Recognise' },
			'Id',
			[
				['Id', 'int', 'Nummer', 'Number'],
				['XmlName', 'string', 'Bestandsnaam XML', 'XML file name', 255],
				['PdfName', 'string', 'Bestandsnaam PDF', 'PDF file name', 255],
				['CreateDate', 'date', 'Aangemaakt op', 'Created on'],
			],
		),
		written('Sim_FreeRecords', { nl: 'Vrije records', en: 'Free records' }, 'RecordId', [
			['RecordId', 'int', 'Record', 'Record'],
			['Description', 'string', 'Omschrijving', 'Description', 80],
			['Amount', 'decimal', 'Bedrag', 'Amount', 26, 10],
			['ModifiedDate', 'date', 'Gewijzigd op', 'Modified on'],
		]),
	];
}
