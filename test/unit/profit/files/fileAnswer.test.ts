import { readFileAnswer } from '../../../../nodes/Afas/profit/files/fileAnswer';

const read = (text: string) => readFileAnswer(Buffer.from(text));

describe('readFileAnswer', () => {
	it('reads name, MIME type and bytes', () => {
		const answer = { filename: 'é "a" \\ b.pdf', mimetype: 'text/x', filedata: 'AAEC/w==' };
		expect(read(JSON.stringify(answer))).toEqual({
			fileName: answer.filename,
			mimeType: 'text/x',
			data: Buffer.from([0, 1, 2, 255]),
		});
	});

	it('takes any order, letter case, space, BOM and other members', () => {
		const text = `\uFEFF \r\n{ "size" : -12.5e3 , "FileData":"AAEC",\n"list":[{"a":"}]\\""},[]],"x":{},
			"gone":null,"FILENAME" : "\\u0061\\/b" }\n`;
		expect(read(text)).toMatchObject({ fileName: 'a/b', data: Buffer.from([0, 1, 2]) });
	});

	it('reads a file of 0 bytes', () => {
		expect(read('{"filename":"a","mimetype":"text/plain","filedata":""}').data).toHaveLength(0);
	});

	it.each([
		['application/pdf', '%PDF-1.7 …'],
		['image/png', '\x89PNG\r\n\x1a\n…'],
		['image/jpeg', '\xff\xd8\xff\xe0'],
		['application/zip', 'PK\x03\x04…'],
		['image/webp', 'RIFF\x01\x02\x03\x04WEBPVP8'],
		['application/octet-stream', 'something else'],
		['application/octet-stream', ''],
	])('guesses %s when AFAS tells no type', (expected, content) => {
		const filedata = Buffer.from(content, 'latin1').toString('base64');
		expect(read(JSON.stringify({ filedata })).mimeType).toBe(expected);
		expect(read(JSON.stringify({ filedata, mimetype: '' })).mimeType).toBe(expected);
		for (const mimetype of ['application/octet-stream', 'Application/Octet-Stream; charset=x']) {
			expect(read(JSON.stringify({ filedata, mimetype })).mimeType).toBe(expected);
		}
		expect(read(JSON.stringify({ filedata, mimetype: 'x/y' })).mimeType).toBe('x/y');
	});

	it.each([
		['damaged', '{"filedata":"Zm9*"}'],
		['damaged', '{"filedata":"Zm9"}'],
		['holds no file', '{"filename":"a"}'],
		['holds no file', '{"filedata":null}'],
		['holds no file', '{}'],
		['cut off', '{"filename":"a","filedata":"Zm9v'],
		['cut off', '{"filename":"a","filedata":"Zm9v"'],
		['cut off', '{"filedata":"Zm9v","mimetype":'],
		['cut off', '{"filedata":"Zm9v","list":[1,'],
		['cut off', '{"filedata":"Zm9v"} x'],
		['A web page', '<!DOCTYPE html><html>'],
		['An empty answer', ''],
	])('says that it is %s: %s', (expected, text) => {
		expect(() => read(text)).toThrow(
			expect.objectContaining({ kind: 'badAnswer', message: expect.stringContaining(expected) }),
		);
	});

	it('reads `__proto__` as a name like any other', () => {
		expect(read('{"__proto__":"x","filedata":"Zm9v"}').data.toString()).toBe('foo');
	});
});
