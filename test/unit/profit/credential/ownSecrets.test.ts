import type { AfasCredential } from '../../../../nodes/Afas/profit/credential/credential';
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
