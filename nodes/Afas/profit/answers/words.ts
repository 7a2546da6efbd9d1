import { BREAKDOWNS } from './words/breakdowns';
import { text, TROUBLESHOOTING, type AfasText, type Meaning } from './words/meaning';
import { REFUSALS, REFUSED } from './words/refusals';

/**
 * AFAS answers HTTP 500 for almost everything, so its texts decide what an answer means (docs/afas.md 9). Each text stands in
 * these tables as it was found, with its source. Of two meanings that fit, the first one counts.
 */
export const MEANINGS: readonly Meaning[] = [...BREAKDOWNS, ...REFUSALS];

/** What AFAS says when it does not say what is wrong; as a user would see it in Profit. docs/afas.md 9.11. */
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

/** What the user can do after a text that stands in no row. */
export function nextStepAfter(words: string): string {
	return UNEXPLAINED.some(({ core }) => core.test(words)) ? ASK_ADMINISTRATOR : REFUSED;
}

/** Names of fields and values that users chose, which may read like anything. .NET quotes the types of its errors, too. */
const QUOTED =
	/(?<![\p{L}\p{N}])['"‘’‚‛“”„«»](?!System\.)[^\n]{0,200}?['"‘’“”«»](?![\p{L}\p{N}])/gu;

/** AFAS does not quote labels here. */
const FIELD_ID = /\bFieldId=[^,]*/gi;

/**
 * What AFAS's words mean.
 * @returns undefined for words that stand in no row
 */
export function meaningOf(words: string): Meaning | undefined {
	const bare = words.replace(QUOTED, ' ').replace(FIELD_ID, 'FieldId=');
	return MEANINGS.find(({ texts }) => texts.some(({ core }) => core.test(bare)));
}
