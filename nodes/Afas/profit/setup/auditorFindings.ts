import type { GetField } from '../metainfo/types';
import { NAME_OF_AFAS } from '../query/advice';
import { changedDaysFindings } from './changedDays';
import type { EnvironmentSetup, FoundGetConnector } from './environmentSetup';
import { finding, type Finding } from './finding';
import { listed } from '../values/listed';

/** Custom fields: their name is a GUID that differs per environment. docs/afas.md 10.1. */
const CUSTOM_FIELD = /^U[0-9a-f]{32}$/i;

/** Labels of the two numbers of an employment. docs/afas.md 10.1, DATA-20. */
const EMPLOYMENT = ['dienstverband', 'dienstverbandnummer', 'employment', 'employment number'];
const SEQUENCE_NUMBER = [
	'volgnummer dienstverband',
	'employment sequence number',
	'sequence number employment',
];

/** Names of fields that AFAS marks as private: BSN, IBAN, date of birth. docs/afas.md 10.1, AUT-19. */
const PRIVATE =
	/\b(bsn|iban)\b|burgerservicenummer|citizen service number|geboortedatum|(date of|date)[ _]?birth|birth[ _]?date/i;

/** Finds what AFAS's Auditor would report about the GetConnectors, as far as their names and fields tell. */
export function auditorFindings(setup: EnvironmentSetup): Finding[] {
	const { getConnectors } = setup;
	return [
		...getConnectors.flatMap(nameFindings),
		...getConnectors.flatMap(({ id, ...found }) =>
			'info' in found ? found.info.fields.flatMap((field) => fieldFindings(id, field)) : [],
		),
		...employmentFindings(getConnectors),
		...changedDaysFindings(setup),
	];
}

function nameFindings({ id }: FoundGetConnector): Finding[] {
	if (!NAME_OF_AFAS.test(id)) return [];
	const message = `GetConnector ${id} has Profit or AFAS in its name, like those that AFAS supplies.`;
	return [finding('STRUCT-27', { connector: id }, message)];
}

function fieldFindings(connector: string, field: GetField): Finding[] {
	const place = { connector, field: field.id };
	const findings: Finding[] = [];
	if (field.id.includes('.')) {
		const message = `Field ${field.id} of ${connector} has a period in its name.`;
		findings.push(finding('STRUCT-29', place, message));
	}
	if (CUSTOM_FIELD.test(field.id) || CUSTOM_FIELD.test(field.fieldId)) {
		const message = `Field ${named(field)} of ${connector} is a custom field.`;
		findings.push(finding('DATA-24', place, message));
	}
	// A check mark, for example for a valid number, is not private.
	if (field.dataType !== 'boolean' && (PRIVATE.test(field.label) || PRIVATE.test(field.id))) {
		const message = `Field ${named(field)} of ${connector} holds personal data.`;
		findings.push(finding('AUT-19', place, message));
	}
	return findings;
}

/** Finds both numbers of an employment, in one connector or in several. */
function employmentFindings(getConnectors: FoundGetConnector[]): Finding[] {
	const having = (labels: string[]) =>
		getConnectors
			.filter(
				(found) =>
					'info' in found &&
					found.info.fields.some(({ label }) => labels.includes(label.trim().toLowerCase())),
			)
			.map(({ id }) => id);
	const sequence = having(SEQUENCE_NUMBER);
	const employment = having(EMPLOYMENT);
	if (sequence.length === 0 || employment.length === 0) return [];
	const message = `By their labels, the employment sequence number is in ${listed(sequence)}, and the employment in ${listed(employment)}.`;
	return [finding('DATA-20', sequence.length === 1 ? { connector: sequence[0] } : {}, message)];
}

function named({ id, label }: GetField): string {
	return label === '' || label === id ? id : `${id} (${label})`;
}
