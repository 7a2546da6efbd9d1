import { inputError, type ProfitError } from '../errors/profitError';

/** A problem in a record that AFAS would reject. */
export interface Finding {
	/** The place, for example `FbSalesLines[2].QuUn`; empty for the record itself. */
	path: string;
	/** The problem, as the rest of a sentence that starts with the path. */
	message: string;
}

/** Gives the path of a member of `parent`. */
export function pathTo(parent: string, name: string): string {
	return parent === '' ? name : `${parent}.${name}`;
}

/**
 * Makes one error of all findings of a record; nothing has been sent.
 * @param findings at least one
 * @param judgedByAfas whether switching off Validate lets them through; otherwise they cannot be sent at all
 */
export function findingsError(
	findings: Finding[],
	{ judgedByAfas = false }: { judgedByAfas?: boolean } = {},
): ProfitError {
	const lines = findings.map(({ path, message }) => (path ? `${path}: ${message}` : message));
	const start =
		findings.length === 1 ? 'Not sent' : `Not sent, ${findings.length} values need a change`;
	return inputError(
		`${start}. ${lines.join('; ')}`,
		judgedByAfas
			? "Change these values, or switch the option 'Validate' off to let AFAS judge them."
			: 'Change these values; as they are, they cannot be sent.',
	);
}
