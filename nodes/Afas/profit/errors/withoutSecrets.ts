/** What secrets look like when a server echoes a request that it rejects. */
const SECRETS: ReadonlyArray<readonly [form: RegExp, shown: string]> = [
	[/\b(AfasToken)\s+[^\s"'<>,;]+/gi, '$1 ***'],
	// At least as long as an access token, because "bearer" is also a word.
	[/\b(Bearer)\s+[\w.~+/=-]{16,}/gi, '$1 ***'],
	[/<token>[^]*?(?:<\/token>|$)/gi, '<token>***</token>'],
	// The Base64 of `<token`.
	[/PHRva2Vu[\w+/=-]*/g, '***'],
	// The data part of a classic token.
	[/\b[0-9A-Za-z]{64}\b/g, '***'],
	// A signed JWT.
	[/\beyJ[\w-]*\.[\w-]+\.[\w-]*/g, '***'],
	[/\b(client_secret|client_assertion|access_token)(["':=\s]+)[^\s"'&<>,;]+/gi, '$1$2***'],
];

/** Removes what may be a secret of the credential from text from outside, such as a message. */
export function withoutSecrets(words: string): string {
	return SECRETS.reduce((text, [form, shown]) => text.replace(form, shown), words);
}
