import { ProfitError } from '../errors/profitError';

const MAY_BE_RUNNING =
	'The import may be running or done. Without its command ID, nobody can ask for its result. Wait some minutes, then look in Profit to see what it changed before you import the file again. An import definition that checks for earlier imports of the same file rejects it the second time.';

/** Adds to an error at the start of a command how to check, if AFAS may have started it. */
export function errorOfStart(thrown: unknown): unknown {
	const isUnknown = thrown instanceof ProfitError && thrown.details.outcome === 'unknown';
	return isUnknown ? thrown.with({ description: MAY_BE_RUNNING }) : thrown;
}

/** Explains a lost answer. */
export const GIVEN_ONCE =
	'AFAS gives a result only once: if it was in a lost answer, it is gone. Ask again later; if there is still no result, look in Profit to see what the import changed.';

const ASK_LATER = "Ask for the result later with the operation 'Get Result' and the command ID.";

/** Adds to an error after the start of a command its ID, and whether the result is still available. */
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
