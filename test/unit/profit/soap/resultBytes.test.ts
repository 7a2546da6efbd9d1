import { readAttachmentNames } from '../../../../nodes/Afas/profit/soap/attachments';
import { soapResultBytes } from '../../../../nodes/Afas/profit/soap/result';
import { answerWith, envelope, rawAnswer } from './answers';

const read = (answer: string) => soapResultBytes(Buffer.from(answer)).toString();

describe('soapResultBytes', () => {
	it('gives a part of the answer, not a copy', () => {
		const answer = Buffer.from(rawAnswer('Zm9vYmFy', 'GetAttachment'));
		const result = soapResultBytes(answer);
		expect(result.toString()).toBe('Zm9vYmFy');
		expect(result.buffer).toBe(answer.buffer);
	});

	it.each([
		['a section', rawAnswer('<![CDATA[Zm9v]]>'), 'Zm9v'],
		['references', rawAnswer('Zm&#x39;v'), 'Zm9v'],
		['nothing', rawAnswer(''), ''],
		[
			'a long head',
			`<!--${'x'.repeat(5000)}-->${answerWith('Zm9v')}`.replace(
				/^(<!--.*?-->)(<\?xml.*?\?>)/s,
				'$2$1',
			),
			'Zm9v',
		],
	])('reads %s', (_what, answer, expected) => {
		expect(read(answer)).toBe(expected);
	});

	it.each([
		['cut off', rawAnswer('Zm9v').slice(0, -10)],
		[
			'cut off in the result',
			rawAnswer('Zm9vYmFy').slice(0, rawAnswer('Zm9vYmFy').indexOf('YmFy')),
		],
		['a page', '<html><body>x</body></html>'],
		['empty', ''],
	])('refuses what is %s', (_what, answer) => {
		expect(() => read(answer)).toThrow(expect.objectContaining({ kind: 'badAnswer' }));
	});

	it("throws AFAS's words of a fault", () => {
		const fault =
			'<soap:Fault><faultcode>soap:Server</faultcode><faultstring>Bestaat niet</faultstring></soap:Fault>';
		expect(() => read(envelope(fault))).toThrow('Bestaat niet');
	});
});

describe('readAttachmentNames', () => {
	// docs/afas.md 3.10.
	it('gives the names by file ID', () => {
		const list =
			'<SubjectAttachmentInfo><Attachment fileId="ab01" filename="a &amp; b.pdf"/><Attachment fileId="CD" filename="c"/></SubjectAttachmentInfo>';
		expect([...readAttachmentNames(list)]).toEqual([
			['AB01', 'a & b.pdf'],
			['CD', 'c'],
		]);
		expect(readAttachmentNames('<SubjectAttachmentInfo />').size).toBe(0);
		expect(readAttachmentNames('').size).toBe(0);
	});

	it('refuses another document', () => {
		expect(() => readAttachmentNames('<html/>')).toThrow('no list of attachments');
		expect(() => readAttachmentNames('no XML')).toThrow('no list of attachments');
	});
});
