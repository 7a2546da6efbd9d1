import type { DataType } from '../metainfo/types';
import { childElements, localName, type XmlElement } from '../xml/element';
import { decodeXmlName } from '../xml/names';
import type { ColumnType } from './columns';

/** The root of a result with rows. docs/afas.md 3.3. */
export const ROWS_ROOT = 'AfasGetConnector';

const DATA_TYPES = new Map<string, DataType>(
	Object.entries({
		string: 'string',
		boolean: 'boolean',
		decimal: 'decimal',
		double: 'decimal',
		float: 'decimal',
		integer: 'int',
		long: 'int',
		int: 'int',
		short: 'int',
		byte: 'int',
		unsignedByte: 'int',
		unsignedShort: 'int',
		unsignedInt: 'int',
		unsignedLong: 'int',
		date: 'date',
		dateTime: 'date',
		time: 'date',
		base64Binary: 'blob',
	}),
);

/** Whether this is the schema that comes before the rows, not a row of a connector named `schema`. */
export function isSchema(element: XmlElement): boolean {
	return (
		localName(element.name) === 'schema' &&
		(element.name.includes(':') || element.attributes.size > 0)
	);
}

/** A column as a schema describes it. */
export interface SchemaColumn {
	id: string;
	/** undefined for an unknown type. */
	dataType: DataType | undefined;
}

/** Gives the columns that the schema of a result describes: every element with a type. docs/afas.md 3.3. */
export function schemaColumns(schema: XmlElement): SchemaColumn[] {
	const columns: SchemaColumn[] = [];
	const collect = (parent: XmlElement) => {
		for (const child of childElements(parent)) {
			const name = child.attributes.get('name');
			const type = child.attributes.get('type');
			if (localName(child.name) === 'element' && name !== undefined && type !== undefined) {
				columns.push({ id: decodeXmlName(name), dataType: DATA_TYPES.get(localName(type)) });
			}
			collect(child);
		}
	};
	collect(schema);
	return columns;
}

/**
 * Gives the types to read the columns by; an unknown type is read as text. AFAS's metainfo is the better source: the schema may say
 * string where REST gives a number.
 */
export function columnTypes(columns: SchemaColumn[]): ColumnType[] {
	return columns.map(({ id, dataType = 'string' }) => ({ id, dataType }));
}
