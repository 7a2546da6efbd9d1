/** The languages of AFAS's labels and messages. AFAS: Accept-Language; afas-api.md 0.3. */
export const LANGUAGES = [
	{ name: 'Dutch', value: 'nl-nl' },
	{ name: 'Dutch (Belgium)', value: 'nl-be' },
	{ name: 'English', value: 'en-us' },
	{ name: 'French', value: 'fr-fr' },
	{ name: 'German', value: 'de-de' },
] as const;

export type Language = (typeof LANGUAGES)[number]['value'];
