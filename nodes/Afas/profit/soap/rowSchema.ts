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

/**
 * The columns that the schema of a result describes: every element with a simple type. docs/afas.md 3.3.
 * AFAS's metainfo is the better source; this schema can say string where REST gives a number.
 */
export function columnTypesOf(schema: XmlElement): ColumnType[] {
	const types: ColumnType[] = [];
	const collect = (parent: XmlElement) => {
		for (const child of childElements(parent)) {
			const name = child.attributes.get('name');
			const type = child.attributes.get('type');
			if (localName(child.name) === 'element' && name !== undefined && type !== undefined) {
				const dataType = DATA_TYPES.get(localName(type)) ?? 'string';
				types.push({ id: decodeXmlName(name), dataType });
			}
			collect(child);
		}
	};
	collect(schema);
	return types;
}
