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

/** Profit refuses a call for a reason of its own. REST answers HTTP 500 with JSON, SOAP a Fault. */
export class ProfitFailure extends Error {
	readonly text: Text;

	readonly errorNumber: number;

	constructor(text: Text, errorNumber: number = ERROR_NUMBER.general) {
		super(text.en);
		this.name = 'ProfitFailure';
		this.text = text;
		this.errorNumber = errorNumber;
	}
}

/** The call's parameters cannot be used. */
export function badParameters(en: string, nl: string): ProfitFailure {
	return new ProfitFailure({ nl, en }, ERROR_NUMBER.badParameters);
}

/** The connector does not exist or the token may not use it; AFAS does not tell which (docs/afas.md 9.8). */
export function notAuthorised(kind: 'GetConnector' | 'UpdateConnector'): ProfitFailure {
	return new ProfitFailure(
		{
			nl: `Deze ${kind} wordt niet ondersteund of de gebruiker is niet geautoriseerd`,
			en: `${kind} not supported for this app or the user is not authorized`,
		},
		ERROR_NUMBER.notAuthorised,
	);
}
