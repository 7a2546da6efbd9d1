import { decodeBase64 } from '../../../../nodes/Afas/profit/files/base64';

const decode = (text: string) => decodeBase64(Buffer.from(text, 'latin1'));

/** Bytes from a fixed seed, so that a failure can be seen again. */
function bytesOf(size: number, seed: number): Buffer {
	const bytes = Buffer.alloc(size);
	let state = seed;
	for (let at = 0; at < size; at++) {
		state = (Math.imul(state, 1103515245) + 12345) >>> 0;
		bytes[at] = state >>> 16;
	}
	return bytes;
}

describe('decodeBase64', () => {
	// The vectors of RFC 4648, section 10.
	it.each([
		['', ''],
		['Zg==', 'f'],
		['Zm8=', 'fo'],
		['Zm9v', 'foo'],
		['Zm9vYg==', 'foob'],
		['Zm9vYmE=', 'fooba'],
		['Zm9vYmFy', 'foobar'],
	])('decodes %s', (text, expected) => {
		expect(decode(text)?.toString()).toBe(expected);
	});

	it.each([1, 49_151, 49_152, 49_153, 98_304, 300_001])('gives %i random bytes again', (size) => {
		const bytes = bytesOf(size, size);
		expect(decode(bytes.toString('base64'))?.equals(bytes)).toBe(true);
	});

	it("undoes JSON's escapes wherever a slice ends", () => {
		const bytes = bytesOf(200_000, 7);
		const text = bytes
			.toString('base64')
			.replace(/\//g, '\\/')
			.replace(/\+/g, '\\u002B')
			.replace(/=/g, '\\u003d');
		for (let shift = 0; shift < 6; shift++) {
			const shifted = '\\u0041'.repeat(shift) + 'A'.repeat(4 - (shift % 4)) + text;
			const zeros = ((shift + 4 - (shift % 4)) / 4) * 3;
			expect(decode(shifted)?.subarray(zeros).equals(bytes)).toBe(true);
		}
	});

	it('takes line breaks, escaped or not', () => {
		expect(decode('Zm9v\\r\\nYmFy\r\n')?.toString()).toBe('foobar');
		expect(decode('Zm\\u000d\\u000a9v')?.toString()).toBe('foo');
	});

	it.each([
		['a character too few', 'Zm9vYm'],
		['no padding', 'Zm8'],
		['padding in the middle', 'Zg==Zg=='],
		['too much padding', 'Zg==='],
		['only padding', '===='],
		['a foreign character', 'Zm9*YmFy'],
		['a character of the URL alphabet', 'Zm-_'],
		['bits after the end', 'Zh=='],
		['a space', 'Zm9v YmFy'],
		['a cut escape', 'Zm9v\\u00'],
		['a foreign escape', 'Zm9v\\tZm9v'],
		['an escape in capitals, which JSON does not have', 'Zm9v\\NZm9v'],
		['a code in capitals, which JSON does not have', 'Zm9v\\U0041Zm9'],
		['an escaped foreign character', 'Zm9v\\u0100'],
		['a data URI', 'data:text/plain;base64,Zm9v'],
	])('refuses %s', (_what, text) => {
		expect(decode(text)).toBeNull();
	});

	it('refuses what is damaged in a later slice', () => {
		const text = Buffer.alloc(150_000, 65).toString('base64');
		for (const at of [0, 65_536, 131_072, text.length - 1]) {
			expect(decode(`${text.slice(0, at)}!${text.slice(at + 1)}`)).toBeNull();
		}
		expect(decode(`${text.slice(0, 65_532)}QQ==${text.slice(65_536)}`)).toBeNull();
	});
});
