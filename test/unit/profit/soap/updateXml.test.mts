import { memoryPages, validateXML } from 'xmllint-wasm';

import { keyFieldsOf } from '../../../../nodes/Afas/profit/metainfo/keys';
import { parseUpdateConnectorInfo } from '../../../../nodes/Afas/profit/metainfo/parseUpdate';
import type { UpdateField, UpdateObject } from '../../../../nodes/Afas/profit/metainfo/types';
import { updateXml } from '../../../../nodes/Afas/profit/soap/updateXml';
import { recordToElement } from '../../../../nodes/Afas/profit/records/recordToElement';
import type { WriteAction, WriteElement } from '../../../../nodes/Afas/profit/records/writeElement';
import { childElements, childNamed, textOf } from '../../../../nodes/Afas/profit/xml/element';
import { parseXml } from '../../../../nodes/Afas/profit/xml/fastXml';
import { seededRandom, type Random } from '../../../support/random.ts';
import { updateConnectors } from '../../../simulator/write/connectors/index.mts';
import { objectMetainfo } from '../../../simulator/write/definition.mts';
import { updateSchema } from './updateSchema';

const row = (object: string, parts: Partial<WriteElement> = {}): WriteElement => ({
	object,
	keys: [],
	fields: [],
	objects: [],
	...parts,
});

describe('updateXml', () => {
	it("writes AFAS's form", () => {
		const subject = row('KnSubject', {
			keys: [['SbId', '0123']],
			fields: [
				['StId', 45],
				['Ds', 'A & B <c>'],
				['Da', null],
				['St', true],
				['Fl', false],
				['Am', 0.0000001],
			],
			objects: [
				{
					name: 'KnSubjectLink',
					elements: [
						row('KnSubjectLink', { action: 'insert', fields: [['ToBC', true]] }),
						row('KnSubjectLink', { keys: [['SbId', '7']] }),
					],
				},
			],
		});
		expect(updateXml('KnSubject', [subject], 'update')).toBe(
			'<KnSubject xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Element SbId="0123">' +
				'<Fields Action="update"><StId>45</StId><Ds>A &amp; B &lt;c&gt;</Ds><Da xsi:nil="true"/><St>1</St>' +
				'<Fl>0</Fl><Am>0.0000001</Am></Fields>' +
				'<Objects><KnSubjectLink><Element><Fields Action="insert"><ToBC>1</ToBC></Fields></Element>' +
				'<Element SbId="7"><Fields Action="update"/></Element></KnSubjectLink></Objects>' +
				'</Element></KnSubject>',
		);
	});

	it('writes several records, each with its own action', () => {
		const xml = updateXml(
			'FbItemArticle',
			[row('FbItemArticle'), row('FbItemArticle', { action: 'delete', keys: [['ItCd', 'A']] })],
			'insert',
		);
		const actions = childElements(parseXml(xml)).map((each) =>
			childNamed(each, 'Fields')?.attributes.get('Action'),
		);
		expect(actions).toEqual(['insert', 'delete']);
	});

	it('can give the rows below another action than the record', () => {
		const order = row('FbSales', {
			keys: [['OrNu', '1']],
			objects: [{ name: 'FbSalesLines', elements: [row('FbSalesLines')] }],
		});
		expect(updateXml('FbSales', [order], 'update', 'insert')).toContain(
			'<Element OrNu="1"><Fields Action="update"/><Objects><FbSalesLines><Element><Fields Action="insert"/>',
		);
	});

	// docs/afas.md rule 14: a guess could add a row that is there already.
	it('refuses to guess about a row with an unknown key', () => {
		const info = parseUpdateConnectorInfo({
			id: 'X',
			name: 'X',
			fields: [{ fieldId: 'Id', primaryKey: true, dataType: 'int' }],
			objects: [
				{ name: 'Rows', fields: [{ fieldId: 'Nr', dataType: 'int' }] },
				{ name: 'XAttachment', fields: [{ fieldId: 'FileName', dataType: 'string' }] },
			],
		});
		const xml = (record: Record<string, unknown>, action: WriteAction = 'update') =>
			updateXml('X', [recordToElement(record, info).element], action);
		expect(() => xml({ Id: 1, Rows: [{ Nr: 2 }] })).toThrow(
			'it is not clear whether a row of Rows is to be added or changed',
		);
		expect(xml({ Id: 1, Rows: [{ Nr: 2, '@Action': 'update' }] })).toContain(
			'Action="update"><Nr>',
		);
		expect(xml({ Id: 1, Rows: [{ '@Nr': 2 }] })).toContain(
			'<Element Nr="2"><Fields Action="update"',
		);
		expect(xml({ Rows: [{ Nr: 2 }] }, 'insert')).toContain('Action="insert"><Nr>');
		expect(xml({ Id: 1, XAttachment: [{ FileName: 'a' }] })).toContain(
			'Action="insert"><FileName>',
		);
	});

	it('deletes a record, and of nested rows only the last', () => {
		expect(updateXml('FbSales', [row('FbSales', { keys: [['OrNu', '1']] })], 'delete')).toContain(
			'<Element OrNu="1"><Fields Action="delete"/></Element>',
		);
		const nested = (fields: WriteElement['fields']) =>
			row('FiEntryPar', {
				fields,
				objects: [
					{ name: 'FiEntries', elements: [row('FiEntries', { keys: [['EnNo', '70001']] })] },
				],
			});
		expect(updateXml('FiEntryPar', [nested([])], 'delete')).toContain(
			'<Element><Objects><FiEntries><Element EnNo="70001"><Fields Action="delete"/>',
		);
		expect(updateXml('FiEntryPar', [nested([['UnId', 1]])], 'delete')).toContain(
			'<Element><Fields Action="update"><UnId>1</UnId></Fields><Objects>',
		);
	});

	it.each([' a ', 'a\r\nb\tc', `"'<>&]]>`, '&amp;', 'é😀', 'true', '0012'])(
		'brings %j to AFAS as it is, as key and as field',
		(text) => {
			const xml = updateXml(
				'A',
				[row('A', { keys: [['K', text]], fields: [['F', text]] })],
				'insert',
			);
			const [element] = childElements(parseXml(xml));
			expect(element.attributes.get('K')).toBe(text);
			expect(textOf(childElements(childElements(element)[0])[0])).toBe(text);
		},
	);

	it.each([
		[row('KnSubject', { fields: [['Ds', 'a\u0007']] }), "Field 'Ds' of 'KnSubject'", 'U+0007'],
		[row('KnSubject', { keys: [['SbId', '\ud83d']] }), "Field 'SbId' of 'KnSubject'", 'U+D83D'],
	])('refuses a character that XML forbids and names the field', (element, field, character) => {
		expect(() => updateXml('KnSubject', [element], 'insert')).toThrow(
			`${field} holds the character ${character}, which XML cannot carry`,
		);
	});

	it.each(['a b', '1a', 'a><b', '', 'x:y', '#text'])('refuses %j as a name', (name) => {
		expect(() => updateXml('A', [row('A', { fields: [[name, 1]] })], 'insert')).toThrow(
			`'${name}' cannot be the name of a field in Profit`,
		);
		expect(() =>
			updateXml('A', [row('A', { objects: [{ name, elements: [] }] })], 'insert'),
		).toThrow(`'${name}' cannot be the name of an object in Profit`);
		expect(() => updateXml('A', [row('A', { keys: [[name, '1']] })], 'insert')).toThrow(name);
	});

	it('treats __proto__ and constructor as names like any other', () => {
		const fields: WriteElement['fields'] = [
			['__proto__', 'a'],
			['constructor', 'b'],
		];
		expect(updateXml('A', [row('A', { fields })], 'insert')).toContain(
			'<__proto__>a</__proto__><constructor>b</constructor>',
		);
	});
});

const SEED = 20260301;
const RECORDS = 40;
const TEXTS = ['a', '0012', ' x ', `<b>&amp;"'`, 'é😀', 'a\r\nb', ']]>', 'true', 'Müller & Zn'];

function someValue(field: UpdateField, random: Random): unknown {
	if (random.next() < 0.15) return null;
	if (field.values) return random.pick(field.values).id;
	switch (field.dataType) {
		case 'int':
			return random.pick([0, -3, '12', 2_000_000_000]);
		case 'decimal':
			// libxml2 knows decimals of up to 24 digits; AFAS has 26.
			return random.pick([0, -0.5, '12345678901234.1234567891', '16.00', 1e-7]);
		case 'boolean':
			return random.pick([true, false, '1', '0', 'true']);
		case 'date':
			return random.pick(['2026-03-01', '2026-03-01T10:00:00Z', '2026-03-01T10:00', '08:30']);
		default:
			return random.pick(TEXTS).slice(0, field.length || undefined);
	}
}

function someRecord(object: UpdateObject, random: Random): Record<string, unknown> {
	const record: Record<string, unknown> = {};
	const shuffled = [...object.fields].sort(() => random.next() - 0.5);
	for (const field of shuffled) {
		if (random.next() < 0.7) record[field.fieldId] = someValue(field, random);
	}
	// Over SOAP a row says what it is where nobody tells its key.
	if (keyFieldsOf(object).length === 0 || random.next() < 0.2)
		record['@Action'] = random.pick(['insert', 'update', 'delete']);
	for (const below of object.objects) {
		const count = random.whole(0, 2);
		if (count > 0) {
			record[below.name] = Array.from({ length: count }, () => someRecord(below, random));
		}
	}
	return record;
}

/** What xmllint, compiled to WebAssembly, finds in documents; none when all are valid. */
async function findings(schema: string, documents: string[]): Promise<string[]> {
	const { valid, errors, rawOutput } = await validateXML({
		schema: [{ fileName: 'schema.xsd', contents: schema }],
		xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
		maxMemoryPages: memoryPages.GiB,
	});
	return valid || errors.length > 0 ? errors.map(({ rawMessage }) => rawMessage) : [rawOutput];
}

describe(`update XML against an XSD in AFAS's style, seed ${SEED}`, () => {
	const infos = updateConnectors().map(({ id, description, root }) =>
		parseUpdateConnectorInfo({
			id,
			description: description.nl,
			...objectMetainfo(root, 'nl', { primaryKeyAsText: false, primaryKeyInFields: false }),
		}),
	);

	it.each(infos)('is valid for $id', async (info) => {
		const random = seededRandom(SEED);
		const schema = updateSchema(info);
		const documents = Array.from({ length: RECORDS }, (_unused, index) => {
			const action: WriteAction = (['insert', 'update', 'delete'] as const)[index % 3];
			const built = Array.from({ length: random.whole(1, 3) }, () =>
				recordToElement(someRecord(info, random) as never, info),
			);
			expect(built.flatMap((each) => each.findings)).toEqual([]);
			return updateXml(
				info.name,
				built.map((each) => each.element),
				action,
			);
		});
		expect(await findings(schema, documents)).toEqual([]);
		// The documents are not valid because they are empty.
		expect(documents.join('')).toContain('xsi:nil="true"');
	});

	it.each([
		['fields in another order', '<Fields Action="insert"><B>1</B><A>x</A></Fields>'],
		['no action', '<Fields><A>x</A></Fields>'],
		['an unknown action', '<Fields Action="upsert"><A>x</A></Fields>'],
		['empty text', '<Fields Action="insert"><A></A></Fields>'],
		['a word for a boolean', '<Fields Action="insert"><B>yes</B></Fields>'],
		['an unknown field', '<Fields Action="insert"><C>1</C></Fields>'],
	])('would have shown %s', async (_what, fields) => {
		const info = parseUpdateConnectorInfo({
			id: 'T',
			name: 'T',
			description: '',
			fields: [
				{ fieldId: 'A', dataType: 'string', length: 10 },
				{ fieldId: 'B', dataType: 'boolean' },
			],
		});
		const document = `<T><Element>${fields}</Element></T>`;
		expect(await findings(updateSchema(info), [document])).not.toEqual([]);
		const good = '<T><Element><Fields Action="insert"><A>x</A><B>1</B></Fields></Element></T>';
		expect(await findings(updateSchema(info), [good])).toEqual([]);
	});
});
