import type { DataType, GetField } from '../metainfo/types';
import type { SchemaColumn } from './rowSchema';

/** What a value becomes over SOAP. Types with the same result give the same rows. */
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
 * Whether a schema has exactly the fields of the metainfo, with types that give the same values. The order does not matter, because
 * rows over SOAP are read by name. docs/afas.md 3.3.
 * @param columns undefined for an answer without a schema, or with several
 * @returns false also when the schema does not show a type, for example when it calls a number a string
 */
export function schemaFits(
	columns: SchemaColumn[] | undefined,
	fields: Array<Pick<GetField, 'id' | 'dataType'>>,
): boolean {
	const types = new Map(fields.map(({ id, dataType }) => [id, valueOf(dataType)]));
	if (columns?.length !== types.size) return false;
	// Deleted once matched, so that a name that occurs twice does not fit.
	return columns.every(({ id, dataType }) => {
		const isSame = dataType !== undefined && types.get(id) === valueOf(dataType);
		return types.delete(id) && isSame;
	});
}
