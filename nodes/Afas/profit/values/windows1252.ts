/** The characters of 0x80 to 0x9F; the rest is as in ISO 8859-1. Source: Unicode's CP1252.TXT. */
const HIGH_CONTROLS =
	'\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
	'\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Decodes Windows-1252, in which Profit writes its logs. Some versions of Node decode 0x80 to 0x9F as control characters. */
export function windows1252Text(bytes: Uint8Array): string {
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
	return text.replace(/[\x80-\x9f]/g, (character) => HIGH_CONTROLS[character.charCodeAt(0) - 0x80]);
}
