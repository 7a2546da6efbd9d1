import { readSoapTable } from '../../../../nodes/Afas/profit/soap/rows';
import { schemaFits } from '../../../../nodes/Afas/profit/soap/schemaFits';
import { answerWith } from './answers';

const FIELDS = [
	{ id: 'Code', dataType: 'string' },
	{ id: 'Order date', dataType: 'date' },
	{ id: 'Size', dataType: 'int' },
	{ id: 'Price', dataType: 'decimal' },
	{ id: 'Active', dataType: 'boolean' },
	{ id: 'Memo', dataType: 'blob' },
];
const TYPES = {
	Code: 'xs:string',
	Order_x0020_date: 'xs:dateTime',
	Size: 'xs:int',
	Price: 'xs:decimal',
	Active: 'xs:boolean',
	Memo: 'xs:string',
};

/** In the form of a stored answer. docs/afas.md 3.3. */
function schemaOf(types: Record<string, string>): string {
	const fields = Object.entries(types).map(
		([name, type]) => `<xs:element name="${name}" type="${type}" minOccurs="0"/>`,
	);
	return (
		'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="AfasGetConnector"><xs:complexType>' +
		'<xs:choice maxOccurs="unbounded"><xs:element name="Products"><xs:complexType><xs:sequence>' +
		`${fields.join('')}</xs:sequence></xs:complexType></xs:element></xs:choice></xs:complexType></xs:element></xs:schema>`
	);
}

const ROW = '<Products><Code>0012</Code></Products>';
const SCHEMA = schemaOf(TYPES);

/** Read by the quick reader, and by the library, which a comment leaves it to. */
const FORMS: Array<[string, (inside: string) => string]> = [
	['alone', (inside) => inside],
	['with rows', (inside) => inside + ROW],
	['with a comment', (inside) => `${inside}<!-- x -->${ROW}`],
];

describe.each(FORMS)('a schema %s', (_name, form) => {
	const fits = (inside: string) => {
		const answer = answerWith(`<AfasGetConnector>${form(inside)}</AfasGetConnector>`);
		const { rows, columns } = readSoapTable(answer, FIELDS);
		expect(rows.map(({ Code }) => Code)).toEqual(form('').includes('0012') ? ['0012'] : []);
		return schemaFits(columns, FIELDS);
	};

	it.each([
		['as AFAS writes it', SCHEMA],
		['with long whole numbers', schemaOf({ ...TYPES, Size: 'xs:long' })],
		['with a whole number for decimals', schemaOf({ ...TYPES, Price: 'xs:int' })],
		['with days', schemaOf({ ...TYPES, Order_x0020_date: 'xs:date' })],
		['with files', schemaOf({ ...TYPES, Memo: 'xs:base64Binary' })],
		['with another prefix', SCHEMA.replaceAll('xs:', 'xsd:').replace(':xs', ':xsd')],
		['in another order', schemaOf(Object.fromEntries(Object.entries(TYPES).reverse()))],
	])('%s fits', (_what, schema) => {
		expect(fits(schema)).toBe(true);
	});

	it.each([
		['that is not there', ''],
		['twice', SCHEMA + SCHEMA],
		['without fields', schemaOf({})],
		['with a field more', schemaOf({ ...TYPES, More: 'xs:string' })],
		[
			'with a field less',
			schemaOf({ ...TYPES, Memo: 'x' }).replace(/<xs:element name="Memo"[^>]*>/, ''),
		],
		['with a field in other letters', SCHEMA.replace('"Code"', '"code"')],
		['with a field twice', SCHEMA.replace('"Memo"', '"Code"')],
		['with a field of no type', SCHEMA.replace('name="Code" type="xs:string"', 'name="Code"')],
		['with a type of its own', schemaOf({ ...TYPES, Code: 'afas:code' })],
		['with text for a number', schemaOf({ ...TYPES, Size: 'xs:string' })],
		['with text for a date', schemaOf({ ...TYPES, Order_x0020_date: 'xs:string' })],
		['with text for a yes or no', schemaOf({ ...TYPES, Active: 'xs:string' })],
		['with a number for text', schemaOf({ ...TYPES, Code: 'xs:int' })],
		['with a number for a yes or no', schemaOf({ ...TYPES, Active: 'xs:int' })],
		['with a date for text', schemaOf({ ...TYPES, Memo: 'xs:dateTime' })],
	])('%s does not fit', (_what, schema) => {
		expect(fits(schema)).toBe(false);
	});
});

it('metainfo that names a field twice fits nothing', () => {
	const columns = [{ id: 'A', dataType: 'string' }];
	const field = { id: 'A', dataType: 'string' };
	expect(schemaFits(columns, [field])).toBe(true);
	expect(schemaFits([...columns, ...columns], [field, field])).toBe(false);
});
