import { fields, type Cell } from '../data/fields.mts';
import { Table } from '../data/table.mts';
import { seededRandom } from '../../support/random.ts';
import { once, type GetConnector } from './connector.mts';
import { FIRST_NAMES, LAST_NAMES, NASTY_TEXTS, padded, PLACES } from './texts.mts';

const DAY = 86_400_000;
/** Newest time in the made-up data. */
export const LATEST = Date.UTC(2026, 8, 1, 12, 0, 0);

const CURRENCIES = [
	{ id: 'EUR', description: { nl: 'Euro', en: 'Euro' } },
	{ id: 'USD', description: { nl: 'Amerikaanse dollar', en: 'US dollar' } },
];

function debtors(seed: number, count: number): Table {
	const random = seededRandom(seed);
	const rows: Cell[][] = [];
	for (let at = 0; at < count; at++) {
		const name =
			at < NASTY_TEXTS.length
				? NASTY_TEXTS[at]
				: `${random.pick(LAST_NAMES)} ${random.pick(['B.V.', 'N.V.', 'VOF', '& Zn'])} ${at}`;
		const created = LATEST - random.whole(400, 3000) * DAY + random.whole(0, DAY - 1);
		rows.push([
			padded(10 + at * 7, 6),
			name,
			String(1_000_000 + at),
			random.next() < 0.2 ? null : name.slice(0, 10).toUpperCase(),
			`${random.pick(['Dorpsstraat', 'Inspecteur Schreuderlaan', 'Kade', "Plein '40-'45"])} ${random.whole(1, 299)}`,
			`${random.whole(1000, 9999)} ${random.pick(['AB', 'CD', 'EG'])}  ${random.pick(PLACES)}`,
			random.next() < 0.9 ? null : 'BELGIË',
			random.next() < 0.3
				? null
				: `0${random.whole(10, 88)}-${padded(random.whole(0, 9999999), 7)}`,
			random.next() < 0.3 ? null : `info@debtor${at}.example`,
			random.next() < 0.2 ? null : `NL${padded(random.whole(1, 99), 2)}AFAS${padded(at, 10)}`,
			`NL${padded(at, 9)}B01`,
			padded(random.whole(1, 99999999), 8),
			random.pick(['1300', '1310', '01300']),
			random.pick(['08', '14', '30']),
			random.pick(['1', '2', '3']),
			random.next() < 0.05,
			random.next() < 0.4 ? null : random.whole(-50_000, 5_000_000) / 100,
			random.pick(['EUR', 'EUR', 'EUR', 'USD']),
			random.next() < 0.5,
			created,
			Math.min(LATEST, created + random.whole(0, 900 * DAY)),
		]);
	}
	return new Table(
		fields([
			['DebtorId', 'string', 'Nummer debiteur', 'Debtor number', 16],
			['DebtorName', 'string', 'Naam debiteur', 'Debtor name', 255],
			['BcCo', 'string', 'Nummer', 'Number', 15],
			['SearchName', 'string', 'Zoeknaam', 'Search name', 10],
			['AdressLine1', 'string', 'Adresregel 1', 'Address line 1', 255],
			['AdressLine3', 'string', 'Adresregel 3', 'Address line 3', 255],
			['AdressLine4', 'string', 'Adresregel 4', 'Address line 4', 255],
			['TelNr', 'string', 'Telefoonnummer', 'Telephone number', 25],
			['Email', 'string', 'E-mail', 'E-mail', 255],
			['IBAN', 'string', 'IBAN', 'IBAN', 40],
			['VatNr', 'string', 'Btw-nummer', 'VAT number', 15],
			['ChOfCommNr', 'string', 'KvK-nummer', 'Chamber of Commerce number', 25],
			['CollectAccount', 'string', 'Verzamelrekening', 'Collective account', 16],
			['PayCon', 'string', 'Betalingsvoorwaarde', 'Payment terms', 5],
			['VatDuty', 'string', 'Btw-plicht', 'VAT liability', 5],
			['Blocked', 'boolean', 'Geblokkeerd', 'Blocked'],
			['CreditLimit', 'decimal', 'Kredietlimiet', 'Credit limit'],
			['CurrencyId', 'string', 'Valuta', 'Currency', 3, 0, CURRENCIES],
			['AutoPayment', 'boolean', 'Automatische incasso', 'Direct debit'],
			['CreateDate', 'date', 'Aangemaakt op', 'Created on'],
			['ModifiedDate', 'date', 'Gewijzigd op', 'Modified on'],
		]),
		[['DebtorId']],
		rows,
	);
}

function employees(seed: number, count: number): Table {
	const random = seededRandom(seed + 1);
	const rows: Cell[][] = [];
	for (let at = 0; at < count; at++) {
		const first = random.pick(FIRST_NAMES);
		const last = at % 40 === 7 ? NASTY_TEXTS[at % NASTY_TEXTS.length] : random.pick(LAST_NAMES);
		rows.push([
			// Codes that only differ by their leading zeros are different codes.
			at < 3 ? ['12', '012', '0012'][at] : padded(1000 + at, 9),
			`${first} ${last}`,
			first.slice(0, 1),
			random.next() < 0.8 ? null : 'van',
			random.pick(['M', 'V', 'O']),
			Date.UTC(random.whole(1955, 2006), random.whole(0, 11), random.whole(1, 28)),
			random.next() < 0.1 ? null : padded(random.whole(1, 999999999), 9),
			random.next() < 0.4 ? null : `06-${padded(random.whole(0, 99999999), 8)}`,
			`medewerker${at}@example.com`,
			random.next() < 0.85,
			random.pick(['HR', 'IT', 'R&D', 'Verkoop, binnendienst', null]),
			LATEST - random.whole(30, 4000) * DAY,
			random.next() < 0.9 ? null : LATEST - random.whole(1, 30) * DAY,
			random.whole(8, 40) + random.pick([0, 0.5, 0.25]),
			LATEST - random.whole(0, 200 * DAY),
		]);
	}
	return new Table(
		fields([
			['EmployeeId', 'string', 'Medewerker', 'Employee', 15],
			['Name', 'string', 'Naam', 'Name', 255],
			['Initials', 'string', 'Voorletters', 'Initials', 15],
			['Prefix', 'string', 'Voorvoegsel', 'Prefix', 10],
			['Gender', 'string', 'Geslacht', 'Gender', 1],
			['DateBirth', 'date', 'Geboortedatum', 'Date of birth'],
			['BSN', 'string', 'BSN', 'Citizen service number', 9],
			['MobWork', 'string', 'Mobiel werk', 'Mobile work', 25],
			['MailWork', 'string', 'E-mail werk', 'E-mail work', 255],
			['InSite', 'boolean', 'InSite-gebruiker', 'InSite user'],
			['Department', 'string', 'Afdeling', 'Department', 50],
			['DateStart', 'date', 'Datum in dienst', 'Start date'],
			['DateEnd', 'date', 'Datum uit dienst', 'End date'],
			['HoursPerWeek', 'decimal', 'Uren per week', 'Hours a week'],
			['ModifiedDate', 'date', 'Gewijzigd op', 'Modified on'],
		]),
		[['EmployeeId']],
		rows,
	);
}

function organisationsAndPersons(seed: number): Table {
	const random = seededRandom(seed + 8);
	const rows: Cell[][] = [];
	for (let at = 0; at < 300; at++) {
		const isPerson = at % 3 === 0;
		const last = random.pick(LAST_NAMES);
		rows.push([
			String(1_000_000 + at),
			at + 1,
			isPerson ? 'PER' : 'ORG',
			last.slice(0, 10).toUpperCase(),
			isPerson ? last : `${last} Groep ${at}`,
			isPerson ? random.pick(FIRST_NAMES).slice(0, 1) : null,
			isPerson ? random.pick(['M', 'V']) : null,
			`Kade ${random.whole(1, 99)}`,
			`${random.whole(1000, 9999)} AB  ${random.pick(PLACES)}`,
			null,
			null,
			isPerson ? null : `post@organisation${at}.example`,
			isPerson ? null : padded(10_000_000 + at, 8),
			null,
			isPerson ? Date.UTC(random.whole(1950, 2005), random.whole(0, 11), 5) : null,
			isPerson ? padded(100_000_000 + at, 9) : null,
			LATEST - random.whole(0, 300 * DAY),
		]);
	}
	return new Table(
		fields([
			['BcCo', 'string', 'Nummer', 'Number', 15],
			['BcId', 'int', 'Organisatie/persoon (intern)', 'Organisation/Person (internal)'],
			['Type', 'string', 'Soort', 'Sort', 3],
			['SearchName', 'string', 'Zoeknaam', 'Search name', 10],
			['Name', 'string', 'Naam', 'Name', 255],
			['Initials', 'string', 'Voorletters', 'Initials', 15],
			['Gender', 'string', 'Geslacht', 'Gender', 1],
			['AdressLine1', 'string', 'Adresregel 1', 'Address line 1', 255],
			['AdressLine3', 'string', 'Adresregel 3', 'Address line 3', 255],
			['TelWork', 'string', 'Telefoon werk', 'Work phone no.', 255],
			['MobWork', 'string', 'Mobiel werk', 'Work mobile no.', 255],
			['MailWork', 'string', 'E-mail werk', 'Work e-mail', 255],
			['ChOfCommNr', 'string', 'KvK-nummer', 'Chamber of Commerce number', 30],
			['FiscalNr', 'string', 'Fiscaal nummer', 'Fiscal number', 9],
			['DateBirth', 'date', 'Geboortedatum', 'Date of birth'],
			['BSN', 'string', 'BSN', 'Citizen service number', 25],
			['ModifiedDate', 'date', 'Gewijzigd op', 'Modified on'],
		]),
		[['BcCo'], ['BcId']],
		rows,
	);
}

const KNOWN_COUNTRIES = [
	['NL', 'Nederland'],
	['B', 'België'],
	['D', 'Duitsland'],
	['F', 'Frankrijk'],
	['CI', 'Ivoorkust (Côte d’Ivoire)'],
	['CW', 'Curaçao'],
	['ST', 'São Tomé en Principe'],
] as const;

function countries(count: number): Cell[][] {
	const rows: Cell[][] = KNOWN_COUNTRIES.map(([id, name]) => [id, name]);
	for (let at = 0; rows.length < count; at++) {
		const id = `X${String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26))}`;
		rows.push([id, `Land ${id}`]);
	}
	return rows;
}

const countryFields = () =>
	fields([
		['CoId', 'string', 'Code land', 'Country code', 10],
		['Co', 'string', 'Land', 'Country', 50],
	]);

/** Debtors, organisations and persons, employees and countries. */
export function relationConnectors(seed: number): GetConnector[] {
	const countryTable = once(() => new Table(countryFields(), [['CoId']], countries(250)));
	return [
		{
			id: 'Sim_Debtors',
			description: { nl: 'Debiteuren', en: 'Debtors' },
			rows: once(() => debtors(seed, 1000)),
		},
		{
			id: 'Sim_OrgPer',
			description: { nl: 'Organisaties en personen', en: 'Organisations and persons' },
			rows: once(() => organisationsAndPersons(seed)),
		},
		{
			id: 'Sim_Employees',
			description: { nl: 'Medewerkers', en: 'Employees' },
			rows: once(() => employees(seed, 500)),
		},
		{
			id: 'Sim_Countries',
			description: { nl: 'Landen', en: 'Countries' },
			rows: countryTable,
		},
		{
			id: 'Profit_Country',
			description: { nl: 'Landen (Profit)', en: 'Countries (Profit)' },
			rows: countryTable,
		},
	];
}
