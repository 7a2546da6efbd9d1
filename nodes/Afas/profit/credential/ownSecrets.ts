import { asText } from '../values/read';
import type { AfasCredential } from './credential';
import { STRUCK, withoutSecretParts } from './secretParts';

/** Shorter values also occur in ordinary text, so rows keep them. */
const SHORTEST_IN_DATA = 12;

const SHORTEST_IN_REFUSAL = 4;

/**
 * A larger answer that is no refusal is only searched for the secrets of the request, in the form they were sent:
 * searching for all forms would take as long as reading the rows.
 */
const SMALL_BYTES = 1_000_000;

/**
 * Removes the credential's own secrets from an answer, whether a server repeats them as they are, percent-encoded,
 * escaped for JSON or XML, or in Base64. In a refusal it also removes parts of them, short ones, and those
 * in any other spelling. docs/afas.md rule 9.
 * @param body the same object when it holds none of them
 */
export function withoutOwnSecrets(
	body: Buffer,
	credential: AfasCredential,
	{ isRefusal }: { isRefusal: boolean },
): Buffer {
	const isSmall = body.length <= SMALL_BYTES;
	const secrets = [...sentSecrets(credential), ...(isSmall ? keptSecrets(credential) : [])];
	const shortest = isRefusal ? SHORTEST_IN_REFUSAL : SHORTEST_IN_DATA;
	const shown = secrets.filter((secret) => secret.length >= shortest);
	const forms = isSmall || isRefusal ? shown.flatMap(formsOf) : shown;
	const whole = forms.reduce(struck, body);
	return isRefusal && isSmall ? withoutSecretParts(whole, shown.flatMap(otherForms)) : whole;
}

/** The secrets that are sent to AFAS: the access token, the secret part of a classic token, the client secret. */
function sentSecrets({ accessToken, token, clientSecret }: AfasCredential): string[] {
	return [asText(accessToken).trim(), tokenData(token), asText(clientSecret).trim()];
}

/** The secrets that never leave n8n; the private key line by line, because its line breaks may get lost. */
function keptSecrets({ privateKey, webhookPassword }: AfasCredential): string[] {
	const lines = asText(privateKey).split(/\s+|\\n|-----[A-Z ]+-----/);
	return [asText(webhookPassword).trim(), ...lines.flatMap((line) => line.match(/.{1,64}/g) ?? [])];
}

/** The 64 characters of a classic token, pasted in any of its forms. */
function tokenData(token: unknown): string {
	const text = asText(token).replace(/\s+/g, '');
	const decoded = Buffer.from(text.replace(/^AfasToken/i, ''), 'base64').toString('latin1');
	const inXml = /<data>([^<]+)/.exec(text) ?? /<data>([^<]+)/.exec(decoded);
	return inXml?.[1].trim() ?? text;
}

/** The forms of a secret that do not only spell its characters otherwise. */
function otherForms(secret: string): string[] {
	return [secret, secret.replaceAll(' ', '+'), ...base64Forms(secret)];
}

/** All forms of a secret, the longest first. */
function formsOf(secret: string): string[] {
	const encoded = encodeURIComponent(secret);
	const inForm = new URLSearchParams({ '': secret }).toString().slice(1);
	const inXml = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
	const forms = [
		secret,
		encoded,
		inForm,
		...[encoded, inForm].map((text) => text.replace(/%[\dA-F]{2}/g, (hex) => hex.toLowerCase())),
		inXml,
		inXml.replace(/"/g, '&quot;'),
		...base64Forms(secret),
	];
	// XML or Base64 may stand inside JSON; there `/` may be escaped as well.
	const inJson = forms.map((form) => JSON.stringify(form).slice(1, -1));
	const all = [
		...forms,
		...inJson,
		...inJson.map((form) => form.replace(/\//g, '\\/')),
		...forms.flatMap(inDotNetJson),
	];
	return [...new Set(all)].sort((a, b) => b.length - a.length);
}

/** As System.Text.Json writes it by default, and as Json.NET does where it escapes HTML. */
function inDotNetJson(text: string): string[] {
	const escaped = (signs: RegExp, digits: (hex: string) => string) =>
		text
			.replace(/\\/g, '\\\\')
			.replace(signs, (sign) => `\\u${digits(sign.charCodeAt(0).toString(16).padStart(4, '0'))}`);
	return [
		escaped(/["&'+<>`]|[^ -~]/g, (hex) => hex.toUpperCase()),
		escaped(/[&'<>]/g, (hex) => hex).replace(/"/g, '\\u0022'),
	];
}

/**
 * The Base64 forms of a secret inside a longer text: the text before it shifts its bytes in one of three ways.
 * Characters that depend on the neighbouring text are left out.
 */
function base64Forms(secret: string): string[] {
	return [0, 1, 2].flatMap((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
		const text = bytes.toString('base64').replace(/=+$/, '');
		const own = text.slice(
			Math.ceil((before * 8) / 6),
			bytes.length % 3 === 0 ? undefined : text.length - 1,
		);
		if (own.length < SHORTEST_IN_DATA) return [];
		return [own, own.replace(/\+/g, '-').replace(/\//g, '_'), encodeURIComponent(own)];
	});
}

function struck(body: Buffer, form: string): Buffer {
	if (!body.includes(form)) return body;
	const parts: Buffer[] = [];
	let from = 0;
	for (let at = body.indexOf(form); at !== -1; at = body.indexOf(form, from)) {
		parts.push(body.subarray(from, at), Buffer.from(STRUCK));
		from = at + Buffer.byteLength(form);
	}
	return Buffer.concat([...parts, body.subarray(from)]);
}
