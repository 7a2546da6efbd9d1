import { asText } from '../values/read';

/**
 * A value as a user pastes it, without what copying adds: blanks and line breaks around it,
 * and invisible characters such as the one that Windows puts before a certificate's thumbprint.
 */
export function pasted(value: unknown): string {
	return asText(value)
		.replace(/\u200b|\u200e|\u200f|\u202a|\u202c|\ufeff/g, '')
		.trim();
}
