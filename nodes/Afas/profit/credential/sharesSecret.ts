import { spelledOut } from '../values/spelledOut';

/** A secret of this length or more is a key or a JWT, which contains many short texts by chance. */
const LONG_SECRET = 200;

/**
 * Whether a text repeats a secret or a part of it, however its characters are spelled. Check this before showing text from
 * outside.
 * @returns true for at least 4 equal consecutive characters (6 for a key or JWT), or the whole of a shorter secret
 */
export function sharesSecret(text: string, secret: string): boolean {
	if (secret === '') return false;
	const bytes = inLatin1(text);
	const texts = [bytes, spelledOut(bytes).text];
	return [secret, new URLSearchParams({ '': secret }).toString().slice(1)].some((given) => {
		const form = inLatin1(given);
		const part = Math.min(form.length, form.length >= LONG_SECRET ? 6 : 4);
		for (let start = 0; start + part <= form.length; start++) {
			const piece = form.slice(start, start + part);
			if (texts.some((shown) => shown.includes(piece))) return true;
		}
		return false;
	});
}

/** A character for each byte of UTF-8. */
function inLatin1(text: string): string {
	return Buffer.from(text).toString('latin1');
}
