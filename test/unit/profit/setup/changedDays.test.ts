import { changedDaysFindings } from '../../../../nodes/Afas/profit/setup/changedDays';
import { getField, parts, setupOf } from './environment';

const fieldsOf = (text: string) => text.split(' ').map((id) => getField(id, id));

// Fields of supplied GetConnectors, from AFAS's OpenAPI files.
const TRANSACTIONS = fieldsOf(
	'UnitId EntryNo SeqNo Year Period JournalId AccountNo AmtDebit AmtCredit EntryDate InvoiceId VoucherDate VoucherNo VatCode VatAmt Description Created Modified',
);
const REALIZATION = fieldsOf(
	'Identity Year PeriodId DateTime EmployeeId ProjectId Description ItemType ItemCodeId InitId QuantityUnit Chargeable Approved Prepared DateModified SystemDate',
);
const DAYS = fieldsOf('EntryDate Modified');
const OTHERS = {
	Period_balance: 'UnitId Year Period AccountNr AccountDesc Credit Debit Balance Budget',
	Balance_Allocated: 'Unit Year Period Account DimAx Description DimCode Credit Debet Balance',
	Debtor_Invoices: 'UnitId DebtorId InvoiceNr NookPieceDate ExpDate AmtInvoice Balance',
	Projects: 'ProjectId Description UnitId ProjectGroup DateStart Chargeable ModifiedDate',
	Quotation: 'ProjectId DebtorId QuotationId Description ItemType ItemCodeId UnitId TimeCodeId',
	SalesorderLines: 'OrderNumber Status DebtorId SeqNo ItemCodeId UnitId PiecePerUnit AmtTotal',
};

function codes(more: ReturnType<typeof parts>['more'], description: Record<string, string> = {}) {
	const setup = setupOf({ ...parts('nl'), more });
	for (const list of [setup.environment.getConnectors, setup.getConnectors]) {
		for (const connector of list) connector.description = description[connector.id] ?? '';
	}
	return changedDaysFindings(setup).map(({ code, connector }) => `${code} ${connector}`);
}

it('a copy of financial entries or hours is known by its fields, whatever its name', () => {
	expect(codes({ X1: TRANSACTIONS })).toEqual(['PERF-30 X1']);
	expect(codes({ X2: REALIZATION })).toEqual(['PERF-31 X2']);
	expect(codes({ X1: TRANSACTIONS.slice(5), X2: REALIZATION.slice(4, 11) })).toEqual([
		'PERF-30 X1',
		'PERF-31 X2',
	]);
});

it.each(Object.entries(OTHERS))('%s is neither', (name, fields) => {
	expect(codes({ [`MyApp_${name}`]: fieldsOf(fields) })).toEqual([]);
});

it('the connector of changed days of the same kind is enough', () => {
	const read = { X1: TRANSACTIONS, X2: REALIZATION };
	expect(codes({ ...read, MyApp_Fin_ChangedEntrydate: DAYS })).toEqual(['PERF-31 X2']);
	expect(codes({ ...read, MyApp_Rea_ChangedEntryDate: DAYS })).toEqual(['PERF-30 X1']);
	expect(codes({ ...read, MyAppFinDays: DAYS, MyAppReaDays: DAYS })).toEqual([]);
});

it('its description tells the kind where its name does not', () => {
	const description = { MyApp_Days: 'Gewijzigde boekingsdagen nacalculatie' };
	expect(codes({ X1: TRANSACTIONS, X2: REALIZATION, MyApp_Days: DAYS }, description)).toEqual([
		'PERF-30 X1',
	]);
});

it('one that tells no kind counts for both', () => {
	expect(codes({ X1: TRANSACTIONS, X2: REALIZATION, MyApp_Days: DAYS })).toEqual([]);
});

it('the entries themselves are no connector of changed days, though they have its fields', () => {
	expect(codes({ MyApp_Fin_Entries: TRANSACTIONS })).toEqual(['PERF-30 MyApp_Fin_Entries']);
	expect(codes({ Fin: fieldsOf('AmtDebit AmtCredit EntryDate Modified') })).toEqual([
		'PERF-30 Fin',
	]);
});

it('one whose fields were not read is known by its name', () => {
	const setup = setupOf({ ...parts('nl'), more: { X1: TRANSACTIONS } });
	setup.environment.getConnectors.push({ id: 'MyApp_Fin_ChangedEntrydate', description: '' });
	expect(changedDaysFindings(setup)).toEqual([]);
});

it('several readers are named in one finding', () => {
	const setup = setupOf({ ...parts('nl'), more: { X1: TRANSACTIONS, X2: TRANSACTIONS } });
	const [{ connector, message }, ...others] = changedDaysFindings(setup);
	expect(others).toEqual([]);
	expect(connector).toBeNull();
	expect(message).toContain('X1, X2');
});
