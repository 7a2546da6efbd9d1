import { readUpdateResult } from '../../../../nodes/Afas/profit/soap/updateResult';
import { answeredRecords } from '../../../../nodes/Afas/profit/records/answeredRecords';
import { answerWith, envelope, rawAnswer } from './answers';

const answered = (answer: string, count = 1) =>
	answeredRecords(readUpdateResult(answer), 'KnCourseMember', count);
const resultOf = (xml: string) => readUpdateResult(answerWith(xml, 'Execute'));

// The same as REST gives for what AFAS answers in JSON. docs/afas.md rule 2.
describe('the answer to a write over SOAP', () => {
	it.each([
		['an empty result', envelope('<ExecuteResponse xmlns="u"><ExecuteResult /></ExecuteResponse>')],
		['no result', envelope('<ExecuteResponse xmlns="u" />')],
		['space', rawAnswer('\n', 'Execute')],
		['empty results', answerWith('<?xml version="1.0"?><results/>', 'Execute')],
	])('holds nothing: %s', (_what, answer) => {
		expect(answered(answer)).toEqual([{ key: null, results: null }]);
	});

	it.each([
		['another document', '<ok>1</ok>', { ok: '1' }],
		['text', 'OK', 'OK'],
	])('in another form than known keeps what AFAS gave: %s', (_what, given, results) => {
		expect(answered(answerWith(given, 'Execute'))).toEqual([{ key: null, results }]);
	});

	it('gives the record by its name, and text as it is', () => {
		expect(
			resultOf(
				'<?xml version="1.0"?><results><KnSalesRelationOrg><DbId>000100001</DbId></KnSalesRelationOrg></results>',
			),
		).toEqual({ results: { KnSalesRelationOrg: { DbId: '000100001' } } });
	});

	it('gives several records in order', () => {
		const answer = answerWith(
			'<results>\n <KnCourseMember><CrId>1</CrId><CdId>2 &amp; 3</CdId></KnCourseMember>\n' +
				' <KnCourseMember><CrId>4</CrId><CdId/></KnCourseMember>\n</results>',
			'Execute',
		);
		const records = [
			{ CrId: '1', CdId: '2 & 3' },
			{ CrId: '4', CdId: '' },
		];
		expect(readUpdateResult(answer)).toEqual({ results: { KnCourseMember: records } });
		expect(answered(answer, 2)).toEqual(
			records.map((record) => ({ key: record, results: { KnCourseMember: record } })),
		);
	});

	it('does no harm with names that mean something to JavaScript', () => {
		const [{ key }] = answered(
			answerWith('<results><A><__proto__>1</__proto__></A></results>', 'Execute'),
		);
		expect(Object.entries(key as object)).toEqual([['__proto__', '1']]);
		expect(Object.getPrototypeOf(key)).toBe(Object.prototype);
	});

	it("throws AFAS's words for a fault, and says when it is no SOAP", () => {
		const fault = envelope(
			'<soap:Fault><faultcode>x</faultcode><faultstring>Geblokkeerd</faultstring></soap:Fault>',
		);
		expect(() => readUpdateResult(fault)).toThrow('Geblokkeerd');
		expect(() => readUpdateResult('')).toThrow('An empty answer came back');
	});
});
