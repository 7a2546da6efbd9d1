import { fields, type Cell } from '../data/fields.mts';
import { Table } from '../data/table.mts';
import { seededRandom } from '../../support/random.ts';
import { once, type GetConnector } from './connector.mts';
import { LATEST } from './relations.mts';
import { FIRST_NAMES, LAST_NAMES, padded } from './texts.mts';

const DAY = 86_400_000;
const STAFF = 60;
/** Employees from here on are persons of `Sim_OrgPer`, of which each third one is a person. */
const FIRST_EMPLOYEE = 1003;
const FIRST_PERSON = 1_000_000;

/** "Medewerker actuele gegevens", as AFAS advises it for accounts elsewhere (docs/afas.md 4.6). */
function currentEmployees(seed: number): Table {
	const random = seededRandom(seed + 9);
	const rows: Cell[][] = [];
	for (let at = 0; at < STAFF; at++) {
		const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
		rows.push([
			padded(FIRST_EMPLOYEE + at, 9),
			String(FIRST_PERSON + at * 3),
			at % 4 === 0 ? null : userId(at),
			first,
			last,
			`${first} ${last}`,
			`medewerker${at + 3}@example.com`,
			false,
			LATEST - random.whole(400, 4000) * DAY,
			null,
		]);
	}
	return new Table(
		fields([
			['EmployeeId', 'string', 'Medewerker', 'Employee', 15],
			['PersonId', 'string', 'Persoon', 'Person', 15],
			['UserId', 'string', 'Gebruiker', 'User', 80],
			['FirstName', 'string', 'Voornaam', 'First name', 50],
			['LastName', 'string', 'Achternaam', 'Last name', 80],
			['Name', 'string', 'Naam', 'Name', 255],
			['EmailWork', 'string', 'E-mail werk', 'Work e-mail', 255],
			['Blocked', 'boolean', 'Geblokkeerd', 'Blocked'],
			['EmploymentStartDate', 'date', 'Begindatum dienstverband', 'Start of employment'],
			['EmploymentEndDate', 'date', 'Einddatum dienstverband', 'End of employment'],
		]),
		[['EmployeeId']],
		rows,
	);
}

const userId = (at: number) => `12345.USER${padded(at, 3)}`;

function users(): Table {
	const rows: Cell[][] = [];
	for (let at = 0; at < STAFF; at++) {
		if (at % 4 === 0) continue;
		rows.push([userId(at), `Gebruiker ${at}`, null, null, false, LATEST]);
	}
	return new Table(
		fields([
			['UserId', 'string', 'Gebruiker', 'User', 80],
			['Description', 'string', 'Omschrijving', 'Description', 80],
			['Email', 'string', 'E-mail', 'Email', 255],
			['Upn', 'string', 'UPN', 'UPN', 255],
			['Blocked', 'boolean', 'Geblokkeerd', 'Blocked'],
			['ModifiedDate', 'date', 'Gewijzigd op', 'Modified on'],
		]),
		[['UserId']],
		rows,
	);
}

/** Who works here now, and the users of Profit. */
export function staffConnectors(seed: number): GetConnector[] {
	return [
		{
			id: 'Sim_CurrentEmployees',
			description: { nl: 'Medewerkers in dienst', en: 'Employees in service' },
			rows: once(() => currentEmployees(seed)),
		},
		{
			id: 'Sim_Users',
			description: { nl: 'Gebruikers', en: 'Users' },
			rows: once(users),
		},
	];
}
