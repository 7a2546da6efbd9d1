import type { GetField } from '../metainfo/types';
import { formattedFields, replacedFields } from '../rows/spoiledFields';
import type { Row } from '../values/cell';
import { listed } from '../values/listed';
import type { Filter, Operator } from './filter';
import type { SortField } from './rowQuery';

/** What AFAS's AppConnector Auditor checks. docs/afas.md 10.1. */
export interface AdvisedQuery {
	connector: string;
	/** The GetConnector's fields, from metainfo. */
	fields: GetField[];
	/** The user's filter and sort, without what was added to them. */
	filter: Filter;
	sort: SortField[];
}

const WITHOUT_INDEX: ReadonlySet<Operator> = new Set<Operator>([
	'contains',
	'notContains',
	'startsWith',
	'notStartsWith',
	'endsWith',
	'notEndsWith',
]);

/** AFAS does not allow these in a name. docs/afas.md 10.1, STRUCT-27. */
export const NAME_OF_AFAS = /profit|afas/i;

/** Rows to check: generated text is in every row, so a few are enough. */
const ROWS_LOOKED_AT = 20;

/** Gives the Auditor's advice on a query before it is sent, in plain words. STRUCT-27 to 29, FILT-47. */
export function adviceOnQuery({ connector, fields, filter }: AdvisedQuery): string[] {
	const advice: string[] = [];
	const slow = new Set(
		filter.flat().flatMap(({ field, operator }) => (WITHOUT_INDEX.has(operator) ? [field] : [])),
	);
	if (slow.size > 0) {
		advice.push(
			`The filter on ${listed([...slow])} searches for text, for which AFAS reads every row: that can be more than 100 times slower. Filter on whole values where you can.`,
		);
	}
	if (NAME_OF_AFAS.test(connector)) {
		advice.push(
			`${connector} has Profit or AFAS in its name, like the GetConnectors that AFAS supplies, and AFAS does not certify apps that use these. Ask a Profit administrator to copy it under a name of your own, such as MyApp_Debtors.`,
		);
	}
	const periods = fields.map(({ id }) => id).filter((id) => id.includes('.'));
	if (periods.length > 0) {
		advice.push(
			`AFAS cannot filter or sort on fields with a period in their name, here: ${listed(periods)}. Ask a Profit administrator to rename them in the GetConnector.`,
		);
	}
	return advice;
}

/** Gives the Auditor's advice on the first rows of the answer. DATA-23, DATA-26. */
export function adviceOnRows({ fields, filter, sort }: AdvisedQuery, rows: Row[]): string[] {
	const advice: string[] = [];
	const sample = rows.slice(0, ROWS_LOOKED_AT);
	const used = new Set([...filter.flat(), ...sort].map(({ field }) => field));
	const formatted = formattedFields(fields, sample).filter((id) => used.has(id));
	if (formatted.length > 0) {
		advice.push(
			`AFAS filters and sorts more than 100 times slower on fields with a special format, here: ${listed(formatted)}. Ask a Profit administrator to remove the format in the GetConnector.`,
		);
	}
	const replaced = replacedFields(fields, sample);
	if (replaced.length > 0) {
		advice.push(
			`AFAS fills fields that no longer exist with the text (vervangen) or (replaced), here: ${listed(replaced)}. Ask a Profit administrator to remove them from the GetConnector.`,
		);
	}
	return advice;
}
