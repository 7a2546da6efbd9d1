import type { ConnectorSummary, GetField } from '../metainfo/types';
import type { EnvironmentSetup } from './environmentSetup';
import { finding, type Finding } from './finding';
import { listed } from '../values/listed';

/** The names of a field in lower case: its ID in supplied connectors, and AFAS's Dutch and English labels. */
type KnownField = readonly string[];

// docs/afas.md 10.2.
const DEBIT: KnownField = ['amtdebit', 'bedrag debet', 'amount debit', 'debit amount'];
const CREDIT: KnownField = ['amtcredit', 'bedrag credit', 'amount credit', 'credit amount'];
const ENTRY_NUMBER: KnownField = ['entryno', 'nummer journaalpost', 'journal entry number'];
const ENTRY_DATE: KnownField = ['entrydate', 'datum boeking', 'date entry', 'entry date'];
const UNITS: KnownField = ['quantityunit', 'aantal eenheden', 'number of units'];
const PROJECT: KnownField = ['projectid', 'projectnummer', 'project number'];
const EMPLOYEE: KnownField = ['employeeid', 'medewerker', 'employee'];
const APPROVED: KnownField = ['approved', 'geaccordeerd', 'agreed'];
const MODIFIED: KnownField = ['modified', 'datum gewijzigd', 'date changed'];

/** A connector of changed days has two fields. A copy may have a few more, but not those of a booking. */
const MOST_FIELDS_OF_DAYS = 5;

interface Kind {
	code: 'PERF-30' | 'PERF-31';
	what: string;
	/** The supplied connector with the changed days. */
	supplied: string;
	isRead: (fields: GetField[]) => boolean;
	/** Starts of words in the name or description of a connector with its changed days. */
	words: readonly string[];
}

const KINDS: readonly Kind[] = [
	{
		code: 'PERF-30',
		what: 'Financial entries',
		supplied: 'Profit_Fin_ChangedEntrydate',
		isRead: (fields) =>
			has(fields, DEBIT) &&
			has(fields, CREDIT) &&
			(has(fields, ENTRY_NUMBER) || has(fields, ENTRY_DATE)),
		words: ['fin', 'mutaties', 'entries'],
	},
	{
		code: 'PERF-31',
		what: 'Post-calculation lines',
		supplied: 'Profit_Rea_ChangedEntryDate',
		isRead: (fields) =>
			has(fields, UNITS) &&
			has(fields, PROJECT) &&
			(has(fields, EMPLOYEE) || has(fields, APPROVED)),
		words: ['rea', 'nacalc', 'calculation'],
	},
];

/**
 * Finds connectors with financial entries or hours whose changed days cannot be read first. The connector of changed
 * days may be any of the app connector; one whose name tells neither kind counts for both.
 */
export function changedDaysFindings(setup: EnvironmentSetup): Finding[] {
	const days = daysConnectors(setup);
	return KINDS.flatMap((kind) => {
		const readers = setup.getConnectors
			.filter((found) => 'info' in found && kind.isRead(found.info.fields))
			.map(({ id }) => id);
		if (readers.length === 0 || days.some((connector) => servesKind(connector, kind))) return [];
		const message = `${kind.what} are read by ${listed(readers)}, and no connector tells which days changed (${kind.supplied}, or a copy).`;
		return [finding(kind.code, readers.length === 1 ? { connector: readers[0] } : {}, message)];
	});
}

function daysConnectors({ environment, getConnectors }: EnvironmentSetup): ConnectorSummary[] {
	const byFields = getConnectors.filter((found) => 'info' in found && isDays(found.info.fields));
	return [...environment.getConnectors.filter(isNamedDays), ...byFields];
}

/** Whether a connector has the name of changed days, for one whose fields were not read. */
function isNamedDays({ id, description }: ConnectorSummary): boolean {
	return (
		/changed_?entry_?date/i.test(id) ||
		/gewijzigde boekingsdagen|changed booking days/i.test(description)
	);
}

function isDays(fields: GetField[]): boolean {
	return (
		fields.length <= MOST_FIELDS_OF_DAYS &&
		has(fields, ENTRY_DATE) &&
		has(fields, MODIFIED) &&
		!has(fields, DEBIT) &&
		!has(fields, UNITS)
	);
}

function servesKind(connector: ConnectorSummary, kind: Kind): boolean {
	const told = KINDS.filter(({ words }) => tells(connector, words));
	return told.length === 0 || told.includes(kind);
}

function tells({ id, description }: ConnectorSummary, words: readonly string[]): boolean {
	const parts = `${id} ${description}`
		.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
		.toLowerCase()
		.split(/[^\p{L}]+/u);
	return parts.some((part) => words.some((word) => part.startsWith(word)));
}

function has(fields: GetField[], known: KnownField): boolean {
	return fields.some(({ id, label }) =>
		[id, label].some((name) => known.includes(name.trim().toLowerCase())),
	);
}
