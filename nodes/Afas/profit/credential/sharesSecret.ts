/** A secret of this length or more is a key or a JWT, which contains many short texts by chance. */
const LONG_SECRET = 200;

/**
 * Whether a text repeats a secret or a part of it, as it is or form-urlencoded. Check this before showing text from
 * outside.
 * @returns true for at least 4 equal consecutive characters (6 for a key or JWT), or the whole of a shorter secret
 */
export function sharesSecret(text: string, secret: string): boolean {
	if (secret === '') return false;
	return [secret, new URLSearchParams({ '': secret }).toString().slice(1)].some((form) => {
		const part = Math.min(form.length, form.length >= LONG_SECRET ? 6 : 4);
		for (let start = 0; start + part <= form.length; start++) {
			if (text.includes(form.slice(start, start + part))) return true;
		}
		return false;
	});
}
