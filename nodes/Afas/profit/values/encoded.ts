import { inputError } from '../errors/profitError';

/**
 * Encodes text for a query string.
 * @param label what holds the text, as the user knows it, e.g. `A filter value`
 * @throws ProfitError `input` when it holds half an emoji, which UTF-8 cannot encode
 */
export function encoded(text: string, label: string): string {
	if (/\p{Surrogate}/u.test(text)) {
		throw inputError(
			`${label} holds half of a character, such as one half of an emoji`,
			'Correct the text: it was cut in the middle of a character.',
		);
	}
	// encodeURIComponent leaves the apostrophe, but the URL standard encodes it, which counts for AFAS's maximum query
	// length.
	return encodeURIComponent(text).replaceAll("'", '%27');
}

/**
 * Encodes text as one part of a path. IIS decodes a path before splitting it, so an encoded slash would lead elsewhere.
 * @param label as for `encoded`
 * @throws ProfitError `input` when it is empty, or a part of a path cannot hold it
 */
export function pathPart(text: string, label: string): string {
	if (text === '') throw inputError(`${label} is empty`);
	if (/[/\\]/.test(text) || text === '.' || text === '..') {
		throw inputError(
			`${label} is '${text}', which an address cannot hold`,
			'No part of an address may have a slash, a backslash, or periods only.',
		);
	}
	return encoded(text, label);
}
