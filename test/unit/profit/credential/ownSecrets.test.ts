import type { AfasCredential } from '../../../../nodes/Afas/profit/credential/credential';
import { seededRandom } from '../../../support/random';
import { withoutOwnSecrets } from '../../../../nodes/Afas/profit/credential/ownSecrets';

const DATA = '9F3A'.repeat(16);
const XML = `<token><version>1</version><data>${DATA}</data></token>`;
const LINES = [
	'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj',
	'MzEfYyjiWA4R4/M2bS1GB4t7',
];
const PEM = `-----BEGIN PRIVATE KEY-----\n${LINES.join('\n')}\n-----END PRIVATE KEY-----\n`;
const CREDENTIAL: AfasCredential = {
	token: XML,
	accessToken: 'eyJ.access+token/of-this~call',
	clientSecret: 'Gehé im & "co"',
	privateKey: PEM,
	webhookPassword: 'kort',
};

const data = (text: string, credential = CREDENTIAL) =>
	withoutOwnSecrets(Buffer.from(text), credential, { isRefusal: false }).toString();
const refusal = (text: string, credential = CREDENTIAL) =>
	withoutOwnSecrets(Buffer.from(text), credential, { isRefusal: true }).toString();

describe('withoutOwnSecrets', () => {
	it.each([
		['an access token', 'eyJ.access+token/of-this~call'],
		['a client secret in JSON', JSON.stringify('Gehé im & "co"').slice(1, -1)],
		['a client secret in XML', 'Gehé im &amp; "co"'],
		['a client secret in a form', 'Geh%C3%A9+im+%26+%22co%22'],
		['a slash that is escaped', 'eyJ.access+token\\/of-this~call'],
		["a token's data", DATA],
		['a line of the private key', LINES[0]],
	])('strikes %s out, and nothing around it', (_what, secret) => {
		expect(data(`é ${secret} à`)).toBe('é *** à');
		expect(refusal(`é ${secret} à`)).toBe('é *** à');
		expect(data(`${secret}${secret}`)).toBe('******');
	});

	it('knows the token from every form in which it is pasted', () => {
		for (const token of [
			XML,
			DATA,
			` ${Buffer.from(XML).toString('base64')}\n`,
			`AfasToken ${Buffer.from(XML).toString('base64')}`,
		]) {
			expect(data(`"${DATA}"`, { token })).toBe('"***"');
			const header = data(Buffer.from(XML).toString('base64'), { token });
			expect(Buffer.from(header.replace(/\*+/g, ' '), 'base64').toString()).not.toContain(
				DATA.slice(0, 8),
			);
		}
	});

	it('strikes parts of a secret out of a refusal, cut off at any place', () => {
		for (let length = 12; length <= DATA.length; length++) {
			expect(refusal(`Unknown ${DATA.slice(0, length)}`)).toBe('Unknown ***');
		}
		expect(refusal(`key ${LINES[0].slice(20, 50)}!`)).toBe('key ***!');
	});

	it('keeps short passwords in data, where they are words, and not in a refusal', () => {
		expect(data('{"a":"te kort"}')).toBe('{"a":"te kort"}');
		expect(refusal('te kort')).toBe('te ***');
	});

	it.each([
		['as .NET escapes JSON', 'Geh\\u00E9 im \\u0026 \\u0022co\\u0022'],
		['as Json.NET escapes HTML', 'Gehé im \\u0026 \\u0022co\\u0022'],
	])('strikes a client secret out of data %s', (_how, secret) => {
		expect(data(`{"a":"é ${secret} à"}`)).toBe('{"a":"é *** à"}');
	});

	it('strikes a secret out of a refusal however its characters are spelled', () => {
		const hex = (byte: number) => byte.toString(16).padStart(2, '0');
		const ways: Array<(byte: number) => string> = [
			(byte) => String.fromCharCode(byte),
			(byte) => `%${hex(byte)}`,
			(byte) => `%${hex(byte).toUpperCase()}`,
			(byte) => `%25${hex(byte)}`,
			(byte) => `\\u00${hex(byte)}`,
			(byte) => `\\\\u00${hex(byte)}`,
			(byte) => `\\x${hex(byte)}`,
			(byte) => `&#${byte};`,
			(byte) => `&#x${hex(byte)};`,
			(byte) => `&amp;#${byte};`,
			(byte) => `${String.fromCharCode(byte)}\r\n\t`,
			(byte) => `${String.fromCharCode(byte)}\\n`,
			(byte) => `${String.fromCharCode(byte)}%0d%0a`,
		];
		const random = seededRandom(20261129);
		for (let time = 0; time < 500; time++) {
			const length = random.whole(4, 80);
			const secret = Array.from({ length }, () => String.fromCharCode(random.whole(0x30, 0x7a)))
				.join('')
				.replace(/[\\&%]/g, 'x');
			// One way for all of it, or another one for each character.
			const some = random.pick([ways, [random.pick(ways)]]);
			const written = Array.from(secret, (character) => random.pick(some)(character.charCodeAt(0)));
			// A server may cut off what is long.
			const cut = written.slice(0, random.whole(Math.min(12, length), length)).join('');
			for (const text of [written.join(''), cut]) {
				const shown = refusal(`voor “${text}„ na`, { clientSecret: secret });
				const isStruck = /^voor “\*\*\*(?:\r\n\t|\\n|%0d%0a)?„ na$/.test(shown);
				expect([isStruck, text, secret, shown]).toEqual([true, text, secret, shown]);
			}
		}
	});

	it('gives the very same bytes when there is nothing to strike out', () => {
		const body = Buffer.from([0xff, 0x00, 0x80, 0x41]);
		expect(withoutOwnSecrets(body, CREDENTIAL, { isRefusal: true })).toBe(body);
		expect(withoutOwnSecrets(body, {}, { isRefusal: false })).toBe(body);
	});

	it('takes little of the time of a large read', () => {
		const body = Buffer.alloc(50_000_000, '{"DebtorId":"0012","Name":"Abc"},');
		const started = performance.now();
		withoutOwnSecrets(body, CREDENTIAL, { isRefusal: false });
		expect(performance.now() - started).toBeLessThan(2_000);
	});

	it('finds in a large read what was sent with the request, as it was sent', () => {
		const rows = '{"DebtorId":"0012","Name":"Abc"},'.repeat(50_000);
		expect(data(`${rows}${DATA}${rows}`)).toBe(`${rows}***${rows}`);
	});
});
