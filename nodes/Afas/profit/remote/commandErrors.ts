import { ProfitError } from '../errors/profitError';

const MAY_BE_RUNNING =
	'The import may be running or done. Without its command ID nobody can ask for its result. Wait some minutes, then look in Profit for what it changes before you import the file again. An import definition that checks for files that were imported before refuses it the second time.';

/** What an error means for the start of a command: where AFAS may have started it, how to look. */
export function errorOfStart(thrown: unknown): unknown {
	const isUnknown = thrown instanceof ProfitError && thrown.details.outcome === 'unknown';
	return isUnknown ? thrown.with({ description: MAY_BE_RUNNING }) : thrown;
}

/** What is known about an answer that was lost. */
export const GIVEN_ONCE =
	'AFAS gives a result only once: if it was in an answer that was lost on the way, it is gone. Ask again later; if there is still no result, look in Profit for what the import changed.';

const ASK_LATER = "Ask for the result later with the operation 'Get Result' and the command ID.";

/**
 * What an error means for a command that was started: its ID is in the details, and the description says whether the result
 * can still be had.
 */
export function errorOfCommand(thrown: unknown, commandId: string): unknown {
	if (!(thrown instanceof ProfitError)) return thrown;
	const { details, facts } = thrown;
	const result = details.received?.toString('base64');
	const next = facts.outcome === 'unknown' ? `${ASK_LATER} ${GIVEN_ONCE}` : ASK_LATER;
	return thrown.with({
		command: { commandId, ...(result === undefined ? {} : { result }) },
		description:
			result === undefined
				? [details.description, next].filter(Boolean).join(' ')
				: details.description,
	});
}
