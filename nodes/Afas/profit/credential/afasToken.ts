import { inputError } from '../errors/profitError';
import { asText } from '../values/read';

const TOKEN_XML = /^<token><version>(\d+)<\/version><data>([0-9A-Za-z]{64})<\/data><\/token>$/;
const DATA_PART = /^[0-9A-Za-z]{64}$/;

/**
 * The value of the Authorization header for a classic AfasToken.
 * Takes the whole XML, its 64-character data part, or the Base64 of the XML: all three give the same header.
 * `AfasToken ` and the Base64 of the whole XML, docs/afas.md 1.1.
 * @throws ProfitError `input`; the message never holds the token
 */
export function afasTokenHeader(token: unknown): string {
	// Pasting often adds white space, which a token never contains.
	const text = asText(token).replace(/\s+/g, '');
	const xml = DATA_PART.test(text)
		? `<token><version>1</version><data>${text}</data></token>`
		: text.startsWith('<')
			? text
			: Buffer.from(text.replace(/^AfasToken/i, ''), 'base64')
					.toString('latin1')
					.replace(/\s+/g, '');
	if (!TOKEN_XML.test(xml)) {
		throw inputError(
			text === '' ? "'Token' is empty" : "'Token' is not a complete AFAS token",
			'Paste it as Profit shows it: <token><version>1</version><data>…</data></token>, with 64 characters between <data> and </data>.',
		);
	}
	return `AfasToken ${Buffer.from(xml, 'latin1').toString('base64')}`;
}
