import { ProfitError } from '../errors/profitError';
import { withoutSecrets } from '../errors/withoutSecrets';
import type { CommandResult } from './commandResult';

/** Error numbers of AFAS with a next step of their own. */
const KNOWN: ReadonlyMap<number, string> = new Map([
	[
		// docs/afas.md 11.4.
		-2147192493,
		'Profit found that this file was imported before, and stopped. If it must be imported again, change the file, or switch this check off in the import definition.',
	],
]);

const LOOK =
	'A part of the data may be in Profit. Read the log in the details, and look in Profit before importing the file again.';

/**
 * The error of a command that AFAS ended with errors.
 * @returns undefined if it succeeded, or AFAS does not say
 */
export function failureOf(commandId: string, result: CommandResult): ProfitError | undefined {
	const { exitCode, errors, log } = result;
	if (errors.length === 0 && (exitCode === null || exitCode === 0)) return undefined;
	const [first] = errors;
	const message =
		errors.map(({ description }) => description).find((words) => words !== '') ??
		`AFAS ended the command with exit code ${exitCode}`;
	const known = errors.map(({ number }) => KNOWN.get(number ?? 0)).find(Boolean);
	return new ProfitError('functional', withoutSecrets(message), {
		description: [known, LOOK].filter(Boolean).join(' '),
		errorNumber: first?.number ?? undefined,
		outcome: 'unknown',
		command: {
			commandId,
			exitCode,
			errors: errors.map(({ number, description, detail }) => ({
				number,
				description: withoutSecrets(description),
				detail: withoutSecrets(detail),
			})),
			log: withoutSecrets(log),
		},
	});
}
