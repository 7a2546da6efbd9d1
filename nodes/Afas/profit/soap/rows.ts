import { ProfitError } from '../errors/profitError';
import type { Row } from '../values/cell';
import { childElements, localName, textOf, type XmlElement } from '../xml/element';
import { parseXml } from '../xml/fastXml';
import { decodeXmlName } from '../xml/names';
import { Columns, type ColumnType } from './columns';
import { readRowsDirectly } from './directRows';
import { placeOfResult, readSoapResult } from './result';
import { columnTypes, isSchema, ROWS_ROOT, schemaColumns, type SchemaColumn } from './rowSchema';

/** What an answer to getDataRequest holds. */
export interface SoapTable {
	rows: Row[];
	/** From the schema in the answer; undefined without a schema, or with several. */
	columns: SchemaColumn[] | undefined;
}

/**
 * Reads the answer to getDataRequest: its rows, with the types of REST and null for empty, and the columns of its
 * schema. A connector without rows gives an empty list in all three forms that AFAS uses.
 * @param answer the text of the HTTP answer
 * @param fields the connector's fields from metainfo; without them the schema in the answer gives the types, and
 *   without a schema everything is text
 * @throws ProfitError `functional` when the answer is a fault, `badAnswer` when it is cut off or holds no rows
 */
export function readSoapTable(answer: string, fields: readonly ColumnType[] = []): SoapTable {
	const place = placeOfResult(answer);
	const table = place && readRowsDirectly(answer, place, fields);
	if (table) return table;
	const result = readSoapResult(answer, place);
	return result.trim() === '' ? { rows: [], columns: undefined } : readRowsOfResult(result, fields);
}

/**
 * Reads the rows only.
 * @throws ProfitError as `readSoapTable` does
 */
export function readSoapRows(answer: string, fields: readonly ColumnType[] = []): Row[] {
	return readSoapTable(answer, fields).rows;
}

/**
 * Reads a result with the XML library: slower than readRowsDirectly, and for every form of XML.
 * @param result the result as decoded text
 * @throws ProfitError `badAnswer`
 */
export function readRowsOfResult(result: string, fields: readonly ColumnType[]): SoapTable {
	const root = parseXml(result);
	if (localName(root.name) !== ROWS_ROOT) throw badRows();
	assertNoText(root);
	const children = childElements(root);
	const [schema, ...otherSchemas] = children.filter(isSchema);
	const described = schema && schemaColumns(schema);
	const columns = new Columns(fields.length > 0 ? fields : columnTypes(described ?? []));
	const rows = children
		.filter((child) => !isSchema(child))
		.map((child, index) => readRow(child, index, columns));
	return { rows, columns: otherSchemas.length > 0 ? undefined : described };
}

function readRow(element: XmlElement, index: number, columns: Columns): Row {
	assertNoText(element);
	const row: Row = { ...columns.emptyRow };
	for (const child of childElements(element)) {
		const column = columns.column(decodeXmlName(localName(child.name)));
		if (column.lastRow === index || childElements(child).length > 0) throw badRows();
		column.lastRow = index;
		if (column.kept) {
			const text = textOf(child);
			row[column.id] = text === '' ? null : column.read(text);
		}
	}
	return row;
}

function assertNoText(element: XmlElement): void {
	if (textOf(element).trim() !== '') throw badRows();
}

function badRows(): ProfitError {
	return new ProfitError('badAnswer', 'The answer of AFAS holds no rows in the form AFAS uses', {
		description:
			"Nothing of this answer was used. Try again; if it keeps happening, set 'Protocol' to REST for this connector.",
	});
}
