import { parseUpdateResult } from '../../../../nodes/Afas/profit/soap/updateResult';
import { keysPerElement } from '../../../../nodes/Afas/profit/records/parseWriteResult';
import { answerWith, envelope, rawAnswer } from './answers';

const resultOf = (xml: string) => parseUpdateResult(answerWith(xml, 'Execute'));

describe('parseUpdateResult', () => {
	it.each([
		['an empty result', envelope('<ExecuteResponse xmlns="u"><ExecuteResult /></ExecuteResponse>')],
		['no result', envelope('<ExecuteResponse xmlns="u" />')],
		['space', rawAnswer('\n', 'Execute')],
		['empty results', answerWith('<?xml version="1.0"?><results/>', 'Execute')],
		['a record without keys', answerWith('<results><KnSubject/></results>', 'Execute')],
		['another document', answerWith('<ok>1</ok>', 'Execute')],
		['text', answerWith('OK', 'Execute')],
	])('gives no keys for %s', (_what, answer) => {
		expect(parseUpdateResult(answer)).toEqual([]);
	});

	it('gives one key as text', () => {
		expect(
			resultOf(
				'<?xml version="1.0"?><results><KnSalesRelationOrg><DbId>000100001</DbId></KnSalesRelationOrg></results>',
			),
		).toEqual([{ DbId: '000100001' }]);
	});

	it('gives several keys, in order, whatever the record is called', () => {
		const results = resultOf(
			'<results>\n <KnCourseMember><CrId>1</CrId><CdId>2 &amp; 3</CdId></KnCourseMember>\n' +
				' <KnCourseMember><CrId>4</CrId><CdId/></KnCourseMember>\n</results>',
		);
		expect(results).toEqual([
			{ CrId: '1', CdId: '2 & 3' },
			{ CrId: '4', CdId: '' },
		]);
		expect(keysPerElement(results, 2)).toEqual(results);
	});

	it('does no harm with names that mean something to JavaScript', () => {
		const [keys] = resultOf('<results><A><__proto__>1</__proto__></A></results>');
		expect(Object.entries(keys)).toEqual([['__proto__', '1']]);
		expect(Object.getPrototypeOf(keys)).toBe(Object.prototype);
	});

	it("throws AFAS's words for a fault, and says when it is no SOAP", () => {
		const fault = envelope(
			'<soap:Fault><faultcode>x</faultcode><faultstring>Geblokkeerd</faultstring></soap:Fault>',
		);
		expect(() => parseUpdateResult(fault)).toThrow('Geblokkeerd');
		expect(() => parseUpdateResult('')).toThrow('An empty answer came back');
	});
});
