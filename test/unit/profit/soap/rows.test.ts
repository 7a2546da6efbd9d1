import { ProfitError } from '../../../../nodes/Afas/profit/errors/profitError';
import type { GetField } from '../../../../nodes/Afas/profit/metainfo/types';
import { readRestRows } from '../../../../nodes/Afas/profit/rest/readRestRows';
import { readSoapRows } from '../../../../nodes/Afas/profit/soap/rows';
import { answerWith, envelope, rawAnswer } from './answers';

function fieldsOf(types: Record<string, string>): GetField[] {
	return Object.entries(types).map(([id, dataType]) => ({
		id,
		fieldId: `U_${id}`,
		label: id,
		dataType,
		length: null,
		decimals: null,
		controlType: null,
	}));
}

const restRowsIn = (json: string) => readRestRows(Buffer.from(json));

const rowsIn = (content: string, fields?: GetField[]) =>
	readSoapRows(answerWith(`<AfasGetConnector>${content}</AfasGetConnector>\n`), fields);

const SCHEMA = `<xs:schema id="NewDataSet" xmlns="" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:msdata="urn:schemas-microsoft-com:xml-msdata">
  <xs:element name="NewDataSet" msdata:IsDataSet="true"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element name="Orders"><xs:complexType><xs:sequence>
      <xs:element name="Id" type="xs:string" minOccurs="0"/>
      <xs:element name="Order_x0020_date" type="xs:dateTime" minOccurs="0"/>
      <xs:element name="Count" type="xs:int" minOccurs="0"/>
      <xs:element name="Amount" type="xs:decimal" minOccurs="0"/>
      <xs:element name="Open" type="xs:boolean" minOccurs="0"/>
      <xs:element name="File" type="xs:base64Binary" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:choice></xs:complexType></xs:element></xs:schema>`;

describe('readSoapRows', () => {
	it.each([
		['an empty root', answerWith('<AfasGetConnector/>')],
		['an empty root in two tags', answerWith('<AfasGetConnector></AfasGetConnector>\n')],
		['a root with only space', answerWith('<AfasGetConnector>\n</AfasGetConnector>')],
		['a schema and nothing else', answerWith(`<AfasGetConnector>${SCHEMA}</AfasGetConnector>`)],
		['an empty result', answerWith('')],
		['a result of space', rawAnswer('\n')],
		[
			'an empty result element',
			envelope(
				'<GetDataWithOptionsResponse xmlns="u"><GetDataWithOptionsResult /></GetDataWithOptionsResponse>',
			),
		],
		['no result element', envelope('<GetDataWithOptionsResponse xmlns="u" />')],
	])('gives no rows for %s', (_what, answer) => {
		expect(readSoapRows(answer, fieldsOf({ A: 'int' }))).toEqual([]);
	});

	it('gives one row as a list', () => {
		expect(rowsIn('<Orders><A>1</A></Orders>')).toEqual([{ A: '1' }]);
	});

	it('takes rows by their place, whatever the element is called', () => {
		for (const name of ['Orders', 'My_x0020_orders', 'schema', 'AfasGetConnector', '__proto__']) {
			expect(rowsIn(`<${name}><A>1</A></${name}><${name}><A>2</A></${name}>`)).toEqual([
				{ A: '1' },
				{ A: '2' },
			]);
		}
	});

	it('gives the same as REST for the same row', () => {
		const fields = fieldsOf({
			Code: 'string',
			Count: 'int',
			Amount: 'decimal',
			Big: 'decimal',
			Whole: 'int',
			Open: 'boolean',
			Closed: 'boolean',
			Date: 'date',
			Memo: 'blob',
			Empty: 'string',
			NoNumber: 'decimal',
			NoDate: 'date',
			NoFlag: 'boolean',
			Space: 'string',
		});
		const rest = restRowsIn(
			'{"skip":0,"take":1,"rows":[{"Code":"0012","Count":12,"Amount":-0.5,"Big":1234567890123456789.12,' +
				'"Whole":9007199254740993,"Open":true,"Closed":false,"Date":"2015-01-26T16:57:43",' +
				'"Memo":"a\\r\\nb <i>&amp;</i>","Empty":null,"NoNumber":null,"NoDate":null,"NoFlag":null,"Space":"  x "}]}',
		);
		const soap = rowsIn(
			'<R><Code>0012</Code><Count>12</Count><Amount>-0.5000000000</Amount><Big>1234567890123456789.12</Big>' +
				'<Whole>9007199254740993</Whole><Open>true</Open><Closed>0</Closed><Date>2015-01-26T16:57:43</Date>' +
				'<Memo>a&#xD;\nb &lt;i&gt;&amp;amp;&lt;/i&gt;</Memo><Empty /><NoNumber></NoNumber><NoDate/><Space>  x </Space></R>',
			fields,
		);
		expect(soap).toStrictEqual(rest);
		expect(Object.keys(soap[0])).toEqual(Object.keys(rest[0]));
	});

	it('types by the schema where metainfo is not there, and metainfo goes first', () => {
		const row =
			'<Orders><Id>007</Id><Order_x0020_date>2026-03-01T00:00:00</Order_x0020_date><Count>3</Count>' +
			'<Amount>16.00</Amount><Open>1</Open><File>QUJD</File></Orders>';
		expect(rowsIn(`${SCHEMA}\n${row}`)).toEqual([
			{
				Id: '007',
				'Order date': '2026-03-01T00:00:00',
				Count: 3,
				Amount: 16,
				Open: true,
				File: 'QUJD',
			},
		]);
		const fields = fieldsOf({ Id: 'int', Amount: 'string' });
		expect(rowsIn(`${SCHEMA}\n${row}`, fields)[0]).toMatchObject({ Id: 7, Amount: '16.00' });
	});

	it('keeps everything as text without types', () => {
		expect(rowsIn('<R><A>007</A><B>1.10</B><C>true</C><D/></R>')).toEqual([
			{ A: '007', B: '1.10', C: 'true', D: null },
		]);
	});

	it('gives every field of the metainfo in its order, and null for those left out', () => {
		const fields = fieldsOf({ A: 'string', B: 'int', C: 'boolean' });
		const rows = rowsIn('<R><C>true</C></R><R><B>2</B><A>x</A><New>1</New></R>', fields);
		expect(rows).toStrictEqual([
			{ A: null, B: null, C: true },
			{ A: 'x', B: 2, C: null, New: '1' },
		]);
		expect(rows.map((row) => Object.keys(row))).toEqual([
			['A', 'B', 'C'],
			['A', 'B', 'C', 'New'],
		]);
	});

	it('leaves text alone that does not fit its type', () => {
		const fields = fieldsOf({ A: 'int', B: 'boolean', C: 'date', D: 'decimal' });
		expect(rowsIn('<R><A>n.v.t.</A><B>J</B><C>1e kwartaal</C><D> </D></R>', fields)).toEqual([
			{ A: 'n.v.t.', B: 'J', C: '1e kwartaal', D: ' ' },
		]);
	});

	it('decodes names that .NET made fit for XML, once', () => {
		expect(
			rowsIn(
				'<R><Order_x0020_number>1</Order_x0020_number><_x0031_2>2</_x0031_2><A_x005F_x0020_B>3</A_x005F_x0020_B>' +
					'<_x0001F600_>4</_x0001F600_><A_x>5</A_x></R>',
			),
		).toEqual([{ 'Order number': '1', '12': '2', A_x0020_B: '3', '😀': '4', A_x: '5' }]);
	});

	it('does no harm with names that mean something to JavaScript', () => {
		const rows = rowsIn(
			'<R><__proto__>1</__proto__><constructor>2</constructor><toString>3</toString></R>',
		);
		// REST leaves __proto__ out as well.
		expect(Object.entries(rows[0])).toEqual([
			['constructor', '2'],
			['toString', '3'],
		]);
		expect(Object.getPrototypeOf(rows[0])).toBe(Object.prototype);
		expect(restRowsIn('{"rows":[{"__proto__":1,"constructor":"2","toString":"3"}]}')).toEqual(rows);
	});

	it.each([
		['CDATA in a field', '<R><A><![CDATA[<x>&]]></A></R>', '<x>&'],
		['a comment', '<R><!-- x --><A>a<!-- y -->b</A></R>', 'ab'],
		['nil', '<R><A xmlns:i="u" i:nil="true"/></R>', null],
		['attributes', '<R id="1"><A xml:space="preserve"> a </A></R>', ' a '],
		['a prefix', '<n:R xmlns:n="u"><n:A>1</n:A></n:R>', '1'],
	])('reads %s', (_what, xml, value) => {
		expect(rowsIn(xml)).toEqual([{ A: value }]);
	});

	it('reads a result that comes as CDATA', () => {
		const answer = rawAnswer(
			'<![CDATA[<AfasGetConnector><R><A>a &amp; b</A></R></AfasGetConnector>]]>',
		);
		expect(readSoapRows(answer)).toEqual([{ A: 'a & b' }]);
	});

	it.each([
		['a field twice', '<R><A>1</A><A>2</A></R>'],
		['a field twice under two spellings', '<R><A>1</A><_x0041_>2</_x0041_></R>'],
		['elements in a field', '<R><A><B>1</B></A></R>'],
		['text between fields', '<R>x<A>1</A></R>'],
		['text between rows', '<R/>x<R/>'],
	])('refuses %s, as nothing may be lost', (_what, xml) => {
		expect(() => rowsIn(xml)).toThrow('The answer of AFAS holds no rows in the form AFAS uses');
	});

	it('refuses another kind of result', () => {
		expect(() => readSoapRows(answerWith('<SubjectAttachmentInfo/>'))).toThrow('holds no rows');
	});

	it('refuses a result that is cut off, anywhere', () => {
		const xml = '<AfasGetConnector><R><A>a &amp; b</A><B /></R><R><A>1</A></R></AfasGetConnector>';
		for (let length = 1; length < xml.length; length += 1) {
			expect(() => readSoapRows(answerWith(xml.slice(0, length)))).toThrow(ProfitError);
		}
	});

	it('gives each row its own values, where texts repeat and where there are more than are kept', () => {
		const rows = Array.from({ length: 5_000 }, (_, index) => ({
			Id: String(index).padStart(5, '0'),
			Kind: `kind ${index % 7} of a few`,
			Count: index % 3_000,
		}));
		const content = rows
			.map(
				({ Id, Kind, Count }) =>
					`<Row><Id>${Id}</Id><Kind>${Kind}</Kind><Count>${Count}</Count></Row>`,
			)
			.join('');
		expect(rowsIn(content, fieldsOf({ Id: 'string', Kind: 'string', Count: 'int' }))).toEqual(rows);
	});
});
