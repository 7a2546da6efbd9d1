/** Maximum length of a reference: `&#x10FFFF;` with room for leading zeros. */
const LONGEST_REFERENCE = 16;

/** Gives the character of a numeric reference such as `#38` or `#x26`; null if there is none. */
function numericCharacter(reference: string): string | null {
	const hex = reference.charCodeAt(1) === 120;
	const digits = reference.slice(hex ? 2 : 1);
	if (!(hex ? /^[0-9A-Fa-f]+$/ : /^[0-9]+$/).test(digits)) return null;
	const code = parseInt(digits, hex ? 16 : 10);
	if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
	return String.fromCodePoint(code);
}

function character(reference: string): string | null {
	switch (reference) {
		case 'amp':
			return '&';
		case 'lt':
			return '<';
		case 'gt':
			return '>';
		case 'quot':
			return '"';
		case 'apos':
			return "'";
		default:
			return reference.charCodeAt(0) === 35 ? numericCharacter(reference) : null;
	}
}

/**
 * Decodes XML's five entities and numeric character references, once. Control characters as a reference are accepted,
 * because .NET writes them this way, and REST gives them in its JSON.
 * @returns the text, or null if it holds another entity or a bare `&`
 */
export function decodeReferences(text: string): string | null {
	let ampersand = text.indexOf('&');
	if (ampersand < 0) return text;
	let decoded = '';
	let done = 0;
	while (ampersand >= 0) {
		const semicolon = text.indexOf(';', ampersand);
		if (semicolon < 0 || semicolon - ampersand > LONGEST_REFERENCE) return null;
		const replacement = character(text.slice(ampersand + 1, semicolon));
		if (replacement === null) return null;
		decoded += text.slice(done, ampersand) + replacement;
		done = semicolon + 1;
		ampersand = text.indexOf('&', done);
	}
	return decoded + text.slice(done);
}

/** Normalizes line ends as an XML parser does: CR LF and CR become LF. XML 1.0, 2.11. */
export function normalizeLineEnds(text: string): string {
	return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Escapes text inside an element. A CR becomes a reference, because a parser turns a bare one into LF. */
export function escapeText(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/\r/g, '&#xD;');
}

/** Escapes an attribute's value; line ends and tabs become references, because a parser turns them into spaces. */
export function escapeAttribute(text: string): string {
	return escapeText(text)
		.replace(/"/g, '&quot;')
		.replace(/'/g, '&apos;')
		.replace(/\n/g, '&#xA;')
		.replace(/\t/g, '&#x9;');
}

/**
 * Finds the first character that no XML 1.0 document can hold, not even as a reference: control characters, half
 * surrogate pairs, U+FFFE and U+FFFF. XML 1.0, 2.2.
 * @returns the character as `U+0001`, or null if there is none
 */
export function forbiddenCharacter(text: string): string | null {
	const found = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text);
	if (!found) return null;
	const code = found[0].codePointAt(0) ?? 0;
	return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
