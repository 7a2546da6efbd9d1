import { BREAKDOWNS } from './words/breakdowns';
import { text, TROUBLESHOOTING, type AfasText, type Meaning } from './words/meaning';
import { REFUSALS, REFUSED } from './words/refusals';

/**
 * AFAS answers HTTP 500 for almost everything, so its texts decide what an answer means (docs/afas.md 9). These tables
 * hold each text as it was found, with its source. If two meanings fit, the first one counts.
 */
export const MEANINGS: readonly Meaning[] = [...BREAKDOWNS, ...REFUSALS];

/** AFAS's texts that do not say what is wrong, as a user would see them in Profit. docs/afas.md 9.11. */
export const UNEXPLAINED: readonly AfasText[] = [
	text(
		'en',
		'An unexpected error has occurred.',
		/unexpected error has occurred/i,
		TROUBLESHOOTING,
	),
	text(
		'nl',
		'Er is een onverwachte fout opgetreden.',
		/onverwachte fout opgetreden/i,
		TROUBLESHOOTING,
	),
];

const ASK_ADMINISTRATOR =
	'AFAS does not say here what is wrong. A Profit administrator finds the whole message in the environment log.';

/** Gives the next step after an unknown text. */
export function nextStepAfter(words: string): string {
	return UNEXPLAINED.some(({ core }) => core.test(words)) ? ASK_ADMINISTRATOR : REFUSED;
}

/** Quoted names of fields and values, which may contain anything. .NET also quotes the types of its errors. */
const QUOTED =
	/(?<![\p{L}\p{N}])['"‘’‚‛“”„«»](?!System\.)[^\n]{0,200}?['"‘’“”«»](?![\p{L}\p{N}])/gu;

/** Labels that AFAS does not quote. */
const FIELD_ID = /\bFieldId=[^,]*/gi;

/**
 * Finds the meaning of AFAS's words.
 * @returns undefined for unknown words
 */
export function meaningOf(words: string): Meaning | undefined {
	const bare = words.replace(QUOTED, ' ').replace(FIELD_ID, 'FieldId=');
	return MEANINGS.find(({ texts }) => texts.some(({ core }) => core.test(bare)));
}
