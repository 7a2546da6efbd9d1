import { encoded } from '../values/encoded';

/** Characters that the FileConnector requires to be encoded, besides those encoded in every address. docs/afas.md 6.1. */
const ALSO_ENCODED = /[_~\-!*]/g;

/**
 * Encodes a file name for the path of the FileConnector, with an underscore in place of the percent sign, except for
 * blanks: `jaar_verslag, #1.pdf` gives `jaar_5Fverslag_2C%20_231.pdf`. docs/afas.md 6.1.
 * @throws ProfitError `input` when it holds half a character
 */
export function connectorFileName(name: string): string {
	return encoded(name, "'File Name'")
		.replace(ALSO_ENCODED, percentEncoded)
		.replace(/%(?!20)/g, '_');
}

function percentEncoded(character: string): string {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Characters that file systems do not allow, or read as a folder. */
const NOT_IN_NAMES = /[\p{Cc}/\\]/gu;

/**
 * Makes AFAS's file name safe to save under, without parts that lead to another folder.
 * @param fallback for a name of which nothing remains
 */
export function savableName(name: string, fallback: string): string {
	const clean = name.replace(NOT_IN_NAMES, '_').trim();
	return /^\.*$/.test(clean) ? fallback : clean;
}

/** Makes a function that gives every file a unique name, as file systems see it: the second `a.pdf` becomes `a (2).pdf`. */
export function uniqueNames(): (name: string) => string {
	const taken = new Set<string>();
	return (name) => {
		const [, base, extension] = /^(.+?)(\.[^.]*)?$/s.exec(name) ?? ['', name, ''];
		let unique = name;
		for (let number = 2; taken.has(unique.toLowerCase()); number++) {
			unique = `${base} (${number})${extension ?? ''}`;
		}
		taken.add(unique.toLowerCase());
		return unique;
	};
}
