import { asText } from '../values/read';

/**
 * Removes what copying adds to a value: surrounding blanks and line breaks, and invisible characters such as the one
 * that Windows puts before a certificate's thumbprint.
 */
export function pasted(value: unknown): string {
	return asText(value)
		.replace(/\u200b|\u200e|\u200f|\u202a|\u202c|\ufeff/g, '')
		.trim();
}
