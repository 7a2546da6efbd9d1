/** OpenAPI files in AFAS's shape: those made for these tests, and AFAS's own in a folder of yours. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Schema {
	$ref?: string;
	type?: string;
	format?: string;
	description?: string;
	enum?: string[];
	maxLength?: number;
	multipleOf?: number;
	required?: string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** A POST or PUT of an UpdateConnector. */
export interface WriteOperation {
	/** e.g. `post /connectors/KnSubject`. */
	name: string;
	method: 'post' | 'put';
	connector: string;
	schema: Schema;
	examples: Array<{ name: string; value: unknown }>;
	/** Names of the keys in the connector's DELETE path. */
	deleteKeys: string[];
}

export interface OpenApi {
	writes: WriteOperation[];
	/** e.g. `/connectors/KnSubject/KnSubject/@SbId/{SbId}`. */
	deletePaths: string[];
	/** Follows a `$ref`. */
	resolve(schema: Schema | undefined): Schema | undefined;
}

interface Document {
	paths: Record<string, Record<string, Operation>>;
}

interface Operation {
	requestBody?: {
		content: Record<string, { schema: Schema; examples?: Record<string, { value: unknown }> }>;
	};
}

/** A small extract of our own making: a bicycle shop with every form that AFAS's files have. */
export const MADE_FILES = join(__dirname, 'madeOpenApi');

/** AFAS's own files: the folder that AFAS_OPENAPI names, if any. CONTRIBUTING says where they are. */
export const AFAS_FILES = process.env.AFAS_OPENAPI || undefined;

/**
 * What the OpenAPI files in a folder say about writing.
 *
 * @throws when the folder is not there or has no such file
 */
export function readOpenApi(folder: string): OpenApi {
	const writes = new Map<string, WriteOperation>();
	const deletePaths = new Set<string>();
	const documentOf = new WeakMap<Schema, Document>();

	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	if (files.length === 0) throw new Error(`No OpenAPI files (.json) in ${folder}`);
	for (const file of files) {
		const document = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Document;
		markSchemas(document, document, documentOf);
		for (const [path, operations] of Object.entries(document.paths)) {
			if (!path.startsWith('/connectors/')) continue;
			if (operations.delete) deletePaths.add(path);
			for (const method of ['post', 'put'] as const) {
				const content = operations[method]?.requestBody?.content['application/json'];
				const name = `${method} ${path}`;
				if (!content || writes.has(name)) continue;
				writes.set(name, {
					name,
					method,
					connector: path.split('/')[2],
					schema: content.schema,
					examples: Object.entries(content.examples ?? {}).map(([example, { value }]) => ({
						name: example,
						value,
					})),
					deleteKeys: [],
				});
			}
		}
	}

	const deleteKeys = new Map(
		[...deletePaths].map((path) => {
			const [, , connector, , keys] = path.split('/');
			return [connector, keys.split(',').map((key) => key.replace('@', ''))];
		}),
	);
	for (const write of writes.values()) write.deleteKeys = deleteKeys.get(write.connector) ?? [];

	const resolve = (schema: Schema | undefined): Schema | undefined => {
		if (!schema?.$ref) return schema;
		const document = documentOf.get(schema) as unknown;
		const target = schema.$ref
			.slice(2)
			.split('/')
			.reduce((at, name) => (at as Record<string, unknown>)[name], document);
		return resolve(target as Schema);
	};
	return { writes: [...writes.values()], deletePaths: [...deletePaths], resolve };
}

/** A `$ref` counts within its own file, so each schema remembers where it came from. */
function markSchemas(value: unknown, document: Document, into: WeakMap<Schema, Document>): void {
	if (typeof value !== 'object' || value === null) return;
	if ('$ref' in value) into.set(value as Schema, document);
	for (const inner of Object.values(value)) markSchemas(inner, document, into);
}

/** What an object's wrapper `{ Element: … }` declares: schemas of its fields and sub-objects. */
export function objectSchema(
	wrapper: Schema | undefined,
	resolve: OpenApi['resolve'],
): { fields: Record<string, Schema>; required: string[]; objects: Record<string, Schema> } {
	const element = resolve(resolve(wrapper)?.properties?.Element);
	const row = element?.type === 'array' ? resolve(element.items) : element;
	const fields = resolve(row?.properties?.Fields);
	const list = resolve(row?.properties?.Objects);
	return {
		fields: Object.fromEntries(
			Object.entries(fields?.properties ?? {}).map(([name, field]) => [name, resolve(field)!]),
		),
		required: fields?.required ?? [],
		objects: resolve(list?.items)?.properties ?? {},
	};
}
