/** Characters to decode at a time; a multiple of four. */
const SLICE = 65_536;

/** What to remove from a slice: JSON escapes, and the line breaks of MIME's Base64. */
const NEEDS_CLEANING = /[\\\r\n]/;
const ESCAPE_OR_BREAK = /\\u([\da-fA-F]{4})|\\([/rn])|[\r\n]/g;
const CUT_ESCAPE = /\\(?:u[\da-fA-F]{0,3})?$/;

/**
 * Decodes Base64 slice by slice, without making one long string.
 * @param text the characters as in JSON text or an XML element; JSON escapes and line breaks are allowed
 * @returns the bytes, or null when the Base64 is damaged: a foreign character, a missing one, wrong padding
 */
export function decodeBase64(text: Buffer): Buffer | null {
	const bytes = Buffer.allocUnsafe(Math.ceil(text.length / 4) * 3);
	let length = 0;
	let isPadded = false;
	for (const slice of fours(text)) {
		const end = length + bytes.write(slice, length, 'base64');
		// Node skips unknown characters, so check that encoding gives the same text again.
		if (isPadded || bytes.toString('base64', length, end) !== slice) return null;
		length = end;
		isPadded = slice.endsWith('=');
	}
	return bytes.subarray(0, length);
}

/** Yields clean text in slices of whole groups of four; the last slice may be shorter if the text is damaged. */
function* fours(text: Buffer): Generator<string> {
	let cutEscape = '';
	let carry = '';
	for (let at = 0; at < text.length; at += SLICE) {
		const piece = cutEscape + text.toString('latin1', at, at + SLICE);
		cutEscape = CUT_ESCAPE.exec(piece)?.[0] ?? '';
		const whole = cutEscape === '' ? piece : piece.slice(0, -cutEscape.length);
		const clean = carry + cleaned(whole);
		const usable = clean.length - (clean.length % 4);
		carry = clean.slice(usable);
		if (usable > 0) yield clean.slice(0, usable);
	}
	if (carry !== '' || cutEscape !== '') yield carry + cutEscape;
}

function cleaned(piece: string): string {
	if (!NEEDS_CLEANING.test(piece)) return piece;
	return piece.replace(ESCAPE_OR_BREAK, (_match, code?: string, escaped?: string) => {
		if (code === undefined) return escaped === '/' ? '/' : '';
		return String.fromCharCode(parseInt(code, 16)).replace(/[\r\n]/, '');
	});
}
