import { asUtf8, utf8Text } from '../../../../nodes/Afas/profit/values/utf8';

const damaged = expect.objectContaining({
	kind: 'badAnswer',
	message: 'The answer of AFAS is damaged: not all of it is text',
});
const thrownBy = (task: () => unknown) => {
	try {
		return task();
	} catch (error) {
		return error;
	}
};

describe('rule 10: bytes that are no text', () => {
	it('are refused, and nothing is put in their place', () => {
		const bytes = Buffer.concat([Buffer.from('Curaç'), Buffer.from([0xff]), Buffer.from('ao')]);
		expect(thrownBy(() => utf8Text(bytes))).toEqual(damaged);
		// Half of the two bytes of a character.
		expect(thrownBy(() => utf8Text(Buffer.from('é').subarray(0, 1)))).toEqual(damaged);
	});

	it('are text when they are UTF-8, with or without a byte order mark', () => {
		expect(utf8Text(Buffer.from('Curaçao 文件 😀'))).toBe('Curaçao 文件 😀');
		expect(utf8Text(Buffer.from('\uFEFF{"a":1}'))).toBe('{"a":1}');
		expect(utf8Text(Buffer.alloc(0))).toBe('');
	});
});

describe('an answer in another charset', () => {
	it.each([
		['application/json; charset=iso-8859-1', 'latin1'],
		['text/xml;charset="UTF-16LE"', 'utf16le'],
	] as const)('%s is read as it says', (contentType, encoding) => {
		const bytes = Buffer.from('{"Co":"Curaçao"}', encoding);
		expect(asUtf8(bytes, contentType).toString()).toBe('{"Co":"Curaçao"}');
	});

	it.each([undefined, 'application/json', 'text/html; charset=us-ascii', 'x; charset=UTF-8'])(
		'%s leaves the bytes as they are',
		(contentType) => {
			const bytes = Buffer.from('Curaçao');
			expect(asUtf8(bytes, contentType)).toBe(bytes);
		},
	);

	it('that is unknown is refused', () => {
		const bytes = Buffer.from('x');
		expect(thrownBy(() => asUtf8(bytes, 'text/xml; charset=x-profit'))).toEqual(damaged);
		// Even then nothing is nothing: AFAS may answer a write so.
		expect(asUtf8(Buffer.alloc(0), 'text/xml; charset=x-profit')).toHaveLength(0);
	});
});
