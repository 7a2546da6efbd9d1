import type { DataType, GetField } from '../metainfo/types';
import type { SchemaColumn } from './rowSchema';

/** What a type makes of a value over SOAP: types with the same word give the same rows. */
function valueOf(dataType: DataType): 'number' | 'boolean' | 'date' | 'text' {
	switch (dataType) {
		case 'int':
		case 'decimal':
			return 'number';
		case 'boolean':
			return 'boolean';
		case 'date':
			return 'date';
		default:
			return 'text';
	}
}

/**
 * Whether the schema of an answer shows that rows have the fields of metainfo, with types that make the same of their values. The
 * order does not matter: rows over SOAP go by names. docs/afas.md 3.3.
 * @param columns undefined where no schema came, or several
 * @returns false also where the schema cannot tell, such as for a number that it calls a string
 */
export function schemaFits(
	columns: SchemaColumn[] | undefined,
	fields: Array<Pick<GetField, 'id' | 'dataType'>>,
): boolean {
	const types = new Map(fields.map(({ id, dataType }) => [id, valueOf(dataType)]));
	if (columns?.length !== types.size) return false;
	// A name that comes twice takes away what the second would be compared with.
	return columns.every(({ id, dataType }) => {
		const isSame = dataType !== undefined && types.get(id) === valueOf(dataType);
		return types.delete(id) && isSame;
	});
}
