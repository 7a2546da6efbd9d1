import { finding, type Finding, type Level } from './finding';
import { setupMarkdown, type CheckedSetup } from './markdown';

/** The whole result of a check. */
export interface SetupReport {
	/** Whether there are no errors; there may be warnings. */
	ok: boolean;
	errors: number;
	warnings: number;
	infos: number;
	/** Errors first; the last one lists what is not visible from outside. */
	findings: Finding[];
	markdown: string;
}

/** What only AFAS's Auditor can see, inside Profit. docs/afas.md 10.1. */
const NOT_VISIBLE =
	'These are not visible from outside: joins, nesting, indexes, aggregation, subselects, fixed filters and authorisation (DATA-21, DATA-25, PERF-32 to 37, PERF-45, PERF-46, PERF-52, FILT-47, FILT-48, AUT-16, AUT-17). Private and employment fields are recognised by their Dutch and English names only.';

const NO_ROWS =
	'No rows were read, so DATA-23, DATA-26, ROWS-REFUSED and ROWS-SLOW were not checked.';

/**
 * Makes the report of a check.
 * @param findings as `checkSetup` gives them
 * @param readsRows whether rows were read
 */
export function setupReport(
	checked: CheckedSetup,
	findings: Finding[],
	readsRows: boolean,
): SetupReport {
	const notChecked = finding(
		'NOT-CHECKED',
		{},
		readsRows ? NOT_VISIBLE : `${NOT_VISIBLE} ${NO_ROWS}`,
	);
	const all = [...findings, notChecked];
	const count = (level: Level) => all.filter((is) => is.level === level).length;
	return {
		ok: count('error') === 0,
		errors: count('error'),
		warnings: count('warning'),
		infos: count('info'),
		findings: all,
		markdown: setupMarkdown(checked, findings, notChecked),
	};
}
