import type { Cell } from '../../data/fields.mts';
import type { RowRecord } from '../../data/table.mts';
import { padded } from '../../connectors/texts.mts';
import {
	field,
	mapped,
	updateObject,
	type UpdateConnector,
	type UpdateObject,
	type WriteContext,
	type WrittenRecord,
} from '../definition.mts';

const TABLE = 'Sim_OrgPer';

const address = (name: string) =>
	updateObject(
		name,
		[
			field('CoId', 'string', 'Land', 'Country', {
				length: 3,
				mandatory: true,
				filled: true,
				reference: { table: 'Sim_Countries', column: 'CoId' },
			}),
			field('PbAd', 'boolean', 'Postbusadres', 'P.O. Box address', {
				mandatory: true,
				filled: true,
			}),
			field('Ad', 'string', 'Straat', 'Street', { length: 60 }),
			field('HmNr', 'int', 'Huisnummer', 'House number'),
			field('HmAd', 'string', 'Toevoeging huisnummer', 'House number addition', { length: 30 }),
			field('ZpCd', 'string', 'Postcode', 'Postal code', { length: 15 }),
			field('Rs', 'string', 'Woonplaats', 'City', { length: 50 }),
			field('BeginDate', 'date', 'Ingangsdatum', 'Effective date', {
				mandatory: true,
				filled: true,
			}),
			field('ResZip', 'boolean', 'Zoek woonplaats bij postcode', 'Find city by postal code', {
				mandatory: true,
				filled: true,
			}),
		],
		{ repeats: false },
	);

const bankAccount = () =>
	updateObject(
		'KnBankAccount',
		[
			field('CoId', 'string', 'Land van bank', 'Country of bank', { length: 3, mandatory: true }),
			field('IbCk', 'boolean', 'IBAN-controle', 'IBAN check'),
			field('Iban', 'string', 'IBAN-nummer', 'IBAN number', { length: 40 }),
			field('Bic', 'string', 'BIC-code', 'BIC code', { length: 11 }),
		],
		{ repeats: false },
	);

const shared = () => [
	field('PadAdr', 'boolean', 'Postadres is adres', 'Postal address is address', {
		mandatory: true,
		filled: true,
	}),
	field('AutoNum', 'boolean', 'Autonummering', 'Automatic numbering', {
		mandatory: true,
		filled: true,
	}),
	field('BcId', 'int', 'Organisatie/persoon (intern)', 'Organisation/Person (internal)', {
		mandatory: true,
		filled: true,
	}),
	field('BcCo', 'string', 'Nummer', 'Number', { length: 15, mandatory: true, filled: true }),
	field('SeNm', 'string', 'Zoeknaam', 'Search name', { length: 10 }),
	field('TeNr', 'string', 'Telefoonnr. werk', 'Work phone no.', { length: 255 }),
	field('MbNr', 'string', 'Mobiel werk', 'Work mobile no.', { length: 255 }),
	field('EmAd', 'string', 'E-mail werk', 'Work e-mail', { length: 255 }),
	field('HoPa', 'string', 'Website', 'Website', { length: 255 }),
	field('Re', 'blob', 'Opmerking', 'Remark'),
];

const COLUMNS = {
	BcCo: 'BcCo',
	BcId: 'BcId',
	SeNm: 'SearchName',
	Nm: 'Name',
	LaNm: 'Name',
	In: 'Initials',
	ViGe: 'Gender',
	TeNr: 'TelWork',
	MbNr: 'MobWork',
	EmAd: 'MailWork',
	CcNr: 'ChOfCommNr',
	FiNr: 'FiscalNr',
	DaBi: 'DateBirth',
	SoSe: 'BSN',
};

function addressColumns(record: WrittenRecord): RowRecord {
	const [main] = record.children.get('KnBasicAddressAdr') ?? [];
	if (!main) return {};
	const part = (name: string) => String(main.values.get(name) ?? '');
	return {
		AdressLine1: `${part('Ad')} ${part('HmNr')}${part('HmAd')}`.trim(),
		AdressLine3: `${part('ZpCd')}  ${part('Rs')}`.trim(),
	};
}

const isFilled = (value: Cell | undefined) => value !== undefined && value !== null;

/**
 * MatchPer and MatchOga: which rows an element stands for. With `match` filled, insert and update do the same:
 * no row is an insert, one an update, several a refusal (docs/afas.md 4.4).
 */
function matcher(type: 'ORG' | 'PER', matchField: string, fieldsByMatch: Record<string, string[]>) {
	return (record: WrittenRecord, context: WriteContext): number[] | undefined => {
		const match = record.values.get(matchField);
		if (!isFilled(match)) return undefined;
		const names = fieldsByMatch[String(match)];
		if (!names || names.some((name) => !isFilled(record.values.get(name)))) return [];
		const wanted: RowRecord = {};
		for (const name of names) {
			wanted[COLUMNS[name as keyof typeof COLUMNS]] = record.values.get(name) as Cell;
		}
		const table = context.table(TABLE);
		return table.find(wanted).filter((row) => table.record(row).Type === type);
	};
}

const numbers: UpdateObject['numbers'] = [
	{ field: 'BcCo', next: (context) => String(context.nextNumber(TABLE, 'BcCo')) },
	{ field: 'BcId', next: (context) => context.nextNumber(TABLE, 'BcId') },
];

const target = (type: 'ORG' | 'PER'): UpdateObject['target'] => ({
	table: TABLE,
	key: { BcCo: 'BcCo' },
	modified: 'ModifiedDate',
	columns: (record) => ({ Type: type, ...mapped(record, COLUMNS), ...addressColumns(record) }),
});

const person = (objects: UpdateObject[], repeats: boolean) =>
	updateObject(
		'KnPerson',
		[
			...shared(),
			field('MatchPer', 'string', 'Persoon vergelijken op', 'Match person by', {
				length: 1,
				mandatory: true,
				filled: true,
				values: {
					'0': 'Zoek op BcCo (Persoons-ID)',
					'1': 'Burgerservicenummer',
					'2': 'Naam + voorvoegsel + initialen + geslacht',
					'3': 'Naam + voorvoegsel + initialen + geslacht + e-mail werk',
					'4': 'Naam + voorvoegsel + initialen + geslacht + mobiel werk',
					'5': 'Naam + voorvoegsel + initialen + geslacht + telefoon werk',
					'6': 'Naam + voorvoegsel + initialen + geslacht + geboortedatum',
					'7': 'Altijd nieuw toevoegen',
				},
			}),
			field('FiNm', 'string', 'Voornaam', 'First name', { length: 50 }),
			field('In', 'string', 'Voorletters', 'Initials', { length: 15 }),
			field('Is', 'string', 'Voorvoegsel', 'Prefix', { length: 15 }),
			field('LaNm', 'string', 'Achternaam', 'Last name', { length: 80 }),
			field(
				'SpNm',
				'boolean',
				'Geboortenaam apart vastleggen',
				'Enter surname at birth separately',
			),
			field('ViGe', 'string', 'Geslacht', 'Gender', {
				length: 20,
				values: { M: 'Man', O: 'Onbekend', V: 'Vrouw', X: 'Non-binair' },
			}),
			field('DaBi', 'date', 'Geboortedatum', 'Date of birth'),
			field('SoSe', 'string', 'BSN', 'BSN', { length: 25 }),
		],
		{
			repeats,
			objects,
			key: ['BcCo'],
			numbers,
			target: target('PER'),
			match: matcher('PER', 'MatchPer', {
				'0': ['BcCo'],
				'1': ['SoSe'],
				'2': ['LaNm', 'In', 'ViGe'],
				'3': ['LaNm', 'In', 'ViGe', 'EmAd'],
				'4': ['LaNm', 'In', 'ViGe', 'MbNr'],
				'5': ['LaNm', 'In', 'ViGe', 'TeNr'],
				'6': ['LaNm', 'In', 'ViGe', 'DaBi'],
			}),
		},
	);

const contact = () =>
	updateObject(
		'KnContact',
		[
			field('PadAdr', 'boolean', 'Postadres is adres', 'Postal address is address', {
				mandatory: true,
				filled: true,
			}),
			field('ViKc', 'string', 'Soort contact', 'Sort of contact', {
				length: 3,
				values: {
					AFD: 'Afdeling bij organisatie',
					AFL: 'Afleveradres',
					PRS: 'Persoon bij persoon',
				},
			}),
			field('ExAd', 'string', 'Afdeling', 'Department', { length: 255 }),
			field('FuDs', 'string', 'Functie op visitekaart', 'Job on business card', { length: 50 }),
			field('EmAd', 'string', 'E-mail werk', 'Work e-mail', { length: 255 }),
		],
		{ repeats: false, objects: [address('KnBasicAddressAdr'), person([], false)] },
	);

const organisation = (repeats: boolean) =>
	updateObject(
		'KnOrganisation',
		[
			...shared(),
			field('MatchOga', 'string', 'Organisatie vergelijken op', 'Match organisation by', {
				length: 1,
				mandatory: true,
				filled: true,
				values: {
					'0': 'Zoek op BcCo',
					'1': 'KvK-nummer',
					'2': 'Fiscaal nummer',
					'3': 'Naam',
					'6': 'Altijd nieuw toevoegen',
				},
			}),
			field('Nm', 'string', 'Naam', 'Name', { length: 255, mandatory: true }),
			field('CcNr', 'string', 'KvK-nummer', 'COC number', { length: 30 }),
			field('CcDa', 'date', 'KvK-datum', 'CoC date'),
			field('FiNr', 'string', 'Fiscaal nummer', 'Fiscal number', { length: 9 }),
		],
		{
			repeats,
			objects: [
				bankAccount(),
				address('KnBasicAddressAdr'),
				address('KnBasicAddressPad'),
				contact(),
			],
			key: ['BcCo'],
			numbers,
			target: target('ORG'),
			match: matcher('ORG', 'MatchOga', {
				'0': ['BcCo'],
				'1': ['CcNr'],
				'2': ['FiNr'],
				'3': ['Nm'],
			}),
		},
	);

const numbersOf = ({ values }: WrittenRecord) => ({
	BcCo: String(values.get('BcCo')),
	BcId: String(values.get('BcId')),
});

/** The UpdateConnector of persons. */
export function knPerson(): UpdateConnector {
	return {
		id: 'KnPerson',
		description: { nl: 'Persoon', en: 'Person' },
		methods: ['POST', 'PUT'],
		result: { name: 'KnPerson', keys: numbersOf },
		root: person(
			[bankAccount(), address('KnBasicAddressAdr'), address('KnBasicAddressPad'), contact()],
			true,
		),
	};
}

/** The UpdateConnector of organisations. */
export function knOrganisation(): UpdateConnector {
	return {
		id: 'KnOrganisation',
		description: { nl: 'Organisatie', en: 'Organisation' },
		methods: ['POST', 'PUT'],
		result: { name: 'KnOrganisation', keys: numbersOf },
		root: organisation(true),
	};
}

/** Debtors that are organisations. */
export function knSalesRelationOrg(): UpdateConnector {
	return {
		id: 'KnSalesRelationOrg',
		description: { nl: 'Verkooprelatie (organisatie)', en: 'Sales contact (organisation)' },
		methods: ['POST', 'PUT'],
		result: {
			name: 'KnSalesRelationOrg',
			keys: ({ values, children }) => {
				const [company] = children.get('KnOrganisation') ?? [];
				const number = company?.values.get('BcCo');
				return {
					DbId: String(values.get('DbId')),
					...(isFilled(number) ? { BcCo: String(number) } : {}),
				};
			},
		},
		root: updateObject(
			'KnSalesRelationOrg',
			[
				field('DbId', 'string', 'Nummer debiteur', 'Debtor number', {
					length: 16,
					primaryKey: true,
				}),
				field('CuId', 'string', 'Valuta', 'Currency', { length: 3, mandatory: true }),
				field('PaCd', 'string', 'Betalingsvoorwaarde', 'Payment condition', { length: 5 }),
				field('VaId', 'string', 'Btw-identificatienummer', 'VAT identification number', {
					length: 21,
				}),
				field('VaDu', 'string', 'Btw-plicht', 'VAT duty', {
					length: 3,
					values: { '1': 'Plichtig', '2': 'Vrijgesteld', '3': 'Verlegd' },
				}),
				field('Krli', 'decimal', 'Kredietlimiet', 'Credit limit'),
				field('Bl', 'boolean', 'Geblokkeerd voor levering', 'Blocked for delivery'),
				field('ColA', 'string', 'Verzamelrekening', 'Summary account', { length: 16 }),
				field('AuPa', 'boolean', 'Automatisch incasseren', 'Automatically collect'),
				field('Iban', 'string', 'Voorkeur IBAN', 'Preferred IBAN', { length: 40 }),
				field('Rm', 'blob', 'Opmerking', 'Remark'),
			],
			{
				objects: [organisation(false)],
				numbers: [
					{
						field: 'DbId',
						next: (context) => padded(context.nextNumber('Sim_Debtors', 'DebtorId'), 6),
					},
				],
				target: {
					table: 'Sim_Debtors',
					key: { DbId: 'DebtorId' },
					created: 'CreateDate',
					modified: 'ModifiedDate',
					columns: (record) => {
						const [company] = record.children.get('KnOrganisation') ?? [];
						return {
							...mapped(record, {
								DbId: 'DebtorId',
								CuId: 'CurrencyId',
								PaCd: 'PayCon',
								VaId: 'VatNr',
								VaDu: 'VatDuty',
								Krli: 'CreditLimit',
								Bl: 'Blocked',
								ColA: 'CollectAccount',
								AuPa: 'AutoPayment',
								Iban: 'IBAN',
							}),
							...(company
								? {
										...mapped(company, {
											Nm: 'DebtorName',
											BcCo: 'BcCo',
											SeNm: 'SearchName',
											TeNr: 'TelNr',
											EmAd: 'Email',
											CcNr: 'ChOfCommNr',
										}),
										...addressColumns(company),
									}
								: {}),
						};
					},
				},
			},
		),
	};
}
