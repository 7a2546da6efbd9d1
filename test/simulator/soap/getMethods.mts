import type { Filter, SearchedText } from '../data/conditions.mts';
import type { Cell, Field } from '../data/fields.mts';
import type { RowStore, SortKey } from '../data/rowStore.mts';
import type { Environment } from '../environment.mts';
import { badParameters } from '../failure.mts';
import type { Call } from '../http.mts';
import { allowedGetConnector, readRows, refuseBlocked } from '../rest/getConnectorRoutes.mts';
import { fieldPosition, sortPosition } from '../rest/rowQuery.mts';
import { shownTime } from '../time.mts';
import type { Parameters, SoapMethods } from './soapService.mts';
import { encodedName, escaped, readXml, type Element } from './xml.mts';

/** take inside the options counts up to here (docs/afas.md 3.4). */
const OPTIONS_TAKE = 1000;

/** Line ends as .NET's writer makes them. */
const LINE = '\r\n';

const badXml = (what: string) => badParameters(`${what} is not valid`);

function children(parent: Element | undefined, name: string): Element[] {
	const wanted = name.toLowerCase();
	return parent?.children.filter((child) => child.name.toLowerCase() === wanted) ?? [];
}

function optionalXml(text: string | undefined, what: string): Element | undefined {
	if (text === undefined || text.trim() === '') return undefined;
	const root = readXml(text);
	if (!root) throw badXml(what);
	return root;
}

function filterOf(store: RowStore, root: Element | undefined, texts: SearchedText): Filter {
	return children(root, 'Filter').map((group) =>
		children(group, 'Field').map(({ attributes, text }) => ({
			field: fieldPosition(store, attributes.get('FieldId') ?? ''),
			operator: Number(attributes.get('OperatorType')),
			value: text,
			texts,
		})),
	);
}

function sortOf(store: RowStore, options: Element | undefined): SortKey[] {
	return children(children(options, 'Index')[0], 'Field').map(({ attributes }) => ({
		field: sortPosition(store, attributes.get('FieldId') ?? ''),
		descending: attributes.get('OperatorType') === '0',
	}));
}

function whole(text: string | undefined): number | undefined {
	if (text === undefined || text === '') return undefined;
	if (!/^-?\d{1,9}$/.test(text)) throw badXml(text);
	return Number(text);
}

/** No take gives no rows; skip -1 gives all (docs/afas.md 3.5). */
function rowWindow(parameters: Parameters, options: Element | undefined) {
	const option = (name: string) => whole(children(options, name)[0]?.text);
	const inside = option('Take');
	const capped =
		inside !== undefined && (inside < 0 || inside > OPTIONS_TAKE) ? OPTIONS_TAKE : inside;
	const skip = whole(parameters.get('skip')) ?? option('Skip') ?? 0;
	const take = whole(parameters.get('take')) ?? capped ?? 0;
	if (skip === -1) return { skip: 0, take: Infinity };
	if (skip < 0 || take < 0) {
		throw badParameters('The combination of skip and take is not valid');
	}
	return { skip, take };
}

/** Decimals come with all the places that the field has, and never with an exponent. */
function decimalText(cell: Cell, decimals: number): string {
	const text = String(cell);
	const plain = text.includes('e') ? Number(cell).toFixed(20).replace(/0+$/, '') : text;
	const [whole, fraction = ''] = plain.split('.');
	const places = fraction.padEnd(decimals, '0');
	return places === '' ? whole : `${whole}.${places}`;
}

function cellText({ dataType, decimals }: Field, cell: Cell): string {
	if (cell === null) return '';
	if (dataType === 'date') return shownTime(cell as number);
	return dataType === 'decimal' ? decimalText(cell, decimals) : String(cell);
}

const XSD_TYPES = {
	string: 'string',
	int: 'int',
	decimal: 'decimal',
	boolean: 'boolean',
	date: 'dateTime',
	blob: 'string',
} as const;

/** In the form of a stored answer (docs/afas.md 3.3). */
function schemaXml(row: string, fields: Field[], names: string[]): string {
	const elements = fields.map(
		({ dataType }, at) =>
			`<xs:element name="${names[at]}" type="xs:${XSD_TYPES[dataType]}" minOccurs="0"/>`,
	);
	return (
		'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="AfasGetConnector">' +
		'<xs:complexType><xs:choice maxOccurs="unbounded">' +
		`<xs:element name="${row}"><xs:complexType><xs:sequence>${elements.join('')}` +
		'</xs:sequence></xs:complexType></xs:element></xs:choice></xs:complexType></xs:element></xs:schema>'
	);
}

function rowXml(store: RowStore, row: number, names: string[], withEmpty: boolean): string {
	let xml = '';
	for (let at = 0; at < names.length; at++) {
		const text = cellText(store.fields[at], store.cell(row, at));
		if (text !== '') xml += `    <${names[at]}>${escaped(text)}</${names[at]}>${LINE}`;
		else if (withEmpty) xml += `    <${names[at]} />${LINE}`;
	}
	return xml;
}

function rowsOf(environment: Environment, parameters: Parameters, call: Call): string {
	const connector = allowedGetConnector(environment, parameters.get('connectorId') ?? '');
	refuseBlocked(environment, connector);
	const store = connector.rows();
	const options = optionalXml(parameters.get('options'), 'options');
	const option = (name: string) => children(options, name)[0]?.text;
	if ((option('Outputmode') ?? '1') !== '1') throw badXml('Outputmode');
	const query = {
		...rowWindow(parameters, options),
		sort: sortOf(store, options),
		filter: filterOf(
			store,
			optionalXml(parameters.get('filtersXml'), 'filtersXml'),
			environment.settings.soapTexts,
		),
	};
	const rows = query.take === 0 ? [] : readRows(environment, connector, query, call);
	const names = store.fields.map(({ id }) => encodedName(id));
	const row = encodedName(connector.id);
	const schema =
		option('Metadata') === '1'
			? environment.settings.changeSchema(schemaXml(row, store.fields, names))
			: '';
	// Without options an answer without rows is empty, else its root is (docs/afas.md 3.3).
	if (rows.length === 0 && schema === '') return options ? '<AfasGetConnector />' : '';
	const withEmpty = option('Outputoptions') === '3';
	return (
		`<AfasGetConnector>${LINE}` +
		(schema && `  ${schema}${LINE}`) +
		rows
			.map((at) => `  <${row}>${LINE}${rowXml(store, at, names, withEmpty)}  </${row}>${LINE}`)
			.join('') +
		`</AfasGetConnector>${LINE}`
	);
}

/** AppConnectorGet.asmx. */
export function getMethods(environment: Environment): SoapMethods {
	return {
		GetData: (parameters, call) => {
			const known = new Map(parameters);
			known.delete('options');
			return rowsOf(environment, known, call);
		},
		GetDataWithOptions: (parameters, call) => rowsOf(environment, parameters, call),
	};
}
