/** Metainfo as AFAS would answer it, from the schema of an operation. */
import { objectSchema, type OpenApi, type Schema } from './openApi.mts';

const TYPES: Record<string, string> = { boolean: 'boolean', integer: 'int', number: 'decimal' };
const FORMATS: Record<string, string> = { date: 'date', 'date-time': 'date', byte: 'blob' };

/**
 * @param isKey whether a field of an object is a primary key; the schema does not tell (docs/afas.md 4.1)
 * @returns JSON for `parseUpdateConnectorInfo`
 */
export function metainfoOf(
	connector: string,
	root: string,
	wrapper: Schema,
	resolve: OpenApi['resolve'],
	isKey: (object: string, field: string) => boolean,
): unknown {
	return { id: connector, description: '', ...describe(root, wrapper) };

	function describe(name: string, inner: Schema): object {
		const { fields, required, objects } = objectSchema(inner, resolve);
		return {
			name,
			fields: Object.entries(fields).map(([fieldId, field]) => ({
				fieldId,
				primaryKey: String(isKey(name, fieldId)),
				dataType: TYPES[field.type ?? ''] ?? FORMATS[field.format ?? ''] ?? 'string',
				label: (field.description ?? '').split('\n')[0].trim(),
				mandatory: required.includes(fieldId),
				length: field.maxLength ?? 0,
				decimals: 0,
				notzero: false,
				controlType: 0,
				values: field.enum?.map((id) => ({ id, description: id })) ?? null,
			})),
			objects: Object.entries(objects).map(([sub, schema]) => describe(sub, schema)),
		};
	}
}
