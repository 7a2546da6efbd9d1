/** From this length on a secret is a key or a JWT, in which any few letters occur by chance. */
const LONG_SECRET = 200;

/**
 * Whether a text repeats a secret, whole or in part, as it is or form-urlencoded. Text that comes from outside is
 * asked this before it is shown.
 * @returns true from 4 equal characters in a row on (6 with a key or JWT), or the whole of a shorter secret
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
