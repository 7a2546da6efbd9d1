import { inputError } from '../errors/profitError';
import { asText } from '../values/read';

/** The languages of AFAS's labels and messages. docs/afas.md 1.4. */
export const LANGUAGES = [
	{ name: 'Dutch', value: 'nl-nl' },
	{ name: 'Dutch (Belgium)', value: 'nl-be' },
	{ name: 'English', value: 'en-us' },
	{ name: 'French', value: 'fr-fr' },
	{ name: 'German', value: 'de-de' },
] as const;

/**
 * Gives the value of the Accept-Language header: one of `LANGUAGES`, or another that a request asks for.
 * @throws ProfitError `input` when a header cannot hold it, for example because of a line break
 */
export function languageHeader(language: unknown): string {
	const text = asText(language);
	if (/^[\x21-\x7e][\x20-\x7e]*$/.test(text)) return text;
	throw inputError("'Language' is not a language", 'Use one from the list, for example nl-nl.');
}

export type Language = (typeof LANGUAGES)[number]['value'];
