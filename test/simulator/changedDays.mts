import { fields } from './data/fields.mts';
import { Table, type RowRecord } from './data/table.mts';
import { once, type GetConnector } from './connectors/connector.mts';
import type { Text } from './failure.mts';
import type { WallTime } from './time.mts';

const DAY_MS = 86_400_000;

/** Tables whose changed days AFAS tells, their field with the day, and the connector that tells them (docs/afas.md 12.1). */
export const DATED = [
	{ table: 'Sim_JournalEntries', field: 'EntryDate', days: 'Sim_Fin_ChangedEntrydate' },
	{ table: 'Sim_Realization', field: 'DateTime', days: 'Sim_Rea_ChangedEntryDate' },
] as const;

function days(id: string, description: Text): GetConnector {
	const list = fields([
		['EntryDate', 'date', 'Datum boeking', 'Entry date'],
		['Modified', 'date', 'Datum gewijzigd', 'Date changed'],
	]);
	return { id, description, rows: once(() => new Table(list, [['EntryDate']])) };
}

/** Which days of entries and of hours changed, and when; empty until something is written. */
export function changedDaysConnectors(): GetConnector[] {
	return [
		days('Sim_Fin_ChangedEntrydate', {
			nl: 'Gewijzigde boekingsdagen',
			en: 'Changed booking days',
		}),
		days('Sim_Rea_ChangedEntryDate', {
			nl: 'Gewijzigde boekingsdagen nacalculatie',
			en: 'Changed booking days post-calculation',
		}),
	];
}

/** Writes down that the day of a row changed; a day that lost its last row stays. */
export function markDay(days: Table, row: RowRecord, field: string, now: WallTime): void {
	const time = row[field];
	if (typeof time !== 'number') return;
	const EntryDate = Math.floor(time / DAY_MS) * DAY_MS;
	const [known] = days.find({ EntryDate });
	if (known === undefined) days.insert({ EntryDate, Modified: now });
	else days.update(known, { Modified: now });
}
