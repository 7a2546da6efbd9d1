/** A text in the languages that the simulated environment knows. */
export interface Text {
	nl: string;
	en: string;
}

export type Language = keyof Text;

/** Numbers that AFAS gives with its messages (docs/afas.md 9.10). */
export const ERROR_NUMBER = {
	badParameters: -2147180999,
	notAuthorised: -2147180996,
	valueDoesNotExist: -2147220469,
	general: -2147220991,
} as const;

/** What AFAS says when it does not say what is wrong: the reason stands in its log only (docs/afas.md 9.11). */
const UNEXPLAINED: Text = {
	nl: 'Er is een onverwachte fout opgetreden.',
	en: 'An unexpected error has occurred.',
};

/**
 * Profit refuses a call for a reason of its own. REST answers HTTP 500 with JSON, SOAP a Fault. The texts are AFAS's, each with
 * a source; a reason for which no text of AFAS was found goes to the log, as AFAS does it.
 */
export class ProfitFailure extends Error {
	readonly text: Text;

	readonly errorNumber: number;

	/** As the environment's log has it; callers never see it. */
	readonly reason: string;

	constructor(text: Text, errorNumber: number = ERROR_NUMBER.general, reason = text.en) {
		super(reason);
		this.name = 'ProfitFailure';
		this.text = text;
		this.errorNumber = errorNumber;
		this.reason = reason;
	}
}

/** Profit refuses a call and says why in its log only. */
export function unexplained(
	reason: string,
	errorNumber: number = ERROR_NUMBER.general,
): ProfitFailure {
	return new ProfitFailure(UNEXPLAINED, errorNumber, reason);
}

/** The call's parameters cannot be used (docs/afas.md 9.11). */
export function badParameters(reason: string): ProfitFailure {
	return unexplained(reason, ERROR_NUMBER.badParameters);
}

/** The connector does not exist or the token may not use it; AFAS does not tell which (docs/afas.md 9.8). */
export function notAuthorised(kind: 'GetConnector' | 'UpdateConnector'): ProfitFailure {
	return new ProfitFailure(
		{
			nl:
				kind === 'GetConnector'
					? 'GetConnector niet ondersteund voor deze app of de gebruiker is niet geautoriseerd'
					: 'Deze UpdateConnector wordt niet ondersteund of de gebruiker is niet geautoriseerd',
			en: `${kind} not supported for this app or the user is not authorized`,
		},
		ERROR_NUMBER.notAuthorised,
	);
}
